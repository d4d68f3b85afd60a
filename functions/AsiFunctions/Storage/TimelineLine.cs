using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>A line of a case's timeline as it is stored.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Version">The version of the case that it led to.</param>
/// <param name="Event">What happened, by whom, why.</param>
public sealed record TimelineLine(int Number, DateTimeOffset At, int Version, CaseEvent Event);
