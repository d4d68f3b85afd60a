namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>The messages about a non-conformance, by template key. That it was opened is told by the message about its audit.</summary>
public static class NonConformanceMail
{
    /// <summary>The plan has to be done again (member; <c>due</c>).</summary>
    public const string PlanReturned = "nonconformance-plan-returned";

    /// <summary>The plan is approved (member; <c>due</c>).</summary>
    public const string PlanApproved = "nonconformance-plan-approved";

    /// <summary>
    /// Something is due from the member (<c>what</c>, <c>due</c>, <c>left</c>); one message for all of an audit that are due together.
    /// </summary>
    public const string Reminder = "nonconformance-reminder";

    /// <summary>A plan or an action waits for the auditor (firm; <c>what</c>, <c>due</c>).</summary>
    public const string ReviewAsked = "nonconformance-review-asked";

    /// <summary>It still waits (firm; <c>what</c>, <c>due</c>, <c>left</c>); one message for all of an audit that are due together.</summary>
    public const string ReviewReminder = "nonconformance-review-reminder";

    /// <summary>Not effective, downgraded or upgraded (member; <c>how</c>, <c>due</c>).</summary>
    public const string Reviewed = "nonconformance-reviewed";

    /// <summary>Closed (member; <c>on</c>).</summary>
    public const string Closed = "nonconformance-closed";

    /// <summary>Overdue (Secretariat; <c>what</c>, <c>due</c>). The text is the one of every overdue task.</summary>
    public const string Escalation = "escalation";
}
