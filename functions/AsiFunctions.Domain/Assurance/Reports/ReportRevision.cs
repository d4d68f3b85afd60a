using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>Where a submitted revision lies, and what lists need to know of it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Blob">The blob's name, made of the audit, the number and the content's hash: it is
/// written before the pointer to it, and never again.</param>
/// <param name="Sha256">Of the blob's content, lower-case hexadecimal.</param>
/// <param name="SubmittedOn">The day, UTC.</param>
/// <param name="By">The lead auditor.</param>
/// <param name="Days">When the audit took place.</param>
/// <param name="Majors">Major non-conformances.</param>
/// <param name="Minors">Minor non-conformances.</param>
/// <param name="Maturity">The overall maturity.</param>
/// <param name="Plan">How far the corrective action plans are.</param>
/// <param name="Answer">True where it answers a clarification.</param>
public sealed record ReportRevision(
    int Number,
    string Blob,
    string Sha256,
    DateOnly SubmittedOn,
    Actor By,
    AuditDays Days,
    int Majors,
    int Minors,
    Maturity Maturity,
    CorrectiveActionPlan Plan,
    bool Answer);

/// <summary>What a report and its audit tell one another, each within the transaction of its own decision.</summary>
public abstract record ReportNews : ICaseNews
{
    private ReportNews()
    {
    }

    /// <summary>The report tells the audit: a revision is submitted.</summary>
    public sealed record Submitted(ReportRevision Revision) : ReportNews;

    /// <summary>The audit tells the report: a clarification is asked for, and another revision may be written.</summary>
    /// <param name="Question">What has to be clarified.</param>
    /// <param name="DueOn">Until when.</param>
    public sealed record Reopened(string Question, DateOnly DueOn) : ReportNews;

    /// <summary>The audit tells the report: the clarification is not asked for any more, and no other revision is written.</summary>
    public sealed record QuestionWithdrawn : ReportNews;

    /// <summary>The audit tells the report: it was decided, or called off; nothing is written any more.</summary>
    public sealed record Closed : ReportNews;
}
