using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Certification;

/// <summary>Certification duties, as the machinery of cases sees them.</summary>
public sealed class DutyKind : CaseKind<Duty>
{
    /// <inheritdoc/>
    public override string Prefix => Member.DutyPrefix;

    /// <inheritdoc/>
    public override string Title(Duty @case) => @case.Id.Value;

    /// <inheritdoc/>
    public override Step Next(Duty @case) => new Step.Rest();

    /// <inheritdoc/>
    public override bool BelongsTo(Duty @case, CaseId organisation) => @case.Id.As(Member.Prefix) == organisation;
}
