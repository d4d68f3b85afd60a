using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Columns of tables.</summary>
internal static class Columns
{
    public static DashboardColumn Dimension(string name) => new(name, ColumnKind.Dimension);

    public static DashboardColumn Number(string name) => new(name, ColumnKind.Count);

    public static DashboardColumn Percent(string name = "percent") => new(name, ColumnKind.Percent);

    public static DashboardColumn Denominator(string name = "denominator") => new(name, ColumnKind.Denominator);

    public static DashboardColumn Days(string name) => new(name, ColumnKind.Days);
}

/// <summary>Filters that several figures offer.</summary>
internal static class Filters
{
    public static DashboardFilter Class { get; } = new("class", [.. MembershipClasses.All.Select(@class => @class.Code)]);

    public static DashboardFilter Standard { get; } = new("standard", Facts.EnumCode.All<Certification.StandardCode>());

    public static DashboardFilter Version { get; } = new("version", []);

    /// <summary><c>true</c> for what is in force or suspended on the day, <c>all</c> for all that was issued until then.</summary>
    public static DashboardFilter Current { get; } = new("current", ["true", Reading.All]);

    /// <summary>What is asked for where nothing is: what is current.</summary>
    public static bool IsCurrentOnly(this DashboardQuery query) => query.Filters.GetValueOrDefault(Current.Name) != Reading.All;
}
