using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The draft of a report, whole, with what it still lacks.</summary>
/// <param name="Audit">The audit.</param>
/// <param name="State">Drafting, submitted or closed.</param>
/// <param name="Subject">What is audited.</param>
/// <param name="Title">As the standard calls itself.</param>
/// <param name="Clarification">What the next revision has to answer; null where nothing is asked.</param>
/// <param name="Revisions">How many were submitted.</param>
/// <param name="Progress">How far the findings are in all.</param>
/// <param name="Principles">Those with a criterion that applies, in the order of the standard.</param>
/// <param name="NonConformances">In the order of their numbers.</param>
/// <param name="General">What concerns the report as a whole.</param>
/// <param name="Attachments">In the order of entry.</param>
/// <param name="Gaps">What has to be done before submitting.</param>
public sealed record ReportView(
    CaseId Audit,
    ReportState State,
    AuditSubject Subject,
    string Title,
    Clarification? Clarification,
    int Revisions,
    ReportProgress Progress,
    IReadOnlyList<ReportPrinciple> Principles,
    IReadOnlyList<NonConformanceView> NonConformances,
    GeneralView General,
    IReadOnlyList<AttachmentView> Attachments,
    IReadOnlyList<Fault> Gaps)
{
    /// <summary>What is shown of a draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="version">The version that is audited against.</param>
    /// <param name="today">Today, UTC.</param>
    public static ReportView Of(ReportDraft draft, StandardVersion version, DateOnly today)
    {
        AuditReportFile file = draft.File;
        IReadOnlyList<RatedCriterion> criteria = file.Criteria(version);
        return new ReportView(
            file.Subject.Audit,
            file.State,
            file.Subject,
            version.Title,
            file.Clarification,
            file.Revisions.Count,
            ReportProgress.Of(draft, criteria),
            [
                .. criteria.GroupBy(criterion => criterion.Principle, StringComparer.Ordinal).Select(group => new ReportPrinciple(
                    group.Key,
                    version.Principles.First(principle => principle.Key == group.Key).Title,
                    ReportProgress.Of(draft, group),
                    [.. group.Select(criterion => FindingView.Of(criterion, draft.Findings.GetValueOrDefault(criterion.Key)))])),
            ],
            [.. draft.NonConformances.Select(entry => NonConformanceView.Of(entry.Key, entry.Value))],
            GeneralView.Of(draft.General),
            [.. file.Present.Select(entry => AttachmentView.Of(entry.Key, entry.Value))],
            [.. ReportChecks.Gaps(draft, version, today)]);
    }
}

/// <summary>A principle with the findings of its criteria.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Progress">How far its findings are.</param>
/// <param name="Findings">A line for each criterion that applies, in the order of the standard.</param>
public sealed record ReportPrinciple(string Key, string Title, ReportProgress Progress, IReadOnlyList<FindingView> Findings);

/// <summary>A criterion with its finding.</summary>
/// <param name="Criterion">Its number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Critical">True where a major non-conformance rules out any certificate.</param>
/// <param name="Version">How often the finding changed; its ETag.</param>
/// <param name="Rating">How it is rated.</param>
/// <param name="Text">What was found.</param>
/// <param name="Evidence">What was seen.</param>
/// <param name="Sites">Sites that were sampled.</param>
/// <param name="ChangedBy">The account that changed it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record FindingView(
    string Criterion,
    string Title,
    bool Critical,
    int Version,
    Rating? Rating,
    string? Text,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<string> Sites,
    string? ChangedBy,
    DateTimeOffset? ChangedAt)
{
    /// <summary>What is shown of a finding.</summary>
    public static FindingView Of(RatedCriterion criterion, DraftItem<FindingContent>? item)
    {
        FindingContent content = item?.Content ?? FindingContent.Nothing;
        return new FindingView(
            criterion.Key,
            criterion.Title,
            criterion.Critical,
            item?.Version ?? 0,
            content.Rating,
            content.Text,
            content.Evidence,
            content.Sites,
            item?.ChangedBy,
            item?.ChangedAt);
    }
}

