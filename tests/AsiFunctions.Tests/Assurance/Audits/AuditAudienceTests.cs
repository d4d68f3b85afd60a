using AsiFunctions.Access;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Assurance.Oversight;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Audits;

/// <summary>Who sees what of an audit that is being prepared.</summary>
[Collection(nameof(OnAzurite))]
public sealed class AuditAudienceTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_firm_and_Secretariat_say_to_each_other_before_an_audit_is_not_for_whom_it_looks_at()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = new(desk.Get<ICaseStore>(), desk.Get<ReportStore>(), desk.Get<AuditSettings>(), $"{Guid.NewGuid()}");
        await script.OpenAsync(new DateOnly(2026, 3, 2), SupplyChainActivity.AluminiumSmelting);
        await script.PlanAsync(new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 5), note: "A day for the pot lining.");
        await script.DoAsync(new AuditCommand.Advise(AuditScript.Sasha, "Ask the contractors' workers too."));
        AuditSubject subject = (await script.AuditAsync()).Subject;

        string[] seen =
        [
            await StatusAsync(desk, script.Id, BackOfficeDesk.Sasha),
            await StatusAsync(desk, script.Id, Firm(subject)),
            await StatusAsync(desk, script.Id, BackOfficeDesk.Of(subject.Member)),
        ];

        Assert.Equal([true, true, false], seen.Select(text => text.Contains("contractors", StringComparison.Ordinal)));
        Assert.Equal([true, true, false], seen.Select(text => text.Contains("pot lining", StringComparison.Ordinal)));
        Assert.All(seen, text => Assert.Contains("2026-06-05", text, StringComparison.Ordinal));   // the days are everybody's
    }

    private static Person Firm(AuditSubject subject) =>
        new("account-lea", "Lea Auditor", Organisation.Of(subject.Firm), new HashSet<Role> { Role.LeadAuditor });

    private static async Task<string> StatusAsync(BackOfficeDesk desk, CaseId id, Person by) =>
        (await desk.CallAsync<GetCase>((f, r) => f.Run(r, id.Value, default), by)).Text;
}
