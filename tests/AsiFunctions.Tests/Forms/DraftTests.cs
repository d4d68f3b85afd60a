using System.Text.Json.Nodes;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Forms;

/// <summary>Save and return by link, on a real Azurite.</summary>
[Collection(nameof(OnAzurite))]
public sealed class DraftTests : IAsyncLifetime
{
    private readonly FormsWorld world = new();
    private readonly CaseTable table;
    private readonly OutboxTable outbox;
    private readonly DraftStore drafts;

    public DraftTests(AzuriteFixture azurite)
    {
        table = new CaseTable(new TableServiceClient(azurite.ConnectionString), $"Cases{Guid.NewGuid():N}");
        outbox = new OutboxTable(table, OutboxSettings.Default, world.Clock);
        OutboxRelay relay = new([], outbox, OutboxSettings.Default, world.Clock, NullLogger<OutboxRelay>.Instance);
        drafts = new DraftStore(
            table, relay, world.Secrets, new DraftSettings(Period.OfDays(30)), world.Clock, NullLogger<DraftStore>.Instance);
    }

    public async Task InitializeAsync() => await table.Client.CreateIfNotExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_draft_is_kept_and_found_again_with_its_key_only()
    {
        Answer saved = await SaveAsync();
        Assert.Equal(201, saved.Status);
        string id = (string)saved.Body!["id"]!;
        string key = (string)saved.Body["key"]!;
        Assert.StartsWith("DRF-", id, StringComparison.Ordinal);
        Assert.Equal($"https://portal.example.org/#/drafts/{id}/{key}", (string)saved.Body["link"]!);
        Assert.Equal("2026-04-30", (string)saved.Body["keptUntil"]!);
        Assert.Equal($"/api/drafts/{id}", saved.Headers.Location);

        Answer found = await GetAsync(id, key);
        Assert.Equal(200, found.Status);
        Assert.Equal("\"1\"", found.Headers.ETag);
        Assert.Equal("no-store", found.Headers.CacheControl);
        Assert.Equal("Northfjord Smelter AS", (string)found.Body!["answers"]!["legalName"]!);
        Assert.Equal(
            ("membership-application", 1, "en"), ((string)found.Body["form"]!, (int)found.Body["version"]!, (string)found.Body["language"]!));

        Assert.Equal(404, (await GetAsync(id, "")).Status);
        Assert.Equal(404, (await GetAsync(id, world.Keys.KeyFor(CaseId.From(Draft.Prefix, 1)))).Status);
        Assert.Equal(404, (await GetAsync(CaseId.Parse(id).As("APP").Value, key)).Status);
        Assert.Equal(404, (await GetAsync("nonsense", key)).Status);
    }

