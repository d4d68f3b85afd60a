using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Membership;

/// <summary>Members, as the machinery of cases sees them. No date moves them, and no orchestration.</summary>
public sealed class MemberKind : CaseKind<Member>
{
    /// <inheritdoc/>
    public override string Prefix => Member.Prefix;

    /// <inheritdoc/>
    public override string Title(Member @case) => @case.Details.Organisation.LegalName;

    /// <inheritdoc/>
    public override Step Next(Member @case) => MemberProcedure.Next(@case);

    /// <inheritdoc/>
    public override object View(Member @case, CaseAudience audience) => MemberView.Of(@case, version: null);

    /// <inheritdoc/>
    public override bool BelongsTo(Member @case, CaseId organisation) => @case.Id == organisation;
}
