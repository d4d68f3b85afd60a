using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Rounds;

/// <summary>The terms of survey rounds, as they hold from a date on; a round takes them over when it is planned, unless it says otherwise.</summary>
/// <remarks>
/// The minutes are those of seed 002, Appendix 1; the rest is assumptions, configurable. Shipped: survey-terms.json beside this file.
/// </remarks>
public sealed record SurveyTerms
{
    private const string What = "terms of surveys";

    /// <summary>The fewest replies that are published, and that are moved on together: 2 to <see cref="SurveyPlan.MostMinimum"/>.</summary>
    public required int MinimumReplies { get; init; }

    /// <summary>How long after the invitation those are reminded who have not replied.</summary>
    public required IReadOnlyList<Period> Reminders { get; init; }

    /// <summary>How long a reply takes, in minutes, as the invitation says.</summary>
    public required int Minutes { get; init; }

    /// <summary>The terms that the product ships; what holds where nothing else is configured.</summary>
    public static History<SurveyTerms> Shipped { get; } = DatedSettings.Shipped<SurveyTerms>("survey-terms.json", What);

    /// <summary>Reads rows of terms: <c>[{ "from": "2015-06-01", "value": { … } }]</c>, earliest first, each complete.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message says where.</exception>
    public static History<SurveyTerms> Read(string json)
    {
        History<SurveyTerms> terms = DatedSettings.Read<SurveyTerms>(json, What);
        return terms.Rows.All(row => row.Value.MinimumReplies is >= SurveyPlan.LeastMinimum and <= SurveyPlan.MostMinimum)
            ? terms
            : throw new FormatException($"The {What} need a minimumReplies from {SurveyPlan.LeastMinimum} to {SurveyPlan.MostMinimum}.");
    }
}
