namespace AsiFunctions.Domain.Membership;

/// <summary>How many organisations were members on a day, by class and size.</summary>
/// <param name="On">The day.</param>
/// <param name="Total">All, suspended ones among them.</param>
/// <param name="ByClass">By class; classes without members are left out.</param>
/// <param name="ByClassAndBand">By class and size band; empty ones are left out.</param>
public sealed record MembershipFigures(
    DateOnly On,
    int Total,
    IReadOnlyDictionary<MembershipClass, int> ByClass,
    IReadOnlyDictionary<(MembershipClass Class, SizeBand Band), int> ByClassAndBand)
{
    /// <summary>Counts.</summary>
    public static MembershipFigures Count(IEnumerable<Member> members, DateOnly on)
    {
        List<(MembershipClass Class, SizeBand Band)> then =
            [.. members.Where(m => m.IsMemberOn(on)).Select(m => (m.Classes.On(on), m.Sizes.On(on).Band))];
        return new(on, then.Count, then.CountBy(m => m.Class).ToDictionary(), then.CountBy(m => m).ToDictionary());
    }
}

/// <summary>How many memberships ended, and how many of those organisations are lost to ASI.</summary>
/// <remarks>Headline retention leaves out those that stay under another member: M&amp;E Insights, March 2021, section 6.</remarks>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Ended">Memberships that ended on these days.</param>
/// <param name="UnderAnotherMember">Of these, organisations that stay under another member.</param>
/// <param name="Lost">Of these, organisations that are lost.</param>
/// <param name="Denominator">Members on the last day.</param>
public sealed record RetentionFigures(DateOnly From, DateOnly To, int Ended, int UnderAnotherMember, int Lost, int Denominator)
{
    /// <summary>Lost ones in percent of the denominator; null where that is 0.</summary>
    public decimal? LostPercent => Denominator == 0 ? null : 100m * Lost / Denominator;

    /// <summary>Counts.</summary>
    public static RetentionFigures Count(IReadOnlyCollection<Member> members, DateOnly from, DateOnly to)
    {
        List<MembershipEnd> ends =
            [.. members.SelectMany(m => m.Statuses.Rows)
                .Where(row => row.From >= from && row.From <= to)
                .Select(row => row.Value)
                .OfType<MemberStatus.Ended>()
                .Select(ended => ended.Reason)];
        int lost = ends.Count(reason => reason.IsTrueLoss);
        return new(from, to, ends.Count, ends.Count - lost, lost, members.Count(m => m.IsMemberOn(to)));
    }
}
