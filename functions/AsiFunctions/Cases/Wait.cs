namespace AsiFunctions.Cases;

/// <summary>What an orchestration does next.</summary>
/// <param name="Ended">True when the case is over, and the orchestration with it.</param>
/// <param name="Until">When time alone changes something; null where only a person can.</param>
/// <param name="Instance">The instance that drives the case now; null where it is not told, as in histories of earlier releases.</param>
/// <param name="Work">The activity that is to be done now; null where none is.</param>
public sealed record Wait(bool Ended, DateTimeOffset? Until, string? Instance = null, string? Work = null);
