using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>What somebody wants of a non-conformance: the member proposes and acts, the auditor approves and verifies, time reminds.</summary>
public abstract record NonConformanceCommand
{
    private NonConformanceCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>Hands in a corrective action plan.</summary>
    /// <param name="By">A person of the member.</param>
    /// <param name="RootCause">Why it came about.</param>
    /// <param name="Action">What will be done against that.</param>
    /// <param name="DueOn">Until when; today or later.</param>
    public sealed record SubmitPlan(Actor By, string RootCause, string Action, DateOnly DueOn) : NonConformanceCommand(By);

    /// <summary>Approves the plan.</summary>
    public sealed record ApprovePlan(Actor By) : NonConformanceCommand(By);

    /// <summary>Wants another plan.</summary>
    public sealed record ReturnPlan(Actor By, string? Reason) : NonConformanceCommand(By);

    /// <summary>Has done what the plan says.</summary>
    /// <param name="By">A person of the member.</param>
    /// <param name="Note">What was done.</param>
    /// <param name="Evidence">Keys of the member's evidence library.</param>
    public sealed record Implement(Actor By, string Note, IReadOnlyList<string> Evidence) : NonConformanceCommand(By);

    /// <summary>Verifies at the desk that the action works.</summary>
    public sealed record Close(Actor By, string? Note) : NonConformanceCommand(By);

    /// <summary>Finds at the desk that the action does not work.</summary>
    /// <param name="By">The lead auditor.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DueOn">Until when there is time now; null: by the terms.</param>
    public sealed record FindIneffective(Actor By, string? Reason, DateOnly? DueOn) : NonConformanceCommand(By);

    /// <summary>Finds at the desk that a major is a minor now.</summary>
    /// <param name="By">The lead auditor.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DueOn">Until when there is time for the rest; null: by the terms.</param>
    public sealed record Lower(Actor By, string? Reason, DateOnly? DueOn) : NonConformanceCommand(By);

    /// <summary>Finds at the desk that a persistent minor is a major now.</summary>
    public sealed record Raise(Actor By, string? Reason) : NonConformanceCommand(By);

    /// <summary>Time passes.</summary>
    public sealed record TimePasses() : NonConformanceCommand(Actor.Machine);
}
