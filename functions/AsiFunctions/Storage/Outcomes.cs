using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>What became of a new case.</summary>
public abstract record AddOutcome<TCase>
    where TCase : ICase
{
    private AddOutcome()
    {
    }

    /// <summary>It is stored, now or by an earlier request with the same key and body: give the same answer either way.</summary>
    /// <param name="Stored">The case; after a repeat it may have gone on, so answer from what never changes in it.</param>
    /// <param name="Repeated">True when an earlier request had stored it.</param>
    public sealed record Added(Stored<TCase> Stored, bool Repeated) : AddOutcome<TCase>;

    /// <summary>The key was used for another body; nothing was stored. Answer <c>Problems.IdempotencyKeyReused()</c>.</summary>
    public sealed record KeyReused : AddOutcome<TCase>;

    /// <summary>The case that the decision rests on has changed since it was read; nothing was stored. Read it and decide again.</summary>
    public sealed record Overtaken : AddOutcome<TCase>;
}

/// <summary>What became of a decision.</summary>
public abstract record DecideOutcome<TCase>
    where TCase : ICase
{
    private DecideOutcome()
    {
    }

    /// <summary>It took effect, now or when the same decision id came before.</summary>
    /// <param name="Stored">The case as it is now.</param>
    /// <param name="Repeated">True when the decision id had been applied before.</param>
    public sealed record Applied(Stored<TCase> Stored, bool Repeated) : DecideOutcome<TCase>;

    /// <summary>The procedure refused it; nothing changed.</summary>
    /// <param name="Code">The procedure's code.</param>
    /// <param name="Message">The procedure's sentence for the person.</param>
    /// <param name="Stored">The case as it is.</param>
    public sealed record Refused(string Code, string Message, Stored<TCase> Stored) : DecideOutcome<TCase>;

    /// <summary>The case is not at the version that the caller saw; nothing changed.</summary>
    /// <param name="Stored">The case as it is.</param>
    public sealed record Stale(Stored<TCase> Stored) : DecideOutcome<TCase>;

    /// <summary>There is no such case.</summary>
    public sealed record NotFound : DecideOutcome<TCase>;
}
