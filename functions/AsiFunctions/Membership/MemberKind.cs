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

    /// <summary>The certification duty suspends, reinstates and ends by the same procedure as the Secretariat does.</summary>
    public override Decision<Member> Hear(Member @case, ICaseNews news, DateTimeOffset now) =>
        news is MemberCommand command ? MemberProcedure.Decide(@case, command, now) : base.Hear(@case, news, now);

    /// <inheritdoc/>
    public override object View(Member @case, CaseAudience audience) => MemberView.Of(@case, version: null);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(Member @case) => [@case.Id];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keywords(Member @case) => @case.Details.Organisation.OtherNames;
}
