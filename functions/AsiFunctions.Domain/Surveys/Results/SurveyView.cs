using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>Which replies are looked at.</summary>
/// <param name="Standard">Only replies about certificates of this standard; null for all.</param>
/// <param name="Year">Only replies of this year; null for all.</param>
public sealed record SurveyView(StandardCode? Standard, int? Year)
{
    /// <summary>All replies: what the report publishes.</summary>
    public static SurveyView Whole { get; } = new(Standard: null, Year: null);

    /// <summary>Nothing is filtered.</summary>
    public bool IsWhole => Standard is null && Year is null;
}

/// <summary>The round that results are of.</summary>
/// <param name="Invited">How many were invited, 0 or more: what the response rate refers to.</param>
/// <param name="IsClosed">No reply follows any more, and all replies are counted.</param>
public sealed record SurveyRoundFacts(int Invited, bool IsClosed);
