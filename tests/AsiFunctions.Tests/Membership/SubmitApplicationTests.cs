using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Membership;

public sealed class SubmitApplicationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task An_application_is_taken_with_a_reference_a_key_and_a_confirmation()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);

        Answer answer = await SubmitAsync(desk, SampleApplications.Answers("IU"));

        Assert.Equal(201, answer.Status);
        CaseId id = CaseId.Parse(answer.Json.GetProperty("reference").GetString()!);
        Assert.Equal("APP", id.Prefix);
        Assert.True(desk.Get<CaseKeys>().Matches(id, answer.Json.GetProperty("caseKey").GetString()));
        Assert.Equal($"/api/applications/{id}", answer.Json.GetProperty("statusUrl").GetString());
        Assert.Equal($"/api/applications/{id}", answer.Headers.Location);
        (CaseId about, Effect.SendMail mail) = await desk.Mail.NextAsync();
        Assert.Equal((id, AdmissionMail.Received, Role.Applicant, Urgency.Immediate), (about, mail.Template, mail.To, mail.Urgency));

        Stored<Application> stored = (await desk.Get<ICaseStore>().FindAsync<Application>(id, default))!;
        Assert.Equal(SizeBand.Small, stored.Case.Answers.Size.Band);
        Assert.Equal(new FormVersion("membership-application", 1, "en"), stored.Case.Form);
        Assert.Equal("completeness-check", stored.Task!.Kind);
        Assert.Equal(new DateOnly(2026, 1, 10), stored.Task.Due!.On);
    }

    [Fact]
    public async Task It_costs_one_transaction_and_nothing_else()
    {
        Requests requests = new();
        TableClientOptions options = new();
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options));
        requests.Seen.Clear();

        await SubmitAsync(desk, SampleApplications.Answers("PT"));

        Assert.Equal("POST /devstoreaccount1/$batch", requests.Seen.First());
        await desk.Mail.NextAsync();   // what comes after it is the relay's own, after the answer
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_very_same_answer()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        JsonObject answers = SampleApplications.Answers("CS");

        Answer first = await SubmitAsync(desk, answers, ("Idempotency-Key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
        CaseId id = CaseId.Parse(first.Json.GetProperty("reference").GetString()!);
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        Answer again = await SubmitAsync(desk, answers, ("Idempotency-Key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
        Answer other = await SubmitAsync(
            desk, SampleApplications.Answers("CS", "Somebody Else"), ("Idempotency-Key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));

        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal(422, other.Status);
        Assert.Equal(400, (await SubmitAsync(desk, answers, ("Idempotency-Key", "two words"))).Status);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_stored()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        JsonObject answers = SampleApplications.Answers("PT");
        answers["annualTurnover"] = -5;
        answers["headOfficeCountry"] = "XX";
        answers["sizeBand"] = "micro";
        answers.Remove("legalName");

        Answer answer = await SubmitAsync(desk, answers);

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers.ContentType.ToString().Split(';')[0]);
        Assert.Equal(
            ["/answers/legalName required", "/answers/headOfficeCountry not-offered", "/answers/annualTurnover out-of-range", "/answers/sizeBand unknown"],
            answer.Faults);
    }

    [Fact]
    public async Task Smelters_apply_as_PT_or_not_at_all()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        JsonObject answers = SampleApplications.Answers("IU");
        answers["activities"] = new JsonArray("aluminium-smelting");

        Assert.Equal(["/answers/class class-forced"], (await SubmitAsync(desk, answers)).Faults);
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("""{"answers": {}, "answers": {}}""", "application/json", 400)]
    [InlineData("""{"answers": {}, "extra": 1}""", "application/json", 400)]
    [InlineData("""{"answers": {}}""", "text/plain", 415)]
    public async Task Bad_bodies_get_one_clear_problem(string body, string contentType, int status)
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);

        Answer answer = await desk.CallAsync<SubmitApplication>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default), rawBody: body, headers: ("Content-Type", contentType));

        Assert.Equal(status, answer.Status);
    }

    private static Task<Answer> SubmitAsync(BackOfficeDesk desk, JsonObject answers, params (string Name, string Value)[] headers) =>
        desk.CallAsync<SubmitApplication>(
            (f, r) => f.Run(r, BackOfficeDesk.NoDurable, default),
            body: SampleApplications.Submission((JsonObject)answers.DeepClone()),
            headers: headers);

    private sealed class Requests : HttpPipelineSynchronousPolicy
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Seen { get; } = new();

        public override void OnSendingRequest(HttpMessage message) =>
            Seen.Enqueue($"{message.Request.Method} {message.Request.Uri.Path.Split('?')[0]}");
    }
}
