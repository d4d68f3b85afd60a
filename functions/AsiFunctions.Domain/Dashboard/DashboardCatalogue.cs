namespace AsiFunctions.Domain.Dashboard;

/// <summary>All figures of the dashboard.</summary>
public static class DashboardCatalogue
{
    /// <summary>All, in the order in which they are listed.</summary>
    public static IReadOnlyList<DashboardAggregate> All { get; } = [];

    /// <summary>A figure by its name; null where there is none.</summary>
    public static DashboardAggregate? Find(string name) => All.FirstOrDefault(aggregate => aggregate.Name == name);
}
