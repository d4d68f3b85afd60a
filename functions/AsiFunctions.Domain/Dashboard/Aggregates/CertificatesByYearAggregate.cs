using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Certificates issued per year, by standard, version and level at issue. Source: domain notes 5.1.</summary>
internal sealed class CertificatesByYearAggregate : DashboardAggregate
{
    public override string Name => "certificates-by-year";

    public override string Title => "Certificates issued by year";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.CertificatesIssued];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
        [Aggregates.Filters.Standard, Aggregates.Filters.Version, new("level", EnumCode.All<CertificateLevel>())];

    public override IReadOnlyList<TimeGrain> Grains => Slices.Grains;

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> issued = cells.Between(Dashboard.Cubes.CertificatesIssued, query)
            .Where(query, "standard", 0).Where(query, "version", 1).Where(query, "level", 2);
        return new DashboardTable(
            [Dimension("period"), Dimension("standard"), Dimension("version"), Dimension("level"), Number("issued")],
            [.. issued.SumBy(at => (Period: query.SliceOf(at.Day), Standard: at.Values[0], Version: at.Values[1], Level: at.Values[2]))
                .OrderBy(at => at.Key.Period, StringComparer.Ordinal)
                .ThenByDescending(at => at.Key.Standard, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Version, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Level, StringComparer.Ordinal)
                .Select(at => (IReadOnlyList<object?>)[at.Key.Period, at.Key.Standard, at.Key.Version, at.Key.Level, at.Value])],
            new DashboardDenominator("certificates issued in the time asked for", issued.Total()),
            ["The level is that at issue. Certificates of a new issue after a scope change or recertification count again."]);
    }
}
