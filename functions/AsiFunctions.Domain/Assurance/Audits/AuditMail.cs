namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>The messages of an audit, by template key.</summary>
public static class AuditMail
{
    /// <summary>To the firm: an audit is opened with it (<c>due</c>).</summary>
    public const string Opened = "audit-opened";

    /// <summary>To the member: the Secretariat has opened an audit of it.</summary>
    public const string OpenedBySecretariat = "audit-opened-by-secretariat";

    /// <summary>To the firm: the plan is due (<c>due</c>).</summary>
    public const string PlanReminder = "audit-plan-reminder";

    /// <summary>To the Secretariat: a plan waits for advice (<c>from</c>, <c>due</c>).</summary>
    public const string PlanFiled = "audit-plan-filed";

    /// <summary>To the firm: the Secretariat gave the plan back (<c>due</c>).</summary>
    public const string PlanReturned = "audit-plan-returned";

    /// <summary>To the member and the firm: the plan stands (<c>from</c>, <c>to</c>).</summary>
    public const string Planned = "audit-planned";

    /// <summary>To the member and the firm: the audit is put off (<c>due</c>).</summary>
    public const string Postponed = "audit-postponed";

    /// <summary>To the member and the firm: the audit is called off.</summary>
    public const string Cancelled = "audit-cancelled";

    /// <summary>To the firm: the report is due (<c>due</c>).</summary>
    public const string ReportReminder = "audit-report-reminder";

    /// <summary>To the member and the firm: the report came, the oversight has begun (<c>revision</c>).</summary>
    public const string ReportReceived = "audit-report-received";

    /// <summary>To the firm: something has to be clarified (<c>round</c>, <c>due</c>).</summary>
    public const string ClarificationAsked = "audit-clarification-asked";

    /// <summary>To the firm: an answer is due (<c>round</c>, <c>due</c>).</summary>
    public const string ClarificationReminder = "audit-clarification-reminder";

    /// <summary>To the firm: a clarification is not asked for any more (<c>round</c>).</summary>
    public const string ClarificationWithdrawn = "audit-clarification-withdrawn";

    /// <summary>To the Secretariat: something is overdue (<c>what</c>, <c>due</c>).</summary>
    public const string Overdue = "audit-overdue";

    /// <summary>To the Secretariat: something that follows a decision is stuck (<c>what</c>, <c>code</c>).</summary>
    public const string Stuck = "audit-stuck";

    /// <summary>To the member and the firm: released (<c>level</c>, <c>type</c>).</summary>
    public const string Approved = "audit-approved";

    /// <summary>To the member and the firm: declined (<c>type</c>).</summary>
    public const string Declined = "audit-declined";
}
