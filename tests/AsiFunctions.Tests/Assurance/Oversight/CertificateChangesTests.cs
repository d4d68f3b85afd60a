using AsiFunctions.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Tests.Certification.Certificates;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>The certificate that an audit looks after, when the audit's decision comes.</summary>
[Collection(nameof(OnAzurite))]
public sealed class CertificateChangesTests(AzuriteFixture azurite)
{
    private static readonly Actor Rae = new("rae", Role.Releaser, "Rae Releaser");

    [Fact]
    public async Task A_certificate_that_was_withdrawn_meanwhile_does_not_count_as_converted()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, "2026-03-02");
        AuditScript script = await AuditScript.CheckedAsync(desk);
        CaseId number = await desk.IssuedAsync(Certifying.Order(await desk.ScopedAsync(), audit: Certifying.Audit("2025-11-20", "1.2")));
        Audit audit = await script.AuditAsync();
        audit = audit with { Subject = audit.Subject with { Certificate = number } };
        AuditFindings findings = (await desk.CertificateAsync(number)).Audit with { Findings = [] };
        Assert.Equal(200, (await desk.WithdrawAsync(number)).Status);
        CertificateChanges changes = desk.Get<CertificateChanges>();

        FollowUpResult converted = await changes.DecideAsync(
            audit, new CertificateCommand.Convert(Rae, findings, "Closed."), status => status.State is CertificateState.Full, default);
        FollowUpResult withdrawn = await changes.DecideAsync(
            audit, new CertificateCommand.Withdraw(Rae, "Too many majors."), status => status.IsOver, default);

        Assert.Contains("withdrawn", Assert.IsType<FollowUpResult.Stuck>(converted).Message, StringComparison.Ordinal);
        Assert.IsType<FollowUpResult.Done>(withdrawn);   // as it was to be
    }
}
