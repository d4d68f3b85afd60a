using System.Text.Json.Serialization;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>Stands where an audit stands: opens its report, notes what that tells, tells it what the test wants.</summary>
/// <param name="Id">An audit's.</param>
/// <param name="StepNumber">Always 1.</param>
/// <param name="Heard">The numbers of the revisions that it heard of.</param>
public sealed record HeardAudit(CaseId Id, int StepNumber, IReadOnlyList<int> Heard) : ICase
{
    [JsonIgnore]
    public string StateName => "open";
}

public sealed class HeardAuditKind : CaseKind<HeardAudit>
{
    public override string Prefix => Audit.Prefix;

    public override string Title(HeardAudit @case) => @case.Id.Value;

    public override Step Next(HeardAudit @case) => new Step.Rest();


    public override Decision<HeardAudit> Hear(HeardAudit @case, ICaseNews news, DateTimeOffset now) => news is ReportNews.Submitted submitted
        ? new Decision<HeardAudit>.Accepted(@case with { Heard = [.. @case.Heard, submitted.Revision.Number] }, [], [])
        : base.Hear(@case, news, now);
}
