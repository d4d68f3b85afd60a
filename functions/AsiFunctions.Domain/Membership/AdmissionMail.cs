namespace AsiFunctions.Domain.Membership;

/// <summary>The messages of an admission, by template key. In brackets: who receives it, and the facts beside what the case itself tells.</summary>
public static class AdmissionMail
{
    /// <summary>It has come in; reference and case key (applicant).</summary>
    public const string Received = "application-received";

    /// <summary>It was returned, with the reasons and the day by which to resubmit (applicant; <c>until</c>).</summary>
    public const string Returned = "application-returned";

    /// <summary>It has come in again (applicant).</summary>
    public const string Resubmitted = "application-resubmitted";

    /// <summary>The resubmission is due soon (applicant; <c>until</c>).</summary>
    public const string ResubmissionReminder = "resubmission-reminder";

    /// <summary>It ended because a day went by (applicant; <c>why</c> = <c>resubmission</c> or <c>payment</c>, <c>until</c>).</summary>
    public const string Lapsed = "application-lapsed";

    /// <summary>An organisation applies; objections are heard until a day (all members' primary contacts; <c>until</c>).</summary>
    public const string NoticeToMembers = "notice-to-members";

    /// <summary>A member objects (Secretariat; <c>objection</c> = its number).</summary>
    public const string ObjectionReceived = "objection-received";

    /// <summary>The answer to an objection (the objecting member; <c>objection</c> = its number, <c>member</c> = its id).</summary>
    public const string ObjectionAnswered = "objection-answered";

    /// <summary>The board approved, with the first invoice (applicant: billing contact, and primary; <c>invoice</c>, <c>until</c>).</summary>
    public const string Approved = "application-approved";

    /// <summary>The first invoice is due soon (applicant: billing contact, and primary; <c>invoice</c>, <c>until</c>).</summary>
    public const string PaymentReminder = "payment-reminder";

    /// <summary>The board declined, with the reason and how to appeal (applicant; <c>until</c>).</summary>
    public const string Declined = "application-declined";

    /// <summary>The appeal has come in (applicant, and board).</summary>
    public const string AppealReceived = "appeal-received";

    /// <summary>The decision to decline stands (applicant).</summary>
    public const string AppealUpheld = "appeal-upheld";

    /// <summary>The decision to decline was overturned; <see cref="Approved"/> follows (applicant).</summary>
    public const string AppealOverturned = "appeal-overturned";

    /// <summary>The applicant withdrew (applicant, and Secretariat).</summary>
    public const string Withdrawn = "application-withdrawn";

    /// <summary>Welcome (applicant; <c>joined</c>).</summary>
    public const string MembershipBegins = "membership-begins";

    /// <summary>Something is overdue (Secretariat; <c>what</c> = the task's kind, <c>due</c>).</summary>
    public const string Escalation = "escalation";
}
