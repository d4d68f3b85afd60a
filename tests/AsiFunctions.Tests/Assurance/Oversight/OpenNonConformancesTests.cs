using AsiFunctions.Assurance.NonConformances;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>Opening the non-conformances of an approved audit, where it broke off before.</summary>
[Collection(nameof(OnAzurite))]
public sealed class OpenNonConformancesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_happened_to_one_before_all_were_open_is_known_to_the_audit()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk, majors: 2);
        await script.PassToAsync();
        await script.ReleaseAsync();

        // It broke off after the first one, which somebody closed before it went on: the audit did not track it yet, and did not hear so.
        Audit audit = await script.AuditAsync();
        AuditReport report = await desk.Get<ReportStore>().ReadAsync(audit.Latest!, default);
        NonConformanceDesk nonConformances = desk.Get<NonConformanceDesk>();
        Stored<NonConformance> first = await nonConformances.OpenAsync(
            new NonConformanceOpening(audit.Subject, report.NonConformances[0], "A criterion", report.Days.EndedOn, Certificate: null), default);
        Verification closed = new(first.Case.Id, VerificationResult.Closed, "It works.");
        Assert.IsType<DecideOutcome<NonConformance>.Applied>(
            await nonConformances.VerifyAsync(
                new VerifiedNews(CaseId.From("AUD", 77), report.Days.EndedOn, closed, AuditScript.Lea), script.Member, default));
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);

        audit = await script.AuditAsync();
        Assert.True(audit.IsOver);
        Assert.Equal([report.Days.EndedOn, null], audit.Tracked.Select(tracked => tracked.ClosedOn));
    }
}
