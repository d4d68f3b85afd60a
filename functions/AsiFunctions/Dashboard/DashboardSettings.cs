using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Dashboard.Alerts;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Dashboard;

/// <summary>The settings under <c>Dashboard</c>.</summary>
/// <param name="Terms">What figures are drawn up by, dated: <c>Dashboard:Terms</c>, JSON as in dashboard-terms.json, which is the default.</param>
/// <param name="Alerts">When the Secretariat is told of a figure: <c>Dashboard:Alerts</c>, JSON as
/// in dashboard-alerts.json, which is the default.</param>
/// <param name="CachedFor">How long a process answers a figure without reading it again: <c>Dashboard:CachedFor</c>, default 2 seconds.</param>
public sealed record DashboardSettings(History<DashboardTerms> Terms, IReadOnlyList<AlertRule> Alerts, TimeSpan CachedFor)
{
    /// <summary>All figures by these terms, in the order in which they are shown.</summary>
    public IReadOnlyList<DashboardAggregate> Figures { get; } = DashboardCatalogue.Of(Terms);

    /// <summary>Those that anybody may read, in the same order.</summary>
    public IReadOnlyList<DashboardAggregate> Public { get; } = [.. DashboardCatalogue.Of(Terms).Where(figure => figure.IsPublic)];

    /// <summary>The cubes that those are counted from.</summary>
    public IReadOnlySet<string> PublicCubes { get; } =
        DashboardCatalogue.Of(Terms).Where(figure => figure.IsPublic).SelectMany(figure => figure.Cubes).ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it and says where.</exception>
    public static DashboardSettings Read(IConfiguration configuration) => new(
        DatedTerms.Read(configuration, "Dashboard:Terms", DashboardTerms.Read, DashboardTerms.Shipped),
        DatedTerms.Read(configuration, "Dashboard:Alerts", DashboardAlerts.Read, DashboardAlerts.Shipped),
        configuration.GetValue("Dashboard:CachedFor", TimeSpan.FromSeconds(2)));

    /// <summary>A figure by its name; null where there is none.</summary>
    public DashboardAggregate? Find(string name) => Figures.FirstOrDefault(figure => figure.Name == name);

    /// <summary>Counts from 1 to below this are kept from the public where entities could be recognised.</summary>
    /// <param name="day">The day whose terms hold.</param>
    public int SmallestCountOn(DateOnly day) => DashboardTerms.On(Terms, day).SmallestCount;
}
