using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Membership;

/// <summary>What a member's record tells the case that counts its certification duty (<see cref="Member.DutyPrefix"/>).</summary>
/// <param name="Member">The member.</param>
public abstract record MemberNews(CaseId Member) : ICaseNews
{
    /// <summary>It joined.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Class">Its class.</param>
    /// <param name="On">The join date.</param>
    public sealed record Joined(CaseId Member, MembershipClass Class, DateOnly On) : MemberNews(Member);

    /// <summary>Its class changed.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Before">The class until then.</param>
    /// <param name="Class">The class from then on.</param>
    /// <param name="From">The first day of the new class.</param>
    /// <param name="By">Who recorded it.</param>
    public sealed record ClassChanged(CaseId Member, MembershipClass Before, MembershipClass Class, DateOnly From, Actor By) : MemberNews(Member);

    /// <summary>The membership ended.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="From">The first day without it.</param>
    public sealed record Ended(CaseId Member, DateOnly From) : MemberNews(Member);

    /// <summary>The daily comparison found a member, taken over from earlier records, whose duty nobody counts yet.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Class">Its class today.</param>
    /// <param name="JoinedOn">The join date.</param>
    /// <param name="ClassSince">The first day of its present stretch in classes that certify; the join date where it always was in one.</param>
    public sealed record Found(CaseId Member, MembershipClass Class, DateOnly JoinedOn, DateOnly ClassSince) : MemberNews(Member)
    {
        /// <summary>True where the Secretariat takes the member over itself, with many others: it is not told of each.</summary>
        public bool IsByImport { get; init; }
    }
}
