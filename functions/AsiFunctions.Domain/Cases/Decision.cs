namespace AsiFunctions.Domain.Cases;

/// <summary>What a procedure makes of a command.</summary>
/// <typeparam name="TCase">The kind of case.</typeparam>
public abstract record Decision<TCase>
    where TCase : ICase
{
    private Decision()
    {
    }

    /// <summary>The command took effect.</summary>
    /// <param name="Case">The case as it is now.</param>
    /// <param name="Events">What happened, for the timeline, in order; empty for what is not worth a line, such as an autosave.</param>
    /// <param name="Effects">What has to follow outside the case, in order.</param>
    public sealed record Accepted(TCase Case, IReadOnlyList<CaseEvent> Events, IReadOnlyList<Effect> Effects) : Decision<TCase>
    {
        /// <summary>The parts of the case that change, each whole.</summary>
        public IReadOnlyList<CasePart> Parts { get; init; } = [];
    }

    /// <summary>The command does not apply now, and nothing changed.</summary>
    /// <param name="Code">Stable, kebab case: <c>already-decided</c>, <c>out-of-order</c>, <c>reason-required</c>, <c>four-eyes</c>.</param>
    /// <param name="Message">One sentence for the person: what is wrong and what to do.</param>
    public sealed record Refused(string Code, string Message) : Decision<TCase>;
}

/// <summary>A line of a case's timeline: what happened, by whom, with which reason.</summary>
/// <param name="What">Kebab case, stable: <c>returned</c>.</param>
/// <param name="By">The person or the machine.</param>
/// <param name="Reason">The reason given, as given; null where none was.</param>
/// <param name="Public">True where the applicant or member may read the reason too; false keeps it to ASI.</param>
public sealed record CaseEvent(string What, Actor By, string? Reason = null, bool Public = true);
