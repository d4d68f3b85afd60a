using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Membership;

/// <summary>Admissions through the functions: the applicant's, the members', and the tasks of the Secretariat and the board.</summary>
public sealed class AdmissionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task From_the_form_to_the_register()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("IU", "From Form To Register Ltd");
        Assert.Equal(("submitted", "secretariat", "completeness-check", "2026-01-10"), await NextAsync(desk, id));

        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        Assert.Equal(("due-diligence", "secretariat", "due-diligence", "2026-01-15"), await NextAsync(desk, id));
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "clear", "Nothing found.");
        Assert.Equal(("notice", "machine", "notice-to-members", "2026-01-19"), await NextAsync(desk, id));

        desk.MoveTo("2026-01-20");
        await desk.AdvanceAsync(id);
        Assert.Equal(("decision-pending", "board", "board-decision", "2026-02-03"), await NextAsync(desk, id));
        Assert.Equal(403, (await desk.DecideAsync(id, BackOfficeDesk.Sasha, "approve")).Status);
        await desk.DecidedAsync(id, BackOfficeDesk.Bo, "approve");
        Assert.Equal(("approved", "applicant", "payment", "2026-02-19"), await NextAsync(desk, id));
        JsonElement invoice = (await desk.StatusAsync(id)).GetProperty("details").GetProperty("invoice");
        Assert.Equal($"INV-{id.Core}", invoice.GetProperty("reference").GetString());

        desk.MoveTo("2026-02-10");
        Assert.Equal(400, (await desk.DecideAsync(id, BackOfficeDesk.Sasha, "record-payment", data: """{"paidOn":"yesterday"}""")).Status);
        Answer early = await desk.DecideAsync(id, BackOfficeDesk.Sasha, "record-payment", data: """{"paidOn":"2026-01-01"}""");
        Assert.Equal((409, "payment-day"), (early.Status, early.Code));
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "record-payment", data: """{"paidOn":"2026-02-09"}""");

        JsonElement end = await desk.StatusAsync(id);
        Assert.Equal("admitted", end.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, end.GetProperty("next").ValueKind);
        Assert.Equal(id.As("MEM").Value, end.GetProperty("details").GetProperty("member").GetString());
        Assert.Equal("2026-02-09", end.GetProperty("details").GetProperty("joined").GetProperty("on").GetString());
        Assert.Equal(
            ["submitted", "found-complete", "due-diligence-done", "notice-closed", "approved", "paid"],
            end.GetProperty("timeline").EnumerateArray().Select(line => Text(line, "what")));

        JsonElement register = (await desk.CallAsync<ShowRegister>((f, r) => f.Run(r, default))).Json;
        JsonElement entry = Assert.Single(register.GetProperty("items").EnumerateArray(), e => e.GetProperty("id").GetString() == id.As("MEM").Value);
        Assert.Equal(
            ("From Form To Register Ltd", "IU", "small", "2026-02-09", "DE", "https://www.example.org"),
            (
                Text(entry, "name"),
                Text(entry, "class"),
                Text(entry, "sizeBand"),
                Text(entry, "joinedOn"),
                Text(entry, "country"),
                Text(entry, "website")));
    }

    [Fact]
    public async Task A_returned_application_comes_back_with_what_was_missing()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("DS");
        Assert.Equal(400, (await desk.DecideAsync(id, BackOfficeDesk.Sasha, "return")).Status);   // a reason is needed
        Assert.Equal(
            ["/data/reasons/0/text required"],
            (await desk.DecideAsync(id, BackOfficeDesk.Sasha, "return", "See below.", """{"reasons":[{"field":"/website","text":" "}]}""")).Faults);
        await desk.DecidedAsync(
            id,
            BackOfficeDesk.Sasha,
            "return",
            "Please complete it.",
            """{"reasons":[{"field":"/tradingName","text":"Under which name do you trade?"}]}""");

        JsonElement details = (await desk.StatusAsync(id)).GetProperty("details");
        Assert.Equal(
            ["Please complete it.", "Under which name do you trade?"],
            details.GetProperty("returnReasons").EnumerateArray().Select(reason => Text(reason, "text")));
        Assert.Equal(("returned", "applicant", "resubmission", "2026-03-06"), await NextAsync(desk, id));

        JsonObject answers = JsonNode.Parse(details.GetProperty("answers").GetRawText())!.AsObject();
        answers["tradingName"] = "Lanternlight";
        Answer resubmitted = await desk.CallAsync<ResubmitApplication>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), new Caller.KeyHolder(id), SampleApplications.Submission(answers));

        Assert.Equal(200, resubmitted.Status);
        Assert.Equal("submitted", Text(resubmitted.Json, "state"));
        Assert.Equal(2, resubmitted.Json.GetProperty("details").GetProperty("round").GetInt32());
        Assert.Equal("Lanternlight", Text(resubmitted.Json.GetProperty("details").GetProperty("answers"), "tradingName"));
        Answer doubled = await desk.CallAsync<ResubmitApplication>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
            new Caller.KeyHolder(id),
            SampleApplications.Submission((JsonObject)answers.DeepClone()));
        Assert.Equal((409, "already-decided"), (doubled.Status, doubled.Code));
    }

    [Fact]
    public async Task Whoever_does_not_resubmit_is_reminded_and_lapses()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("GS");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "return", "Who owns you?");

        desk.MoveTo("2026-06-01");
        await desk.AdvanceAsync(id);

        JsonElement status = await desk.StatusAsync(id);
        Assert.Equal("lapsed", Text(status, "state"));
        Assert.Equal(
            ["submitted", "returned", "reminded", "reminded", "lapsed"],
            status.GetProperty("timeline").EnumerateArray().Select(line => Text(line, "what")));
    }

    [Fact]
    public async Task Members_object_to_what_they_were_told_of_and_are_answered_before_the_decision()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        Person mia = BackOfficeDesk.Of(CaseId.From("MEM", 4711));
        CaseId id = await desk.SubmitAsync("GS", "Objectionable Trading Ltd");
        Assert.Equal(404, (await ObjectAsync(desk, id, mia)).Status);   // members know nothing of it yet
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "clear");

        JsonElement notice = Assert.Single(
            (await desk.CallAsync<ListNotices>((f, r) => f.Run(r, default), mia)).Json.GetProperty("items").EnumerateArray(),
            n => Text(n, "reference") == id.Value);
        Assert.Equal("2026-01-19", Text(notice, "until"));
        Assert.Equal(["/grounds required"], (await ObjectAsync(desk, id, mia, " ")).Faults);
        Answer objection = await ObjectAsync(desk, id, mia);
        Assert.Equal((200, 1), (objection.Status, objection.Json.GetProperty("number").GetInt32()));
        Assert.Equal((409, "already-decided"), Told(await ObjectAsync(desk, id, mia, "And another thing.")));

        Assert.False((await desk.StatusAsync(id)).GetProperty("details").TryGetProperty("objections", out _));   // the applicant does not read it
        JsonElement line = Assert.Single(
            (await desk.StatusAsync(id)).GetProperty("timeline").EnumerateArray(), entry => Text(entry, "what") == "objection-received");
        Assert.Equal(JsonValueKind.Null, line.GetProperty("reason").ValueKind);
        Assert.Single((await desk.StatusAsync(id, BackOfficeDesk.Sasha)).GetProperty("details").GetProperty("objections").EnumerateArray());

        desk.MoveTo("2026-01-20");
        await desk.AdvanceAsync(id);
        Assert.Equal((409, "too-late"), Told(await ObjectAsync(desk, id, BackOfficeDesk.Of(CaseId.From("MEM", 4712)))));
        Assert.Equal(("objections-open", "secretariat", "answer-objections", "2026-01-30"), await NextAsync(desk, id));
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "answer", "The dispute was settled in court.", """{"objection":1}""");
        Assert.Equal("decision-pending", (await NextAsync(desk, id)).State);
    }

    [Fact]
    public async Task The_Secretariat_may_answer_while_the_window_is_open()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("GS");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "clear");
        await ObjectAsync(desk, id, BackOfficeDesk.Of(CaseId.From("MEM", 4711)));

        Assert.Equal(404, (await AnswerAsync(desk, id, 2)).Status);
        Assert.Equal(200, (await AnswerAsync(desk, id, 1)).Status);
        Assert.Equal((409, "already-decided"), Told(await AnswerAsync(desk, id, 1)));

        desk.MoveTo("2026-01-20");
        await desk.AdvanceAsync(id);
        Assert.Equal("decision-pending", (await NextAsync(desk, id)).State);
    }

    [Fact]
    public async Task A_declined_applicant_appeals_once_and_somebody_else_hears_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("AS");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "clear");
        Assert.Equal((409, "out-of-order"), Told(await AppealAsync(desk, id)));
        desk.MoveTo("2026-01-20");
        await desk.AdvanceAsync(id);
        await desk.DecidedAsync(id, BackOfficeDesk.Bo, "decline", "Not an association of the value chain.");
        Assert.Equal("Not an association of the value chain.", Text((await desk.StatusAsync(id)).GetProperty("details"), "declineReason"));

        Assert.Equal(200, (await AppealAsync(desk, id)).Status);
        Assert.Equal((409, "already-decided"), Told(await AppealAsync(desk, id)));
        Assert.Equal((409, "four-eyes"), Told(await desk.DecideAsync(id, BackOfficeDesk.Bo, "overturn", "I was wrong.")));
        await desk.DecidedAsync(id, BackOfficeDesk.Bela, "overturn", "They are.");
        Assert.Equal("approved", (await NextAsync(desk, id)).State);
    }

    [Fact]
    public async Task An_applicant_withdraws_and_a_repeat_with_the_same_key_is_no_conflict()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("CS");

        Answer first = await WithdrawAsync(desk, id, "one");
        Answer again = await WithdrawAsync(desk, id, "one");
        Answer other = await WithdrawAsync(desk, id, "two");

        Assert.Equal("withdrawn", Text(first.Json, "state"));
        Assert.Equal((200, first.Text), (again.Status, again.Text));
        Assert.Equal((409, "already-decided"), Told(other));
        Assert.StartsWith("It was withdrawn by the applicant on 5 January 2026.", Text(other.Json, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_names_notes_and_deadlines_that_applicants_do_not()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync("PT");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "accept");
        await desk.DecidedAsync(id, BackOfficeDesk.Sasha, "clear", "The parent was fined once.");

        string applicant = (await desk.StatusAsync(id)).GetRawText();
        string staff = (await desk.StatusAsync(id, BackOfficeDesk.Sasha)).GetRawText();

        Assert.DoesNotContain("sasha of ASI", applicant, StringComparison.Ordinal);
        Assert.DoesNotContain("fined", applicant, StringComparison.Ordinal);
        Assert.Contains("sasha of ASI", staff, StringComparison.Ordinal);
        Assert.Contains("fined", staff, StringComparison.Ordinal);
        Assert.Contains("completeness-check P5D from 2026-01-05", staff, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("APP-0000-0001")]
    [InlineData("nonsense")]
    [InlineData("MEM-0000-0000")]
    public async Task What_is_no_application_is_not_found(string reference)
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);

        Assert.Equal(404, (await desk.CallAsync<ShowApplication>((f, r) => f.Run(r, reference, default), BackOfficeDesk.Sasha)).Status);
        Assert.Equal(
            404,
            (await desk.CallAsync<WithdrawApplication>((f, r) => f.Run(r, reference, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, new JsonObject())).Status);
    }

    [Theory]
    [InlineData("PT")]
    [InlineData("IU")]
    [InlineData("CS")]
    [InlineData("DS")]
    [InlineData("AS")]
    [InlineData("GS")]
    public async Task The_answers_come_back_as_they_were_typed(string @class)
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = await desk.SubmitAsync(@class);

        JsonNode shown = JsonNode.Parse((await desk.StatusAsync(id)).GetProperty("details").GetProperty("answers").GetRawText())!;

        Assert.True(JsonNode.DeepEquals(SampleApplications.Answers(@class), shown), shown.ToJsonString());
    }

    private static async Task<(string? State, string? Ball, string? What, string? Until)> NextAsync(BackOfficeDesk desk, CaseId id)
    {
        JsonElement status = await desk.StatusAsync(id);
        JsonElement next = status.GetProperty("next");
        return (Text(status, "state"), Text(next, "ball"), Text(next, "what"), Text(next, "until"));
    }

    private static Task<Answer> ObjectAsync(BackOfficeDesk desk, CaseId id, Person by, string grounds = "A dispute over land.") =>
        desk.CallAsync<ObjectToApplication>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), by, new JsonObject { ["grounds"] = grounds });

    private static Task<Answer> AnswerAsync(BackOfficeDesk desk, CaseId id, int number) => desk.CallAsync<AnswerObjection>(
        (f, r) => f.Run(r, id.Value, number, BackOfficeDesk.NoDurable, default),
        BackOfficeDesk.Sasha,
        new JsonObject { ["text"] = "It was settled." });

    private static Task<Answer> AppealAsync(BackOfficeDesk desk, CaseId id) => desk.CallAsync<AppealDecision>(
        (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), new Caller.KeyHolder(id), new JsonObject { ["grounds"] = "But we are." });

    private static Task<Answer> WithdrawAsync(BackOfficeDesk desk, CaseId id, string key) => desk.CallAsync<WithdrawApplication>(
        (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
        new Caller.KeyHolder(id),
        new JsonObject(),
        headers: ("Idempotency-Key", key));

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
