using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Certificates by something of which one certificate may have several: activities, countries.</summary>
/// <param name="dimension">What: <c>activity</c>.</param>
/// <param name="title">In one line.</param>
/// <param name="cube">Where it is counted, as <see cref="Dashboard.Cubes.CertificateActivities"/>.</param>
/// <param name="values">What there is, in order; empty where it is not a closed set.</param>
internal abstract class CertificateSpreadAggregate(string dimension, string title, string cube, IReadOnlyList<string> values) : DashboardAggregate
{
    public override string Name => $"certificates-by-{dimension}";

    public override string Title => title;

    public override bool IsMultiCount => true;

    public override IReadOnlyList<string> Cubes => [cube, Dashboard.Cubes.Certificates];

    public override IReadOnlyList<DashboardFilter> Filters =>
        [Aggregates.Filters.Current, Aggregates.Filters.Standard, Aggregates.Filters.Version, new(dimension, values)];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        IEnumerable<Counted> shown = cells.Held(cube, query).Where(query, "standard", 0).Where(query, "version", 1).Where(query, dimension, 3)
            .Where(at => !query.IsCurrentOnly() || at.Values[2] == CertificateCells.Current);
        Dictionary<(string, string), int> certificates = Certificates(cells, query);
        return new DashboardTable(
            [Dimension("standard"), Dimension("version"), Dimension(dimension), Number("certificates"), Percent(), Denominator("ofVersion")],
            [.. shown.SumBy(at => (Standard: at.Values[0], Version: at.Values[1], Value: at.Values[3]))
                .OrderByDescending(at => at.Key.Standard, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Version, StringComparer.Ordinal)
                .ThenBy(at => Place(at.Key.Value))
                .ThenBy(at => at.Key.Value, StringComparer.Ordinal)
                .Select(at => Row(at.Key, at.Value, certificates.GetValueOrDefault((at.Key.Standard, at.Key.Version))))],
            new DashboardDenominator(
                query.IsCurrentOnly() ? "current certificates on the day" : "certificates issued until the day", certificates.Values.Sum()),
            [$"One certificate counts in each {dimension} that it has: the rows sum to more than there are certificates.", CertificateNotes.Current]);
    }

    private static IReadOnlyList<object?> Row((string Standard, string Version, string Value) key, int count, int of) =>
        [key.Standard, key.Version, key.Value, count, Statistics.Percent(count, of), of];

    // Each certificate once; the state tells whether it is current, as in the figure of all certificates.
    private static Dictionary<(string, string), int> Certificates(Cells cells, DashboardQuery query)
    {
        DashboardQuery whole = query with
        {
            Filters = query.Filters.Where(filter => filter.Key is "current" or "standard" or "version")
            .ToDictionary()
        };
        return new CertificatesAggregate().Count(cells, whole).Rows
            .GroupBy(row => ((string)row[0]!, (string)row[1]!))
            .ToDictionary(group => group.Key, group => group.Sum(row => (int)row[4]!));
    }

    private int Place(string value) => values.Index().FirstOrDefault(at => at.Item == value, (Index: values.Count, Item: value)).Index;
}
