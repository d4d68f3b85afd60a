using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Oversight;
using AsiFunctions.Cases.Operations;
using AsiFunctions.Cases.Status;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Certification.Certificates;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>The oversight as people meet it over HTTP: tasks in order, four eyes, who sees what, and what is stuck.</summary>
public sealed class OversightDeskTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Person Sasha = BackOfficeDesk.Sasha;
    private static readonly Person Rae = Certifying.Rae;

    [Fact]
    public async Task A_step_is_decided_once_in_its_order_and_by_its_role()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        string first = await TaskOf(desk, script.Id);
        string items = Items(OversightStep.AuditTeam);

        Assert.Equal(403, (await OutcomeAsync(desk, first, Rae, "pass", items)).Status);
        Assert.Equal(400, (await OutcomeAsync(desk, first, Sasha, "release", items)).Status);
        Assert.Equal((409, "checklist-incomplete"), await OutcomeAsync(desk, first, Sasha, "pass", "{}"));
        Assert.Equal(200, (await OutcomeAsync(desk, first, Sasha, "pass", items)).Status);
        Assert.Equal((409, "already-decided"), await OutcomeAsync(desk, first, Sasha, "pass", items));
        Assert.Equal(404, (await OutcomeAsync(desk, CaseTask.IdOf(script.Id, 40), Sasha, "pass", items)).Status);
    }

    [Fact]
    public async Task Who_has_reviewed_a_step_does_not_release()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        Person both = new("account-both", "Both of ASI", Organisation.Asi, new HashSet<Role> { Role.Secretariat, Role.Releaser });
        Assert.Equal(200, (await OutcomeAsync(desk, await TaskOf(desk, script.Id), both, "pass", Items(OversightStep.AuditTeam))).Status);
        await script.PassToAsync();
        string release = await TaskOf(desk, script.Id);

        Assert.Equal((409, "four-eyes"), await OutcomeAsync(desk, release, both, "release", Items(OversightStep.Release)));
        Assert.Equal(200, (await OutcomeAsync(desk, release, Rae, "release", Items(OversightStep.Release))).Status);
        Assert.Equal((409, "already-decided"), await OutcomeAsync(desk, release, Certifying.Remy, "decline", null, "Too late."));
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        Assert.True((await script.AuditAsync()).IsOver);
        Assert.Equal((409, "already-decided"), await OutcomeAsync(desk, release, Rae, "release", Items(OversightStep.Release)));
    }

    [Fact]
    public async Task Reviewers_notes_are_ASIs_own_and_clarifications_the_firms_too()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        await OutcomeAsync(desk, await TaskOf(desk, script.Id), Sasha, "pass", Items(OversightStep.AuditTeam, notes: "A secret note."));
        await OutcomeAsync(desk, await TaskOf(desk, script.Id), Sasha, "clarify", """{"topic":"scope"}""", "Why is the anode plant left out?");
        Audit audit = await script.AuditAsync();

        string staff = await StatusAsync(desk, audit.Id, Sasha);
        string firm = await StatusAsync(desk, audit.Id, Of(audit.Subject.Firm, Role.LeadAuditor));
        string member = await StatusAsync(desk, audit.Id, BackOfficeDesk.Of(audit.Subject.Member));

        Assert.Contains("A secret note.", staff, StringComparison.Ordinal);
        Assert.DoesNotContain("A secret note.", firm, StringComparison.Ordinal);
        Assert.Contains("anode plant", firm, StringComparison.Ordinal);
        Assert.DoesNotContain("anode plant", member, StringComparison.Ordinal);
        Assert.DoesNotContain("sasha", firm, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"clarification\"", member, StringComparison.Ordinal);
        Assert.Equal("", await StatusAsync(desk, audit.Id, Of(CaseId.From("AUF", 99), Role.LeadAuditor), status: 404));
    }

    [Fact]
    public async Task The_summary_is_public_once_it_is_published_and_names_nobody()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        await script.PassToAsync();
        await script.ReleaseAsync();

        Assert.Equal(404, (await SummaryAsync(desk, script.Id)).Status);
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        Answer summary = await SummaryAsync(desk, script.Id);

        Assert.Equal((200, "full"), (summary.Status, summary.Json.GetProperty("outcome").GetString()));
        Assert.DoesNotContain("Lea", summary.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Olga", summary.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stuck_is_shown_and_goes_on_when_it_is_mended()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        await script.PassToAsync();
        await script.ReleaseAsync();
        await MemberAsync(desk, script.Member, new MemberCommand.Suspend(AuditScript.Sasha, SuspensionReason.NonPayment, "An invoice is open."));
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);

        JsonElement status = JsonElement.Parse(await StatusAsync(desk, script.Id, Sasha));
        Assert.Equal(
            ("approved", "release-stuck"), (status.GetProperty("state").GetString(), status.GetProperty("next").GetProperty("what").GetString()));
        Assert.Contains("membership-suspended", status.GetProperty("details").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain((await script.AuditAsync()).FollowUps, followUp => followUp.DoneAt is not null);

        await MemberAsync(desk, script.Member, new MemberCommand.Reinstate(AuditScript.Sasha, "Paid."));
        Assert.Equal(200, (await OutcomeAsync(desk, await TaskOf(desk, script.Id), Sasha, "retry")).Status);
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        Assert.True((await script.AuditAsync()).IsOver);
    }

    [Fact]
    public async Task Work_that_is_not_done_for_more_than_an_hour_is_shown_to_the_operator()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        await script.PassToAsync();
        await script.ReleaseAsync();   // and nobody does what follows
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.DoesNotContain(script.Id.Value, await WaitingAsync(desk));

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("issue-certificate", (await WaitingAsync(desk))[script.Id.Value]);

        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain(script.Id.Value, await WaitingAsync(desk));
    }

    [Fact]
    public async Task A_departure_upwards_is_issued_with_its_reason_once_a_second_person_confirms()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk, majors: 4);
        await script.PassToAsync();

        Assert.Equal((409, "no-certificate"), await OutcomeAsync(desk, await TaskOf(desk, script.Id), Rae, "release", Items(OversightStep.Release)));
        string leap = Items(OversightStep.Release, level: "provisional");
        Assert.Equal(
            200, (await OutcomeAsync(desk, await TaskOf(desk, script.Id), Rae, "release", leap, "Two of the four are one and the same.")).Status);
        string second = await TaskOf(desk, script.Id);
        Assert.Equal((409, "four-eyes"), await OutcomeAsync(desk, second, Rae, "confirm"));
        Assert.Equal(200, (await OutcomeAsync(desk, second, Certifying.Remy, "confirm", reason: "I see it so too.")).Status);
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);

        Audit audit = await script.AuditAsync();
        Certificate certificate = await desk.CertificateAsync(ReleaseProcedure.CertificateOf(audit)!.Value);
        Assert.Equal("Two of the four are one and the same.", certificate.Released!.Departure);
        Assert.Equal("provisional", certificate.StateName);
    }

    [Fact]
    public async Task The_statistics_and_the_sample_of_a_year_can_be_had_again_and_again()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        await script.PassToAsync();
        await script.ReleaseAsync();
        string firm = (await script.AuditAsync()).Subject.Firm.Value;

        Answer statistics = await desk.CallAsync<ShowOversightStatistics>((f, r) => f.Run(r, default), Sasha, query: $"?year=2026&firm={firm}");
        Answer table = await desk.CallAsync<DownloadOversightFacts>((f, r) => f.Run(r, default), Sasha, query: $"?year=2026&firm={firm}");
        Answer one = await desk.CallAsync<DrawImpartialitySample>((f, r) => f.Run(r, default), Sasha, query: "?year=2026&seed=SC-2027-02&size=3");
        Answer again = await desk.CallAsync<DrawImpartialitySample>(
            (f, r) => f.Run(r, default), BackOfficeDesk.Bo, query: "?year=2026&seed=SC-2027-02&size=3");

        Assert.Equal(1, statistics.Json.GetProperty("figures").GetProperty("decided").GetInt32());
        Assert.Equal(8, table.Text.TrimEnd().Split("\r\n").Length);
        Assert.Equal(one.Text, again.Text);
        Assert.NotEmpty(one.Json.GetProperty("cases").EnumerateArray());
        Assert.Equal(400, (await desk.CallAsync<DrawImpartialitySample>((f, r) => f.Run(r, default), Sasha, query: "?year=2026")).Status);
    }

    private static async Task<string> TaskOf(BackOfficeDesk desk, CaseId audit) =>
        (await desk.Get<ICaseStore>().FindAsync<ICase>(audit, default))!.Task!.Id;

    private static async Task<(int Status, string? Code)> OutcomeAsync(
        BackOfficeDesk desk, string task, Person by, string decision, string? data = null, string? reason = null)
    {
        Answer answer = await desk.CallAsync<DecideTask>(
            (f, r) => f.Run(r, task, BackOfficeDesk.NoDurable, default),
            by,
            new JsonObject { ["decision"] = decision, ["reason"] = reason, ["data"] = data is null ? null : JsonNode.Parse(data) });
        return (answer.Status, answer.Status == 409 ? answer.Code : null);
    }

    private static async Task<string> StatusAsync(BackOfficeDesk desk, CaseId id, Person by, int status = 200)
    {
        Answer answer = await desk.CallAsync<GetCase>((f, r) => f.Run(r, id.Value, default), by);
        Assert.Equal(status, answer.Status);
        return status == 200 ? answer.Text : "";
    }

    /// <summary>The work that waits, by case.</summary>
    private static async Task<Dictionary<string, string>> WaitingAsync(BackOfficeDesk desk)
    {
        Answer answer = await desk.CallAsync<GetOperations>((f, r) => f.Run(r, default), Sasha);
        return answer.Json.GetProperty("work").EnumerateArray()
            .ToDictionary(one => one.GetProperty("case").GetString()!, one => one.GetProperty("work").GetString()!);
    }

    private static Task<Answer> SummaryAsync(BackOfficeDesk desk, CaseId audit) =>
        desk.CallAsync<ShowAuditSummary>((f, r) => f.Run(r, audit.Value, default));

    private static async Task MemberAsync(BackOfficeDesk desk, CaseId member, MemberCommand command) => Assert.IsType<DecideOutcome<Member>.Applied>(
        await desk.Get<ICaseStore>()
            .DecideAsync<Member>(member, (stored, now) => MemberProcedure.Decide(stored, command, now), options: null, default));

    private static Person Of(CaseId firm, Role role) => new("account-lea", "Lea Auditor", Organisation.Of(firm), new HashSet<Role> { role });

    private static string Items(OversightStep step, string? notes = null, string? level = null)
    {
        JsonObject data = new()
        {
            ["checklist"] = new JsonArray([.. OversightChecklist.Shipped.Latest.Value.Of(step)
            .Select(item => (JsonNode)item.Key)])
        };
        if (notes is not null)
        {
            data["notes"] = notes;
        }

        if (level is not null)
        {
            data["level"] = level;
        }

        return data.ToJsonString();
    }
}
