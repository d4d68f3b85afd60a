using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Dashboard.Alerts;

namespace AsiFunctions.Dashboard.Alerts;

/// <summary>The alert rules of the settings, and what they read.</summary>
public sealed class FigureAlarms(DashboardSettings settings)
{
    private readonly (AlertRule Rule, DashboardAggregate Figure)[] rules =
    [
        .. settings.Alerts.Select(rule => (
            rule,
            settings.Find(rule.Aggregate) ?? throw new InvalidOperationException($"The alert '{rule.Name}' asks for no figure there is."))),
    ];

    /// <summary>The cubes that they ask about.</summary>
    public IReadOnlyCollection<string> Cubes => [.. rules.SelectMany(rule => rule.Figure.Cubes).Distinct(StringComparer.Ordinal)];

    /// <summary>What each reads.</summary>
    /// <param name="cells">The counts of those cubes.</param>
    /// <param name="today">The day.</param>
    public IEnumerable<AlertReading> Read(Cells cells, DateOnly today) =>
        rules.Select(rule => DashboardAlerts.Check(rule.Rule, rule.Figure.Count(cells, DashboardQuery.On(today))));
}
