using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Dashboard.Facts;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Ratings of published audits by supply chain activity. Source: domain notes 2.2 and 5.1.</summary>
internal sealed class RatingsByActivityAggregate : DashboardAggregate
{
    public override string Name => "ratings-by-activity";

    public override string Title => "Ratings by supply chain activity";

    public override bool IsMultiCount => true;

    public override bool SuppressesSmallCounts => true;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.RatingActivities];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [Aggregates.Filters.Standard, Aggregates.Filters.Version, new("activity", EnumCode.All<SupplyChainActivity>())];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> ratings = cells.During(Dashboard.Cubes.RatingActivities, query)
            .Where(query, "standard", 0).Where(query, "version", 1).Where(query, "activity", 2);
        Dictionary<(string, string, string, string), int> counts = ratings.SumBy(at => (at.Values[0], at.Values[1], at.Values[2], at.Values[3]));
        return new DashboardTable(
            [
                Dimension("standard"),
                Dimension("version"),
                Dimension("activity"),
                Dimension("rating"),
                Number("ratings"),
                Percent(),
                Denominator("allRatings"),
            ],
            [.. from total in ratings.SumBy(at => (Standard: at.Values[0], Version: at.Values[1], Activity: at.Values[2]))
                    .OrderByDescending(at => at.Key.Standard, StringComparer.Ordinal)
                    .ThenBy(at => at.Key.Version, StringComparer.Ordinal)
                    .ThenBy(at => at.Key.Activity, StringComparer.Ordinal)
                from rating in EnumCode.All<Rating>()
                let count = counts.GetValueOrDefault((total.Key.Standard, total.Key.Version, total.Key.Activity, rating))
                select (IReadOnlyList<object?>)
                [
                    total.Key.Standard, total.Key.Version, total.Key.Activity, rating, count, Statistics.Percent(count, total.Value), total.Value,
                ]],
            Denominator: null,
            ["The ratings of one audit count in each activity of its scope: the activities sum to more than there are ratings."]);
    }
}
