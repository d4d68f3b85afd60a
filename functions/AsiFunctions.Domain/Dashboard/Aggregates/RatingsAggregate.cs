using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Ratings of published audits by principle and criterion. Source: domain notes 2.4, 5.1 and 5.2.</summary>
internal sealed class RatingsAggregate : DashboardAggregate
{
    private static readonly string[] Ratings = [.. EnumCode.All<Rating>()];

    public override string Name => "ratings";

    public override string Title => "Ratings by principle and criterion";

    public override bool SuppressesSmallCounts => true;

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Ratings];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [Aggregates.Filters.Standard, Aggregates.Filters.Version, new("principle", []), new("criterion", [])];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> ratings = cells.During(Dashboard.Cubes.Ratings, query).Where(query, "standard", 0).Where(query, "version", 1);
        List<IReadOnlyList<object?>> rows = [];
        foreach (var group in ratings
            .SelectMany(at => Hierarchy.WithSums(at, principle: 2, criterion: 3))
            .Where(at => Asks(query, "principle", at.Values[2]) && Asks(query, "criterion", at.Values[3]))
            .GroupBy(at => (Standard: at.Values[0], Version: at.Values[1], Principle: at.Values[2], Criterion: at.Values[3]))
            .OrderByDescending(group => group.Key.Standard, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Version, StringComparer.Ordinal)
            .ThenBy(group => Hierarchy.Order(group.Key.Principle), StringComparer.Ordinal)
            .ThenBy(group => Hierarchy.Order(group.Key.Criterion), StringComparer.Ordinal))
        {
            int total = group.Total();
            rows.AddRange(Ratings.Select(rating => (Rating: rating, Count: group.Where(at => at.Values[4] == rating).Total())).Select(at =>
                (IReadOnlyList<object?>)
                [
                    group.Key.Standard, group.Key.Version, group.Key.Principle, group.Key.Criterion, at.Rating, at.Count,
                    Statistics.Percent(at.Count, total), total,
                ]));
        }

        return new DashboardTable(
            [
                Dimension("standard"),
                Dimension("version"),
                Dimension("principle"),
                Dimension("criterion"),
                Dimension("rating"),
                Number("ratings"),
                Percent(),
                Denominator("allRatings"),
            ],
            rows,
            Denominator: null,
            [
                "Counted from the published summaries of approved audits, on the audit's last day; an earlier rating stays counted when a later audit gives another.",
                "The rows of the criterion all contain the criteria of their principle; those of the principle all, the whole version.",
            ]);
    }

    private static bool Asks(DashboardQuery query, string filter, string value) =>
        query.Filters.GetValueOrDefault(filter) is not { } asked || asked == value;
}
