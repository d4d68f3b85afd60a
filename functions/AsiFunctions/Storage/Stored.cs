using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>A case as the table holds it.</summary>
/// <param name="Case">Its state.</param>
/// <param name="Version">How many decisions it has seen, its beginning included: 1 or more.</param>
/// <param name="BegunAt">When it was added.</param>
/// <param name="ChangedAt">When it was last decided about.</param>
/// <param name="Task">The task that waits for a person now; null where nobody is awaited.</param>
public sealed record Stored<TCase>(TCase Case, int Version, DateTimeOffset BegunAt, DateTimeOffset ChangedAt, CaseTask? Task)
    where TCase : ICase;
