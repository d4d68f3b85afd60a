using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Dashboard.Facts;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Certificates by standard, version, level and state on a day. Source: domain notes 5.1 and 5.4 (current and all).</summary>
internal sealed class CertificatesAggregate : DashboardAggregate
{
    private static readonly HashSet<string> CurrentStates =
        [EnumCode.Of(CertificateState.Full), EnumCode.Of(CertificateState.Provisional), EnumCode.Of(CertificateState.Suspended)];

    public override string Name => "certificates";

    public override string Title => "Certificates by standard, version, level and status";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Certificates];

    public override IReadOnlyList<DashboardFilter> Filters { get; } =
    [
        Aggregates.Filters.Current, Aggregates.Filters.Standard, Aggregates.Filters.Version, new("level", EnumCode.All<CertificateLevel>()),
        new("state", EnumCode.All<CertificateState>()),
    ];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        List<Counted> shown =
        [
            .. cells.Held(Dashboard.Cubes.Certificates, query)
                .Where(query, "standard", 0).Where(query, "version", 1).Where(query, "level", 2).Where(query, "state", 3)
                .Where(at => !query.IsCurrentOnly() || CurrentStates.Contains(at.Values[3])),
        ];
        int total = shown.Total();
        return new DashboardTable(
            [
                Dimension("standard"),
                Dimension("version"),
                Dimension("level"),
                Dimension("state"),
                Number("certificates"),
                Percent(),
                Denominator("shown"),
            ],
            [.. shown.SumBy(at => (Standard: at.Values[0], Version: at.Values[1], Level: at.Values[2], State: at.Values[3]))
                .OrderByDescending(at => at.Key.Standard, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Version, StringComparer.Ordinal)
                .ThenBy(at => at.Key.Level, StringComparer.Ordinal)
                .ThenBy(at => at.Key.State, StringComparer.Ordinal)
                .Select(at => (IReadOnlyList<object?>)
                    [at.Key.Standard, at.Key.Version, at.Key.Level, at.Key.State, at.Value, Statistics.Percent(at.Value, total), total])],
            new DashboardDenominator(query.IsCurrentOnly() ? "current certificates on the day" : "certificates issued until the day", total),
            [CertificateNotes.Current]);
    }
}

/// <summary>What is to be known of figures about certificates.</summary>
internal static class CertificateNotes
{
    public const string Current = "Current are certificates in force or suspended; with current=all, also those that are over.";
}