    [Fact]
    public async Task Its_e_mail_is_stored_with_it_and_says_nothing_that_was_written()
    {
        Answer saved = await SaveAsync();
        CaseId id = CaseId.Parse((string)saved.Body!["id"]!);
        OutboxRow entry = Assert.Single(await outbox.ListAsync(CancellationToken.None), row => row.Entry.CaseId == id);
        Assert.Equal(OutboxKinds.Mail, entry.Entry.Kind);
        Assert.DoesNotContain("example.org", entry.Entry.Payload.GetRawText(), StringComparison.Ordinal);

        DraftMail mail = new(drafts, world.Answers);
        MailDraft? composed = await mail.ComposeAsync(id, new Effect.SendMail(DraftStore.SavedMail, Role.Applicant), CancellationToken.None);
        MailRecipient recipient = Assert.Single(composed!.Recipients);
        Assert.Equal(("pat@example.org", "pat@example.org", "en"), (recipient.Address, recipient.Name, recipient.Language));
        Assert.Equal((string)saved.Body["link"]!, composed.Values["link"]);
        Assert.Equal("2026-04-30", composed.Values["until"]);

        await drafts.RemoveAsync(id, CancellationToken.None);
        Assert.Null(await mail.ComposeAsync(id, new Effect.SendMail(DraftStore.SavedMail, Role.Applicant), CancellationToken.None));
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_is_the_same_draft_and_another_body_is_refused()
    {
        Answer first = await SaveAsync("first-key");
        Answer repeat = await SaveAsync("first-key");
        Assert.Equal(first.Body!.ToJsonString(), repeat.Body!.ToJsonString());
        Assert.Equal(422, (await SaveAsync("first-key", email: "sam@example.org")).Status);
        Assert.NotEqual((string)first.Body!["id"]!, (string)(await SaveAsync("second-key")).Body!["id"]!);
    }

    [Fact]
    public async Task Saving_again_needs_the_revision_that_was_read()
    {
        Answer saved = await SaveAsync();
        string id = (string)saved.Body!["id"]!;
        string key = (string)saved.Body["key"]!;
        world.Clock.Advance(TimeSpan.FromDays(10));

        Answer again = await ReplaceAsync(id, key, "\"1\"", new JsonObject { ["legalName"] = "New name" });
        Assert.Equal((200, "\"2\"", "2026-05-10"), (again.Status, again.Headers.ETag.ToString(), (string)again.Body!["keptUntil"]!));
        Assert.Equal("New name", (string)(await GetAsync(id, key)).Body!["answers"]!["legalName"]!);

        Assert.Equal(412, (await ReplaceAsync(id, key, "\"1\"", [])).Status);
        Assert.Equal(412, (await ReplaceAsync(id, key, "\"unknown\"", [])).Status);
        Assert.Equal(428, (await ReplaceAsync(id, key, "", [])).Status);
        Assert.Equal(404, (await ReplaceAsync(id, "", "\"2\"", [])).Status);
        Assert.Equal(["/answers/legalName"], (await ReplaceAsync(id, key, "\"2\"", new JsonObject { ["legalName"] = new JsonObject() })).Pointers);
        Assert.Equal("\"3\"", (await ReplaceAsync(id, key, "*", [])).Headers.ETag.ToString());
    }

    [Fact]
    public async Task A_draft_of_any_size_that_a_request_may_have_is_kept_whole()
    {
        JsonObject answers = [];
        foreach (string name in new[] { "subsidiaries", "classBasis", "headOfficeAddress", "certificationScope", "legalName", "signedBy" })
        {
            answers[name] = string.Concat(Enumerable.Repeat("铝😀 \"x\" ", 1_200));
        }

        Answer saved = await SaveAsync(answers: answers);
        Answer found = await GetAsync((string)saved.Body!["id"]!, (string)saved.Body["key"]!);
        Assert.Equal(200, found.Status);
        Assert.True(JsonNode.DeepEquals(answers, found.Body!["answers"]));
    }

    [Fact]
    public async Task A_draft_ends_after_its_last_day_and_is_swept()
    {
        Answer saved = await SaveAsync();
        string id = (string)saved.Body!["id"]!;
        string key = (string)saved.Body["key"]!;
        world.Clock.Now = new DateTimeOffset(2026, 4, 30, 23, 59, 59, TimeSpan.Zero);
        Assert.Equal(200, (await GetAsync(id, key)).Status);
        await drafts.SweepAsync(CancellationToken.None);
        Assert.Equal(200, (await GetAsync(id, key)).Status);

        world.Clock.Now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(404, (await GetAsync(id, key)).Status);
        Assert.Equal(404, (await ReplaceAsync(id, key, "\"1\"", [])).Status);
        Assert.InRange(await drafts.SweepAsync(CancellationToken.None), 1, int.MaxValue);
        Assert.False((await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.ShardOf(CaseId.Parse(id)), $"draft|{id}")).HasValue);
        Assert.Equal(0, await drafts.SweepAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Removing_twice_is_as_good_as_once()
    {
        Answer saved = await SaveAsync();
        string id = (string)saved.Body!["id"]!;
        string key = (string)saved.Body["key"]!;
        Assert.Equal(404, (await DeleteAsync(id, "")).Status);
        Assert.Equal(204, (await DeleteAsync(id, key)).Status);
        Assert.Equal(204, (await DeleteAsync(id, key)).Status);
        Assert.Equal(404, (await GetAsync(id, key)).Status);
        await drafts.ForgetAsync(CaseId.Parse(id), CancellationToken.None);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_told_at_once_and_nothing_is_stored()
    {
        int before = (await outbox.ListAsync(CancellationToken.None)).Count;
        JsonObject answers = new() { ["legalName"] = new string('x', 10_001), ["nothing"] = 1, ["class"] = "any" };
        Answer refused = await SaveAsync(email: "nowhere", answers: answers);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["/email", "/answers/legalName", "/answers/nothing"], refused.Pointers);
        Assert.Equal(before, (await outbox.ListAsync(CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData("certification-survey")]
    [InlineData("membership-survey")]
    public async Task A_survey_is_kept_under_its_token_and_never_as_a_draft_beside_an_address(string form)
    {
        int before = (await outbox.ListAsync(CancellationToken.None)).Count;
        Answer refused = await SaveAsync(form: form, answers: []);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["/form"], refused.Pointers);
        Assert.Equal(before, (await outbox.ListAsync(CancellationToken.None)).Count);
    }

    private async Task<Answer> SaveAsync(
        string? idempotencyKey = null, string email = "pat@example.org", JsonObject? answers = null, string form = "membership-application")
    {
        JsonObject body = SampleApplications.Submission(answers ?? SampleApplications.Answers("PT"));
        body["form"] = form;
        body["email"] = email;
        HttpRequest request = FormsWorld.Request(body, idempotencyKey is null ? [] : [$"Idempotency-Key: {idempotencyKey}"]);
        return await FormsWorld.AnswerAsync<SaveDraft>(
            request, await new SaveDraft(world.Forms, drafts, world.Answers).Run(request, CancellationToken.None));
    }

    private async Task<Answer> GetAsync(string id, string key)
    {
        HttpRequest request = FormsWorld.Request(null, $"X-Draft-Key: {key}");
        return await FormsWorld.AnswerAsync<GetDraft>(request, await new GetDraft(drafts, world.Keys).Run(request, id, CancellationToken.None));
    }

    private async Task<Answer> ReplaceAsync(string id, string key, string tag, JsonObject answers)
    {
        HttpRequest request = FormsWorld.Request(new JsonObject { ["answers"] = answers }, $"X-Draft-Key: {key}", $"If-Match: {tag}");
        return await FormsWorld.AnswerAsync<ReplaceDraft>(
            request, await new ReplaceDraft(world.Forms, drafts, world.Keys, world.Answers).Run(request, id, CancellationToken.None));
    }

    private async Task<Answer> DeleteAsync(string id, string key)
    {
        HttpRequest request = FormsWorld.Request(null, $"X-Draft-Key: {key}");
        return await FormsWorld.AnswerAsync<DeleteDraft>(request, await new DeleteDraft(drafts, world.Keys).Run(request, id, CancellationToken.None));
    }
}
