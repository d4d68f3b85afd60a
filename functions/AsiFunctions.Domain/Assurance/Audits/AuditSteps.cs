namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>
/// The kinds of step of an audit before and beside its oversight; as tasks they bear the same names. Stable: they are stored and part of the API.
/// </summary>
public static class AuditSteps
{
    /// <summary>The firm files a plan.</summary>
    public const string Plan = "audit-plan";

    /// <summary>The Secretariat advises on the plan.</summary>
    public const string PlanAdvice = "plan-advice";

    /// <summary>The first day lies ahead.</summary>
    public const string Start = "audit-start";

    /// <summary>The audit takes place.</summary>
    public const string Execution = "audit-execution";

    /// <summary>The firm writes the report.</summary>
    public const string Report = "audit-report";

    /// <summary>The automatic checks run.</summary>
    public const string Checks = "automatic-checks";

    /// <summary>The auditor answers a clarification.</summary>
    public const string Clarification = "clarification";

    /// <summary>A second person looks at a departure from the computed outcome.</summary>
    public const string SecondOpinion = "second-opinion";

    /// <summary>Something that follows the decision is stuck; somebody mends it.</summary>
    public const string Stuck = "release-stuck";
}
