namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>Durations and rounds of oversight, by step, firm and year. Computed from the facts, never from rounded figures.</summary>
/// <param name="Decided">Audits that were decided; the denominator of what follows.</param>
/// <param name="Released">Of them, released.</param>
/// <param name="Departures">Of them, decided otherwise than the outcome rules say.</param>
/// <param name="MedianDays">The median of days from report to decision; null where none was decided.</param>
/// <param name="NinetiethDays">The 90th percentile of them, nearest rank; null where none was decided.</param>
/// <param name="Rounds">How many audits took how many rounds of clarification.</param>
/// <param name="Steps">By step.</param>
/// <param name="Topics">How often what had to be clarified.</param>
public sealed record OversightStatistics(
    int Decided,
    int Released,
    int Departures,
    decimal? MedianDays,
    int? NinetiethDays,
    IReadOnlyDictionary<int, int> Rounds,
    IReadOnlyList<StepStatistics> Steps,
    IReadOnlyDictionary<ClarificationTopic, int> Topics)
{
    /// <summary>Of audits that were decided.</summary>
    public static OversightStatistics Of(IReadOnlyCollection<OversightFacts> facts)
    {
        OversightFacts[] decided = [.. facts.Where(fact => fact.DecidedOn is not null)];
        int[] days = [.. decided.Select(fact => fact.Days!.Value).Order()];
        return new OversightStatistics(
            decided.Length,
            decided.Count(fact => fact.Level is not null),
            decided.Count(fact => fact.Departed),
            Median(days),
            Ninetieth(days),
            decided.CountBy(fact => fact.Rounds).OrderBy(count => count.Key).ToDictionary(count => count.Key, count => count.Value),
            [.. OversightSteps.All.Select(step => StepStatistics.Of(step, decided))],
            decided.SelectMany(fact => fact.Clarifications).CountBy(clarification => clarification.Topic).OrderBy(count => count.Key)
                .ToDictionary(count => count.Key, count => count.Value));
    }

    /// <summary>The middle of sorted values, or the mean of the two in the middle; null where there are none.</summary>
    internal static decimal? Median(int[] sorted) => sorted.Length switch
    {
        0 => null,
        int n when n % 2 == 1 => sorted[n / 2],
        int n => (sorted[(n / 2) - 1] + sorted[n / 2]) / 2m,
    };

    /// <summary>The smallest of sorted values that nine tenths do not exceed; null where there are none.</summary>
    internal static int? Ninetieth(int[] sorted) => sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(sorted.Length * 0.9m) - 1];
}

/// <summary>What a step took.</summary>
/// <param name="Step">Which.</param>
/// <param name="Reviews">How often it was reviewed; more than once after clarifications.</param>
/// <param name="Clarified">How often it asked for a clarification.</param>
/// <param name="Failed">How often it failed.</param>
/// <param name="MedianDays">The median of days from its opening to its decision; null where it was never reviewed.</param>
/// <param name="NinetiethDays">The 90th percentile of them, nearest rank.</param>
public sealed record StepStatistics(OversightStep Step, int Reviews, int Clarified, int Failed, decimal? MedianDays, int? NinetiethDays)
{
    internal static StepStatistics Of(OversightStep step, IReadOnlyCollection<OversightFacts> decided)
    {
        StepFact[] reviews = [.. decided.SelectMany(fact => fact.Steps).Where(fact => fact.Step == step)];
        int[] days = [.. reviews.Select(review => review.Days).Order()];
        return new StepStatistics(
            step,
            reviews.Length,
            reviews.Count(review => review.Result is ReviewResult.Clarify),
            reviews.Count(review => review.Result is ReviewResult.Fail),
            OversightStatistics.Median(days),
            OversightStatistics.Ninetieth(days));
    }
}
