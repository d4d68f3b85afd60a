using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Audit reports, as the machinery of cases sees them. No date moves them, and no orchestration: their audit has both.</summary>
public sealed class ReportKind : CaseKind<AuditReportFile>
{
    /// <inheritdoc/>
    public override string Prefix => AuditReportFile.Prefix;

    /// <inheritdoc/>
    public override string Title(AuditReportFile @case) => $"Report of {@case.Subject.Audit}, {@case.Subject.MemberName}";

    /// <inheritdoc/>
    public override Step Next(AuditReportFile @case) => ReportProcedure.Next(@case);

    /// <inheritdoc/>
    public override Decision<AuditReportFile> Hear(AuditReportFile @case, ICaseNews news, DateTimeOffset now) => ReportProcedure.Hear(@case, news);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(AuditReportFile @case) => [@case.Subject.Member, @case.Subject.Firm];
}
