namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>A count and what it is a part of. Percentages are computed from the counts, never from rounded ones.</summary>
/// <param name="Count">How many.</param>
/// <param name="Denominator">Of how many.</param>
/// <param name="Of">What the denominator counts.</param>
public sealed record SurveyShare(int Count, int Denominator, ShareBase Of)
{
    /// <summary>Half up, without decimals, as the report prints; null of nothing.</summary>
    public int? Percent => Denominator == 0 ? null : (int)(((200L * Count) + Denominator) / (2L * Denominator));

    /// <summary>Half up, with one decimal; null of nothing.</summary>
    public decimal? PercentToOneDecimal => Denominator == 0 ? null : ((2000L * Count) + Denominator) / (2L * Denominator) / 10m;
}

/// <summary>What a percentage refers to.</summary>
public enum ShareBase
{
    /// <summary>Those who were invited.</summary>
    Invited,

    /// <summary>The replies that answered the question (seed 002: question 2 only "for the 34 out of 40 respondents" it applied to).</summary>
    Answered,

    /// <summary>The replies that were finished (seed 002: 36% left contact details, which is 14 of 39).</summary>
    Finished,
}
