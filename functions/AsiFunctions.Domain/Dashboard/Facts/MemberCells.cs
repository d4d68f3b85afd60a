using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What a member counts for: as a member from day to day, for joining, for changes of class, for the end.</summary>
/// <remarks>
/// Source: M&amp;E Insights, March 2021 (seed 000). A suspended member is a member all the same. A
/// day has one class, one size and one standing, its last word: several changes of one day are one.
/// </remarks>
internal static class MemberCells
{
    /// <summary>For members that joined before it was asked.</summary>
    public const string NotAsked = "not-asked";

    public static Cells Of(Member member)
    {
        Cells cells = new();
        DateOnly[] days =
        [
            .. member.Classes.Rows.Select(row => row.From)
                .Concat(member.Sizes.Rows.Select(row => row.From))
                .Concat(member.Statuses.Rows.Select(row => row.From))
                .Distinct()
                .Order(),
        ];
        Spans.Count(cells, Cubes.Members, days.Select(day => (day, member.IsMemberOn(day) ? ClassAndBand(member, day) : null)));
        Spans.Count(cells, Cubes.Standing, days.Select(day => (day, member.IsMemberOn(day) ? StandingAndClass(member, day) : null)));
        cells.Add(CellKey.Of(Cubes.Joins, member.Joined.On, ClassOn(member, member.Joined.On), Heard(member)));
        foreach (Dated<MemberStatus> row in member.Statuses.Rows)
        {
            if (row.Value is MemberStatus.Ended ended)
            {
                cells.Add(CellKey.Of(Cubes.Exits, row.From, EnumCode.Of(ended.Reason), ClassOn(member, row.From)));
            }
        }

        foreach ((Dated<MembershipClass> before, Dated<MembershipClass> after) in member.Classes.Rows.Zip(member.Classes.Rows.Skip(1)))
        {
            if (before.Value != after.Value)
            {
                cells.Add(CellKey.Of(Cubes.ClassShifts, after.From, before.Value.Code, after.Value.Code));
            }
        }

        return cells;
    }

    private static string Heard(Member member) => member.Details?.HeardAbout is { } heard ? Coordinate.Of(heard.Choice) : NotAsked;

    private static string ClassAndBand(Member member, DateOnly day) => Spans.At(ClassOn(member, day), EnumCode.Of(OnOrFirst(member.Sizes, day).Band));

    private static string StandingAndClass(Member member, DateOnly day) => Spans.At(member.Statuses.On(day).Name, ClassOn(member, day));

    private static string ClassOn(Member member, DateOnly day) => OnOrFirst(member.Classes, day).Code;

    // Records that were taken over may know of a class or a size only from a later day on than of the membership.
    private static T OnOrFirst<T>(History<T> history, DateOnly day) => history.TryRowOn(day, out Dated<T>? row) ? row.Value : history.Rows[0].Value;
}
