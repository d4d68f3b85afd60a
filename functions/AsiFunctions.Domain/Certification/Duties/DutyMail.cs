namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>The messages of a certification duty, by template key.</summary>
public static class DutyMail
{
    /// <summary>A milestone: nothing was submitted yet (<c>goal</c>, <c>due</c>, <c>left</c>).</summary>
    public const string ReminderNoSelfAssessment = "certification-reminder-no-self-assessment";

    /// <summary>A milestone: a self-assessment was submitted (<c>goal</c>, <c>due</c>, <c>left</c>).</summary>
    public const string ReminderSelfAssessmentSubmitted = "certification-reminder-self-assessment-submitted";

    /// <summary>A milestone: an audit has a date (<c>goal</c>, <c>due</c>, <c>left</c>).</summary>
    public const string ReminderAuditScheduled = "certification-reminder-audit-scheduled";

    /// <summary>A milestone: the audit report is in oversight (<c>goal</c>, <c>due</c>, <c>left</c>).</summary>
    public const string ReminderReportInOversight = "certification-reminder-report-in-oversight";

    /// <summary>A milestone, to the Secretariat (<c>goal</c>, <c>due</c>, <c>left</c>, <c>progress</c>).</summary>
    public const string Milestone = "certification-milestone";

    /// <summary>
    /// One message in place of the reminders whose day lay before the duty was taken over
    /// (<c>goal</c>, <c>due</c>); to the member and the Secretariat.
    /// </summary>
    public const string Summary = "certification-summary";

    /// <summary>
    /// The date has passed, the membership is suspended (<c>goal</c>, <c>due</c>, <c>grace</c>); to the member and the Secretariat.
    /// </summary>
    public const string Missed = "certification-missed";

    /// <summary>The grace ends soon (<c>goal</c>, <c>grace</c>, <c>left</c>).</summary>
    public const string GraceReminder = "certification-grace-reminder";

    /// <summary>A certificate, an extension or a change of class has cured it (<c>how</c>, <c>on</c>).</summary>
    public const string Cured = "certification-cured";

    /// <summary>The grace has ended, and the membership with it (<c>goal</c>, <c>due</c>, <c>grace</c>); to the member and the Secretariat.</summary>
    public const string Forfeited = "certification-forfeited";

    /// <summary>The date was moved (<c>goal</c>, <c>due</c>, <c>before</c>).</summary>
    public const string Extended = "certification-extended";

    /// <summary>The clock is stopped (<c>goal</c>, <c>on</c>).</summary>
    public const string Paused = "certification-paused";

    /// <summary>The clock goes on (<c>goal</c>, <c>due</c>).</summary>
    public const string Resumed = "certification-resumed";

    /// <summary>The last certificate counts no more, and what is left of an earlier term is open again (<c>goal</c>, <c>due</c>).</summary>
    public const string Lapsed = "certification-lapsed";

    /// <summary>A member is back in a class that certifies: its clock has to be decided (<c>on</c>); to the Secretariat.</summary>
    public const string ClockUndecided = "certification-clock-undecided";

    /// <summary>Something beside the certificate is due soon (<c>what</c>, <c>due</c>, <c>left</c>).</summary>
    public const string ObligationReminder = "certification-obligation-reminder";

    /// <summary>Something beside the certificate is overdue (<c>what</c>, <c>due</c>); to the member and the Secretariat.</summary>
    public const string ObligationOverdue = "certification-obligation-overdue";

    /// <summary>The reminder that fits how far the member is.</summary>
    public static string ReminderFor(CertificationProgress progress) => progress switch
    {
        CertificationProgress.SelfAssessmentSubmitted => ReminderSelfAssessmentSubmitted,
        CertificationProgress.AuditScheduled => ReminderAuditScheduled,
        CertificationProgress.ReportInOversight => ReminderReportInOversight,
        _ => ReminderNoSelfAssessment,
    };
}
