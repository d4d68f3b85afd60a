using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Assurance.NonConformances;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Certification;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.AssuranceDesk;

namespace AsiFunctions.Tests.Assurance.NonConformances;

/// <summary>Non-conformances in the store: opened once, decided by tasks, verified once, seen by those whom they concern.</summary>
public sealed class NonConformanceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_release_of_an_audit_may_be_repeated()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();

        Stored<NonConformance> first = await desk.RaiseAsync(member, number: 1);
        Stored<NonConformance> second = await desk.RaiseAsync(member, number: 2);
        desk.MoveTo("2025-11-05");
        Stored<NonConformance> again = await desk.RaiseAsync(member, number: 1);

        Assert.Equal((first.Case.Id, 1, first.Case.OpenedAt), (again.Case.Id, again.Version, again.Case.OpenedAt));
        Assert.NotEqual(first.Case.Id, second.Case.Id);
        Assert.Equal(CaseTable.ShardOf(member), CaseTable.ShardOf(first.Case.Id));
        Assert.Equal(("corrective-action-plan", Role.Member), (first.Task!.Kind, first.Task.Role));
        Assert.Equal($"nonconformance-{first.Case.Id}", NonConformanceLife.Of(first.Case.Id).InstanceId);
    }

    [Fact]
    public async Task The_member_acts_and_the_lead_auditor_decides()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        CaseId id = (await desk.RaiseAsync(member)).Case.Id;
        Person mia = BackOfficeDesk.Of(member);

        Assert.IsType<TaskChange.NotFound>(await desk.TakeAsync(id, Lea, "submit-plan"));
        Assert.Equal(
            ["/data/rootCause required", "/data/action required", "/data/dueOn required"], Faults(await desk.TakeAsync(id, mia, "submit-plan")));
        Assert.Equal(
            ["/data/dueOn unexpected"],
            Faults(await desk.TakeAsync(id, mia, "submit-plan", data: """{"rootCause":"a","action":"b","dueOn":"soon"}""")));
        Answer late = await desk.DecideAsync(id, mia, "submit-plan", data: """{"rootCause":"a","action":"b","dueOn":"2026-10-19"}""");
        Assert.Equal((400, "/data date-out-of-range"), (late.Status, Assert.Single(late.Faults)));
        await desk.TakenAsync(id, mia, "submit-plan", data: """{"rootCause":"Nobody was in charge.","action":"Somebody is.","dueOn":"2026-06-30"}""");
        Assert.Equal(["/reason required"], Faults(await desk.TakeAsync(id, Lea, "return")));
        await desk.TakenAsync(id, Lea, "approve");
        Assert.Equal(
            ["/data/note required", "/data/evidence/1 malformed", "/data/evidence/2 malformed"],
            Faults(await desk.TakeAsync(id, mia, "implemented", data: """{"evidence":["E1","X1",null]}""")));
        await desk.TakenAsync(id, mia, "implemented", data: """{"note":"Done.","evidence":["E1","E4","E1"]}""");
        await desk.TakenAsync(id, Lea, "not-effective", "Two sites are missing.", """{"dueOn":"2026-09-30"}""");
        await desk.TakenAsync(id, mia, "implemented", data: """{"note":"All sites."}""");
        await desk.TakenAsync(id, Lea, "downgrade", "One record is left.");
        await desk.TakenAsync(id, mia, "implemented", data: """{"note":"All records."}""");
        Assert.Equal(["/data/note required"], Faults(await desk.TakeAsync(id, Lea, "close")));
        await desk.TakenAsync(id, Lea, "close", data: """{"note":"Records seen."}""");

        NonConformance closed = await desk.NonConformanceAsync(id);
        Assert.Equal("verified-closed", closed.StateName);
        Assert.Equal(["E1", "E4"], closed.Records.OfType<NonConformanceRecord.Implementation>().First().Evidence);
        Assert.Equal([$"{id} Minor", $"{id} Minor 2025-11-03"], await desk.ToldAsync(AuditOf(member)));
        Assert.Null((await desk.Get<ICaseStore>().FindAsync<NonConformance>(id, default))!.Task);
    }

    [Fact]
    public async Task A_later_audit_verifies_it_once()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        CaseId id = (await desk.RaiseAsync(member)).Case.Id;
        CaseId later = CaseId.From("AUD", 99);
        VerifiedNews news = new(
            later,
            new DateOnly(2027, 3, 18),
            new Verification(id, VerificationResult.Closed, "Seen on site."),
            new Actor("lou", Role.LeadAuditor, "Lou"));
        NonConformanceDesk tracking = desk.Get<NonConformanceDesk>();

        Assert.IsType<DecideOutcome<NonConformance>.NotFound>(await tracking.VerifyAsync(news, CaseId.From("MEM", 99), default));
        Assert.IsType<DecideOutcome<NonConformance>.Applied>(await tracking.VerifyAsync(news, member, default));
        Assert.Equal(
            "already-verified", Assert.IsType<DecideOutcome<NonConformance>.Refused>(await tracking.VerifyAsync(news, member, default)).Code);
        Assert.IsType<DecideOutcome<NonConformance>.NotFound>(await tracking.VerifyAsync(
            news with { Verification = news.Verification with { NonConformance = CaseId.From("NCN", 99) } }, member, default));

        NonConformance closed = await desk.NonConformanceAsync(id);
        Assert.Equal((later, 1), (closed.Closed!.Audit, closed.Records.Count));
        Assert.Equal([$"{id} Major 2027-03-18"], await desk.ToldAsync(AuditOf(member)));
    }

    [Fact]
    public async Task Time_reminds_and_escalates()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId id = (await desk.RaiseAsync(await desk.AddAsync())).Case.Id;
        desk.MoveTo("2025-11-11");
        await desk.AdvanceAsync(id);
        desk.MoveTo("2025-11-19");
        await desk.AdvanceAsync(id);
        await desk.AdvanceAsync(id);

        Assert.Equal((id, NonConformanceMail.Reminder, Role.Member), Of(await desk.Mail.NextAsync()));
        Assert.Equal((id, NonConformanceMail.Escalation, Role.Secretariat), Of(await desk.Mail.NextAsync()));
        Assert.Equal(["opened", "reminded", "overdue"], (await desk.Get<ICaseStore>().TimelineAsync(id, default)).Select(line => line.Event.What));
        Assert.NotNull((await desk.Get<ICaseStore>().FindAsync<NonConformance>(id, default))!.Task);

        static (CaseId, string, Role) Of((CaseId Case, Effect.SendMail Mail) sent) => (sent.Case, sent.Mail.Template, sent.Mail.To);
    }

    [Fact]
    public async Task Everybody_sees_what_concerns_them()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        CaseId other = await desk.AddAsync();
        CaseId major = (await desk.RaiseAsync(member)).Case.Id;
        CaseId minor =
            (await desk.RaiseAsync(member, 2, NonConformanceGrade.Minor, new CorrectiveAction("a", "b", new DateOnly(2025, 11, 10), new DateOnly(2025, 10, 20), null))).Case.Id;
        CaseId theirs = (await desk.RaiseAsync(other)).Case.Id;
        desk.MoveTo("2025-11-12");

        Assert.Equal([minor, major], await ListAsync(BackOfficeDesk.Of(member)));
        Assert.Equal([theirs], await ListAsync(BackOfficeDesk.Of(other)));
        Assert.Empty(await ListAsync(new Person("x", "X", Organisation.Of(CaseId.From("AUF", 99)), new HashSet<Role> { Role.Auditor })));
        Assert.Equal(new HashSet<CaseId> { major, minor, theirs }, (await ListAsync(Lea)).ToHashSet());
        Assert.Equal([theirs], await ListAsync(BackOfficeDesk.Sasha, $"?member={other}"));
        Assert.Equal([minor, major], await ListAsync(BackOfficeDesk.Sasha, $"?audit={AuditOf(member)}"));
        Assert.Equal([minor], await ListAsync(BackOfficeDesk.Sasha, $"?member={member}&overdue=true"));
        Assert.Equal([major], await ListAsync(BackOfficeDesk.Sasha, $"?member={member}&grade=major"));
        Assert.Equal(
            [minor], await ListAsync(BackOfficeDesk.Sasha, $"?member={member}&state=cap-approved&firm={Firm}&from=2025-11-03&to=2025-11-03"));
        Assert.Empty(await ListAsync(BackOfficeDesk.Sasha, $"?member={member}&from=2025-11-04"));
        Assert.Equal(
            400, (await desk.CallAsync<ListNonConformances>((f, r) => f.Run(r, default), BackOfficeDesk.Sasha, query: "?grade=none")).Status);

        Assert.Equal(404, (await ShowAsync(major, BackOfficeDesk.Of(other))).Status);
        Answer shown = await ShowAsync(major, BackOfficeDesk.Of(member));
        Assert.Equal(
            (200, "open", "2025-11-18", false, "\"1\""),
            (shown.Status, shown.Json.GetProperty("state").GetString(), shown.Json.GetProperty("due").GetProperty("on").GetString(), shown.Json.GetProperty("overdue").GetBoolean(), shown.Headers.ETag.ToString()));
        string[] lines =
            (await desk.CallAsync<DownloadNonConformances>((f, r) => f.Run(r, default), BackOfficeDesk.Sasha, query: $"?member={member}")).Text.Split(
                "\r\n");
        Assert.StartsWith("\uFEFFNonConformance,Member,Name,Firm,", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.Contains("Example Metals", StringComparison.Ordinal)));

        Task<Answer> ShowAsync(CaseId id, Person by) => desk.CallAsync<ShowNonConformance>((f, r) => f.Run(r, id.Value, default), by);

        async Task<CaseId[]> ListAsync(Person by, string query = "")
        {
            Answer answer = await desk.CallAsync<ListNonConformances>((f, r) => f.Run(r, default), by, query: query);
            Assert.True(answer.Status == 200, answer.Text);
            HashSet<CaseId> made = [major, minor, theirs];
            return [.. answer.Json.GetProperty("items").EnumerateArray().Select(item => CaseId.Parse(item.GetProperty("id").GetString()!)).Where(
                made.Contains)];
        }
    }

    [Fact]
    public async Task What_the_member_names_as_evidence_the_firm_that_verifies_it_can_see_and_nothing_else()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        CaseId id = (await desk.RaiseAsync(member)).Case.Id;
        Person mia = BackOfficeDesk.Of(member);
        foreach (string title in (string[])["Wage records", "Not for auditors"])
        {
            JsonObject body = new() { ["title"] = title, ["keptAt"] = "Binder 7" };
            Assert.Equal(
                201,
                (await desk.CallAsync<AddEvidenceReference>((f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), mia, body)).Status);
        }

        EvidencePiece file = new(
            null, new StoredFile("wages.pdf", "application/pdf", 3, "00", await desk.Get<EvidenceBlobs>().StoreAsync(member, new MemoryStream([1, 2, 3]), default)), null, mia.AccountId, null);
        Assert.True(
            (await desk.Get<EvidenceDesk>().AddAsync(member.As(EvidenceLibrary.Prefix), new EvidenceCommand.Add(mia.AsActor(Role.Member), "Wages", file), key: null, default)).Stored);
        Assert.Equal(404, await StatusAsync("E1", Lea));   // before it is named
        await desk.TakenAsync(id, mia, "submit-plan", data: """{"rootCause":"a","action":"b","dueOn":"2026-06-30"}""");
        await desk.TakenAsync(id, Lea, "approve");
        await desk.TakenAsync(id, mia, "implemented", data: """{"note":"Done.","evidence":["E1","E3","E9"]}""");

        Answer shown = await ShowAsync("E1", Lea);
        Assert.Equal(
            (200, "Wage records", "Binder 7"),
            (shown.Status, shown.Json.GetProperty("title").GetString(), shown.Json.GetProperty("reference").GetProperty("keptAt").GetString()));
        Assert.DoesNotContain(mia.AccountId, shown.Text, StringComparison.Ordinal);
        Assert.Equal("wages.pdf", (await ShowAsync("E3", Lea)).Json.GetProperty("file").GetProperty("name").GetString());
        foreach (string key in (string[])["E2", "E9", "nonsense"])
        {
            Assert.Equal(404, await StatusAsync(key, Lea));
        }

        Assert.Equal(404, await StatusAsync("E1", Lea with { Organisation = Organisation.Of(CaseId.From("AUF", 99)) }));
        Assert.Equal(404, (await LoadAsync("E1")).Status);
        Assert.Equal("quarantined", (await LoadAsync("E3")).Json.GetProperty("type").GetString()!.Split('/')[^1]);

        Task<Answer> ShowAsync(string key, Person by) => desk.CallAsync<ShowActionEvidence>((f, r) => f.Run(r, id.Value, key, default), by);
        Task<Answer> LoadAsync(string key) => desk.CallAsync<DownloadActionEvidence>((f, r) => f.Run(r, id.Value, key, default), Lea);
        async Task<int> StatusAsync(string key, Person by) => (await ShowAsync(key, by)).Status;
    }

    [Fact]
    public async Task Tasks_belong_to_the_member_and_the_firm()
    {
        await using BackOfficeDesk desk = await AssuranceDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        NonConformance nonConformance = (await desk.RaiseAsync(member)).Case;
        NonConformanceKind kind = new(desk.Get<NonConformanceSettings>(), desk.Clock);

        Assert.Equal(
            [member, Firm, Firm, null],
            new[] { Role.Member, Role.LeadAuditor, Role.Auditor, Role.Secretariat }.Select(role => kind.Holder(nonConformance, role)));
        Assert.Equal(member, kind.Holder(nonConformance, Role.MemberAdmin));
    }

    private static IEnumerable<string> Faults(TaskChange change) =>
        Assert.IsType<TaskChange.Invalid>(change).Faults.Select(fault => $"{fault.Pointer} {fault.Code}");
}
