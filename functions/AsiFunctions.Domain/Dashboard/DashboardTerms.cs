using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>
/// What the dashboard's figures are drawn up by, as it holds from a date on. The shipped terms are in dashboard-terms.json beside this file.
/// </summary>
public sealed record DashboardTerms
{
    private const string What = "terms of the dashboard";

    /// <summary>
    /// With less time than this left and no audit scheduled, a deadline is at real risk. Inferred in domain notes 2.3; configurable.
    /// </summary>
    public required Period AtRisk { get; init; }

    /// <summary>With less time than this left and no audit scheduled, a deadline is to be watched. Assumption, configurable.</summary>
    public required Period Watch { get; init; }

    /// <summary>With less time than this left, a deadline is to be watched although an audit is scheduled. Assumption, configurable.</summary>
    public required Period WatchScheduled { get; init; }

    /// <summary>
    /// The smallest count that the public is shown where entities could be recognised; 0 is always shown. Assumption, configurable.
    /// </summary>
    public required int SmallestCount { get; init; }

    /// <summary>The fewest replies of a survey that are shown. The default, configurable.</summary>
    public required int FewestReplies { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<DashboardTerms> Shipped { get; } = DatedSettings.Shipped<DashboardTerms>("dashboard-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form, or a number is too small; the message says where.</exception>
    public static History<DashboardTerms> Read(string json)
    {
        History<DashboardTerms> terms = DatedSettings.Read<DashboardTerms>(json, What);
        foreach (Dated<DashboardTerms> row in terms.Rows)
        {
            if (row.Value.SmallestCount < 1 || row.Value.FewestReplies < 1)
            {
                throw new FormatException($"The {What} from {Dates.Iso(row.From)} cannot be used: smallestCount and fewestReplies are 1 or more.");
            }
        }

        return terms;
    }

    /// <summary>The terms of a day; before the first row, that row's.</summary>
    public static DashboardTerms On(History<DashboardTerms> terms, DateOnly day) =>
        terms.TryRowOn(day, out Dated<DashboardTerms>? row) ? row.Value : terms.Rows[0].Value;
}
