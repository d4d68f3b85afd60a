using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Appeals;

/// <summary>
/// The terms of appeals, as they hold from a date on. All are assumptions, configurable; the shipped ones are in appeal-terms.json beside this file.
/// </summary>
public sealed record AppealTerms
{
    private const string What = "terms of appeals";

    /// <summary>From the day of the decision to the last day on which an appeal can be filed.</summary>
    public required Period Filing { get; init; }

    /// <summary>For hearing an appeal; then it is escalated.</summary>
    public required Period Hearing { get; init; }

    /// <summary>How long before that day the board is reminded.</summary>
    public required IReadOnlyList<Period> HearingReminders { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<AppealTerms> Shipped { get; } = DatedSettings.Shipped<AppealTerms>("appeal-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<AppealTerms> Read(string json) => DatedSettings.Read<AppealTerms>(json, What);
}
