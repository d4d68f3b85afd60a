namespace AsiFunctions.Domain.Dashboard;

/// <summary>A figure of the dashboard: a pure function of counts and of what is asked.</summary>
public abstract class DashboardAggregate
{
    /// <summary>By which it is asked for: <c>members</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Title { get; }

    /// <summary>True for what anybody may read; false for the Secretariat's own.</summary>
    public virtual bool IsPublic => true;

    /// <summary>True where one thing counts in several rows, so that the rows sum to more than there are.</summary>
    public virtual bool IsMultiCount => false;

    /// <summary>True where small counts could make an entity recognisable: to the public they are suppressed.</summary>
    public virtual bool SuppressesSmallCounts => false;

    /// <summary>The cubes that it is counted from.</summary>
    public abstract IReadOnlyList<string> Cubes { get; }

    /// <summary>The dimensions that may be filtered by.</summary>
    public virtual IReadOnlyList<DashboardFilter> Filters => [];

    /// <summary>The grains of time that may be asked for; empty where time does not divide it. The first one holds where none is asked for.</summary>
    public virtual IReadOnlyList<TimeGrain> Grains => [];

    /// <summary>Counts.</summary>
    /// <param name="cells">At least the counts of its cubes; others are not looked at.</param>
    /// <param name="query">What is asked; only filters and grains that it offers.</param>
    public abstract DashboardTable Count(Cells cells, DashboardQuery query);
}

/// <summary>A dimension that may be filtered by.</summary>
/// <param name="Name">The name of the parameter and of the column: <c>class</c>.</param>
/// <param name="Values">What may be asked for; empty where the values are not a closed set.</param>
public sealed record DashboardFilter(string Name, IReadOnlyList<string> Values);

/// <summary>What is asked of a figure.</summary>
/// <param name="AsOf">The day whose state is asked for; later days are left out of account.</param>
/// <param name="From">The first day of what is counted over time; null: from the beginning.</param>
/// <param name="Grain">How finely time is divided; null: as the figure does by itself.</param>
/// <param name="Filters">Values by the names of dimensions.</param>
public sealed record DashboardQuery(DateOnly AsOf, DateOnly? From, TimeGrain? Grain, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>The figure as it is on a day, whole.</summary>
    public static DashboardQuery On(DateOnly day) => new(day, From: null, Grain: null, new Dictionary<string, string>());
}

/// <summary>How finely time is divided.</summary>
public enum TimeGrain
{
    /// <summary>Calendar years.</summary>
    Year,

    /// <summary>Calendar quarters.</summary>
    Quarter,

    /// <summary>Calendar months.</summary>
    Month,
}
