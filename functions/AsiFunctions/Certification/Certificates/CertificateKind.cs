using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Certification.Certificates;

/// <summary>Certificates, as the machinery of cases sees them.</summary>
public sealed class CertificateKind(CertificationSettings settings, TimeProvider clock) : CaseKind<Certificate>
{
    /// <inheritdoc/>
    public override string Prefix => Certificate.Prefix;

    /// <inheritdoc/>
    public override string Title(Certificate @case) => @case.MemberName;

    /// <inheritdoc/>
    public override CaseOrchestration Orchestration(Certificate @case) => CertificateLife.Of(@case.Id);

    /// <inheritdoc/>
    public override Step Next(Certificate @case) => CertificateProcedure.Next(@case);

    /// <inheritdoc/>
    public override Decision<Certificate> PassTime(Certificate @case, DateTimeOffset now) =>
        CertificateProcedure.Decide(@case, new CertificateCommand.Expire(), now, settings.Terms);

    /// <summary>
    /// The duty suspends and reinstates, and a successor supersedes, by the same procedure as a releaser decides; appeals are heard apart.
    /// </summary>
    public override Decision<Certificate> Hear(Certificate @case, ICaseNews news, DateTimeOffset now)
    {
        if (news is AppealNews appeal)
        {
            return CertificateProcedure.Hear(@case, appeal, now);
        }

        CertificateCommand? command = news switch
        {
            CertificateCommand given => given,
            PerformanceStandardMissed missed => new CertificateCommand.Suspend(Actor.Machine, missed.Due.Rule),
            PerformanceStandardFollowed => new CertificateCommand.Reinstate(Actor.Machine, "The PS certificate has followed."),
            _ => null,
        };
        return command is null ? base.Hear(@case, news, now) : CertificateProcedure.Decide(@case, command, now, settings.Terms);
    }

    /// <inheritdoc/>
    public override object View(Certificate @case, CaseAudience audience) =>
        CertificateView.Of(@case, version: null, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), audience);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(Certificate @case) => [@case.Member];

    /// <summary>The standard, the scope, the member, and the firms that audited.</summary>
    public override IReadOnlyList<string> Keywords(Certificate @case) =>
    [
        $"{@case.Standard}",
        @case.Scope.Name,
        @case.Member.Value,
        .. new[] { @case.LatestAudit.Firm, @case.Audit.Firm }.Distinct(StringComparer.Ordinal),
    ];
}
