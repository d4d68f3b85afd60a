using System.Text.Json;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.Accreditation.AccreditationDeskSteps;

namespace AsiFunctions.Tests.Assurance.Accreditation;

public sealed class AuditorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Training_and_exam_come_before_the_accreditation()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId auditor = await desk.RegisteredAuditorAsync();
        Answer early = await desk.DecideAsync(auditor, BackOfficeDesk.Sasha, "accredit");
        Assert.Equal("not-qualified", early.Code);
        Assert.Contains("the training auditor-ps and a passed exam for PS", early.Text, StringComparison.Ordinal);

        Assert.Equal(
            ["/module malformed", "/completedOn out-of-range", "/validUntil inconsistent"],
            (await desk.AskAsync<RecordTraining>(
                (f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), """{"module":"Auditor PS","completedOn":"2026-01-06","validUntil":"2026-01-01"}""")).Faults);
        Assert.Equal(
            ["/name required", "/version required", "/takenOn out-of-range"],
            (await desk.AskAsync<RecordExam>(
                (f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default),
                """{"name":"","standard":"PS","version":"","takenOn":"2026-01-06","passed":true}""")).Faults);

        CaseId trained = await desk.AccreditedAuditorAsync("Tara Trained");
        Assert.Equal(200, (await desk.GrantAuditorAsync(trained)).Status);
        Assert.Equal(
            "not-qualified", (await desk.GrantAuditorAsync(trained, """{"standard":"CoC","activities":["casthouses"],"countries":["NO"]}""")).Code);
    }

    [Fact]
    public async Task Each_firm_sees_the_auditors_that_work_for_it_and_nothing_of_other_firms()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId one = await desk.AccreditedFirmAsync();
        CaseId two = await desk.AccreditedFirmAsync("Another Assurance Ltd");
        CaseId stranger = await desk.AccreditedFirmAsync("Strange Assurance Ltd");
        CaseId auditor = await desk.AccreditedAuditorAsync();
        string account = await desk.AccountAtAsync(one, "aiko");

        Assert.Equal(["/firm unknown"], (await desk.EngageAsync(auditor, CaseId.From("AUF", 97))).Faults);
        Assert.Equal(["/account unknown"], (await desk.EngageAsync(auditor, two, $",\"account\":\"{account}\"")).Faults);
        Assert.Equal(200, (await desk.EngageAsync(auditor, one, $",\"account\":\"{account}\"")).Status);
        Assert.Equal(200, (await desk.EngageAsync(auditor, two)).Status);
        Assert.Equal("already-engaged", (await desk.EngageAsync(auditor, two)).Code);

        Assert.Equal(2, (await desk.AuditorAsync(auditor, BackOfficeDesk.Sasha)).Json.GetProperty("engagements").GetArrayLength());
        JsonElement seen = Assert.Single((await desk.AuditorAsync(auditor, OfFirm(one))).Json.GetProperty("engagements").EnumerateArray());
        Assert.Equal($"{one} {account}", $"{seen.GetProperty("firm").GetString()} {seen.GetProperty("account").GetString()}");
        Assert.Equal(404, (await desk.AuditorAsync(auditor, OfFirm(stranger))).Status);
        Answer status = await desk.CallAsync<GetCase>((f, r) => f.Run(r, auditor.Value, default), OfFirm(one));
        Assert.Equal(200, status.Status);
        Assert.DoesNotContain(two.Value, status.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await desk.CallAsync<GetCase>((f, r) => f.Run(r, auditor.Value, default), OfFirm(stranger))).Status);

        Assert.Equal(200, (await LinkAsync(desk, auditor, two, await desk.AccountAtAsync(two, "aiko"))).Status);
        Assert.Equal(404, (await LinkAsync(desk, auditor, stranger, await desk.AccountAtAsync(stranger, "aiko"))).Status);
        await desk.DoneAsync<DisengageAuditor>((f, r) => f.Run(r, auditor.Value, one.Value, BackOfficeDesk.NoDurable, default), "{}");
        Assert.Equal(
            404, (await desk.AskAsync<DisengageAuditor>((f, r) => f.Run(r, auditor.Value, stranger.Value, BackOfficeDesk.NoDurable, default), "{}")).Status);
        desk.MoveTo("2026-01-06");
        Assert.Equal(404, (await desk.AuditorAsync(auditor, OfFirm(one))).Status);
    }

    [Fact]
    public async Task Who_plans_an_audit_learns_of_every_gap()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId firm = await desk.AccreditedFirmAsync();
        CaseId auditor = await desk.AccreditedAuditorAsync();
        await desk.GrantFirmAsync(firm);
        await desk.GrantAuditorAsync(auditor);
        await desk.EngageAsync(auditor, firm);
        CaseId nobody = CaseId.From("ATR", 96);
        AccreditationStore store = desk.Get<AccreditationStore>();

        Assert.Empty(await GapsAsync(firm, [auditor], "NO"));
        Assert.Equal(["firm-scope", "team-scope", "auditor-unknown"], (await GapsAsync(firm, [auditor, nobody], "FI")).Select(gap => gap.Code));
        Assert.Equal(["firm-unknown"], (await GapsAsync(CaseId.From("AUF", 95), [auditor], "NO")).Select(gap => gap.Code));
        await desk.DoneAsync<SuspendAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), """{"reason":"A complaint."}""");
        Assert.Equal(["auditor-suspended"], (await GapsAsync(firm, [auditor], "NO")).Select(gap => gap.Code));
        await desk.DoneAsync<ReinstateAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Settled."}""");
        Assert.Empty(await GapsAsync(firm, [auditor], "NO"));
        await desk.DoneAsync<EndAuditorScope>(
            (f, r) => f.Run(r, auditor.Value, "A1", BackOfficeDesk.NoDurable, default), """{"reason":"Why.","to":"2026-03-05"}""");
        Assert.Equal(["team-scope"], (await GapsAsync(firm, [auditor], "NO")).Select(gap => gap.Code));
        await desk.DoneAsync<WithdrawAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), """{"reason":"Fraud."}""");
        Assert.Equal(["auditor-not-accredited", "team-scope"], (await GapsAsync(firm, [auditor], "NO")).Select(gap => gap.Code));

        Task<IReadOnlyList<AccreditationGap>> GapsAsync(CaseId by, CaseId[] team, string country) => store.GapsAsync(
            by, team, StandardCode.PerformanceStandard, [SupplyChainActivity.Casthouses], [country], new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 6), default);
    }

    [Fact]
    public async Task An_erased_person_leaves_no_name()
    {
        await using BackOfficeDesk desk = await OpenAsync(azurite.ConnectionString);
        CaseId auditor = await desk.AccreditedAuditorAsync("Nameless Soon");
        await desk.GrantAuditorAsync(auditor);

        await desk.DoneAsync<EraseAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), "{}");

        Answer record = await desk.AuditorAsync(auditor, BackOfficeDesk.Sasha);
        Assert.DoesNotContain("Nameless", record.Text, StringComparison.Ordinal);
        Assert.Equal("withdrawn", record.Json.GetProperty("status").GetProperty("state").GetString());
        Assert.Equal(1, record.Json.GetProperty("exams").GetArrayLength());
        Assert.DoesNotContain(
            "Nameless",
            (await desk.CallAsync<GetCase>((f, r) => f.Run(r, auditor.Value, default), BackOfficeDesk.Sasha)).Text,
            StringComparison.Ordinal);
        Assert.Equal(409, (await desk.AskAsync<EraseAuditor>((f, r) => f.Run(r, auditor.Value, BackOfficeDesk.NoDurable, default), "{}")).Status);
    }

    private static Task<Answer> LinkAsync(BackOfficeDesk desk, CaseId auditor, CaseId firm, string account) => desk.AskAsync<LinkAuditorAccount>(
        (f, r) => f.Run(r, auditor.Value, firm.Value, BackOfficeDesk.NoDurable, default), $$"""{"account":"{{account}}"}""");
}
