namespace AsiFunctions.Cases;

/// <summary>What an orchestration does next.</summary>
/// <param name="Ended">True when the case is over, and the orchestration with it.</param>
/// <param name="Until">When time alone changes something; null where only a person can.</param>
public sealed record Wait(bool Ended, DateTimeOffset? Until);