/// <summary>A non-conformance of a draft.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Version">How often it changed; its ETag.</param>
/// <param name="Criterion">The criterion.</param>
/// <param name="Grade">Minor or major.</param>
/// <param name="Critical">True for a critical breach in the auditor's judgement.</param>
/// <param name="Statement">What does not conform.</param>
/// <param name="Sites">Where it was found.</param>
/// <param name="Plan">The corrective action plan.</param>
/// <param name="ChangedBy">The account that changed it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record NonConformanceView(
    int Number,
    int Version,
    string? Criterion,
    NonConformanceGrade? Grade,
    bool Critical,
    string? Statement,
    IReadOnlyList<string> Sites,
    DraftPlan? Plan,
    string ChangedBy,
    DateTimeOffset ChangedAt)
{
    /// <summary>What is shown of a non-conformance.</summary>
    public static NonConformanceView Of(int number, DraftItem<NonConformanceContent> item)
    {
        NonConformanceContent content = item.Content;
        return new NonConformanceView(
            number,
            item.Version,
            content.Criterion,
            content.Grade,
            content.Critical,
            content.Statement,
            content.Sites ?? [],
            content.Plan,
            item.ChangedBy,
            item.ChangedAt);
    }
}

/// <summary>The general part of a draft.</summary>
/// <param name="Version">How often it changed; its ETag.</param>
/// <param name="Days">When the audit took place.</param>
/// <param name="Maturity">The maturity.</param>
/// <param name="Summary">The text for publication.</param>
/// <param name="Confidential">Words that must not be published.</param>
/// <param name="PeopleMet">Who was interviewed.</param>
/// <param name="Verifications">What became of earlier non-conformances.</param>
/// <param name="ChangedBy">The account that changed it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record GeneralView(
    int Version,
    DraftDays Days,
    DraftMaturity Maturity,
    string? Summary,
    IReadOnlyList<string> Confidential,
    IReadOnlyList<PersonMet> PeopleMet,
    IReadOnlyList<Verification> Verifications,
    string? ChangedBy,
    DateTimeOffset? ChangedAt)
{
    /// <summary>What is shown of a general part.</summary>
    public static GeneralView Of(DraftItem<GeneralContent>? item)
    {
        GeneralContent content = item?.Content ?? GeneralContent.Nothing;
        return new GeneralView(
            item?.Version ?? 0,
            content.Days ?? new DraftDays(),
            content.Maturity ?? new DraftMaturity(),
            content.Summary,
            content.Confidential ?? [],
            content.PeopleMet ?? [],
            content.Verifications ?? [],
            item?.ChangedBy,
            item?.ChangedAt);
    }
}

/// <summary>An attachment.</summary>
/// <param name="Key">By which it is loaded: <c>A1</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="FileName">How the file is called.</param>
/// <param name="MediaType">What it is, checked.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The hash of its content, hexadecimal.</param>
/// <param name="Scan">What the virus scan said.</param>
/// <param name="AddedBy">The account that uploaded it.</param>
/// <param name="AddedAt">When.</param>
public sealed record AttachmentView(
    string Key, string Title, string FileName, string MediaType, long Bytes, string Sha256, string Scan, string AddedBy, DateTimeOffset AddedAt)
{
    /// <summary>What is shown of an attachment.</summary>
    public static AttachmentView Of(string key, AttachedFile attached) => new(
        key,
        attached.Title,
        attached.File.Name,
        attached.File.MediaType,
        attached.File.Bytes,
        attached.File.Sha256,
        attached.AsAttachment(key).Scan,
        attached.AddedBy,
        attached.AddedAt);
}

/// <summary>A submitted revision, for lists.</summary>
/// <param name="Audit">The audit.</param>
/// <param name="Number">From 1.</param>
/// <param name="SubmittedOn">The day, UTC.</param>
/// <param name="By">The lead auditor's name; null after the person's erasure.</param>
/// <param name="Days">When the audit took place.</param>
/// <param name="Majors">Major non-conformances.</param>
/// <param name="Minors">Minor non-conformances.</param>
/// <param name="Maturity">The overall maturity.</param>
/// <param name="Plan">How far the corrective action plans are.</param>
/// <param name="Answer">True where it answers a clarification.</param>
/// <param name="Sha256">Of its content.</param>
public sealed record RevisionView(
    CaseId Audit,
    int Number,
    DateOnly SubmittedOn,
    string? By,
    AuditDays Days,
    int Majors,
    int Minors,
    Maturity Maturity,
    CorrectiveActionPlan Plan,
    bool Answer,
    string Sha256)
{
    /// <summary>What is shown of a revision: nothing that ever changes.</summary>
    public static RevisionView Of(CaseId audit, ReportRevision revision) => new(
        audit,
        revision.Number,
        revision.SubmittedOn,
        revision.By.Name,
        revision.Days,
        revision.Majors,
        revision.Minors,
        revision.Maturity,
        revision.Plan,
        revision.Answer,
        revision.Sha256);
}
