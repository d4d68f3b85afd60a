using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>What happens to the report as a whole: its attachments, its submission, and what the audit tells it.</summary>
public static partial class ReportProcedure
{
    /// <summary>What comes next: nobody is reminded of a report by itself; its audit does that.</summary>
    public static Step Next(AuditReportFile file) => file.State is ReportState.Closed ? new Step.End() : new Step.Rest();

    /// <summary>Attaches a file that was uploaded; it stays in quarantine until it was scanned.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="attached">The file.</param>
    /// <param name="by">Who uploaded it.</param>
    public static Decision<AuditReportFile> Attach(AuditReportFile file, AttachedFile attached, Actor by)
    {
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        if (file.Present.Count() >= ReportLimits.Attachments)
        {
            return Refuse("too-many", $"A report takes at most {ReportLimits.Attachments} attachments; put related documents into one file.");
        }

        int number = file.LastAttachment + 1;
        string key = AttachedFile.KeyOf(number);
        return new Decision<AuditReportFile>.Accepted(
            With(file with { LastAttachment = number }, key, attached), [new CaseEvent("attachment-added", by, key)], [new Effect.Scan(key)]);
    }

    /// <summary>Removes an attachment from the draft. What a revision names stays for that revision.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="key">The attachment.</param>
    /// <param name="by">Who removes it.</param>
    public static Decision<AuditReportFile> Detach(AuditReportFile file, string key, Actor by)
    {
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        if (file.Attachments.GetValueOrDefault(key) is not { Removed: false } attached)
        {
            return NotThere;
        }

        CaseEvent line = new("attachment-removed", by, key);
        if (attached.Since is not null)
        {
            return new Decision<AuditReportFile>.Accepted(With(file, key, attached with { Removed = true }), [line], []);
        }

        Dictionary<string, AttachedFile> left = new(file.Attachments, StringComparer.Ordinal);
        left.Remove(key);
        return new Decision<AuditReportFile>.Accepted(file with { Attachments = left }, [line], []);
    }

    /// <summary>Records what a scan found, whatever the report's state.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="key">The attachment.</param>
    /// <param name="found">Clean, not scanned or infected.</param>
    public static Decision<AuditReportFile> RecordScan(AuditReportFile file, string key, EvidenceStatus found) =>
        file.Attachments.GetValueOrDefault(key) is { Status: EvidenceStatus.Quarantined } attached
            ? new Decision<AuditReportFile>.Accepted(
                With(file, key, attached with { Status = found }),
                found is EvidenceStatus.Infected ? [new CaseEvent("attachment-infected", Actor.Machine, key)] : [],
                [])
            : Refuse(Unchanged, "The file was scanned before, or is there no more.");

    /// <summary>Orders the scan of an attachment again, whose first order was lost or found no scanner.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="key">The attachment.</param>
    public static Decision<AuditReportFile> ScanAgain(AuditReportFile file, string key) =>
        file.Attachments.GetValueOrDefault(key) is { Status: EvidenceStatus.Quarantined }
            ? new Decision<AuditReportFile>.Accepted(file, [], [new Effect.Scan(key)])
            : Refuse(Unchanged, "The file is not in quarantine.");

    /// <summary>
    /// Submits a revision, whose blob is written already: the pointer to it. The audit hears of it.
    /// It was made of the very version of the case that this decides about.
    /// </summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="revision">Where the revision lies.</param>
    /// <param name="request">The request, where it bore a key.</param>
    public static Decision<AuditReportFile> Submit(AuditReportFile file, ReportRevision revision, SubmitRequest? request)
    {
        if (Shut(file) is { } shut)
        {
            return shut;
        }

        AuditReportFile submitted = file with
        {
            State = ReportState.Submitted,
            StepNumber = file.StepNumber + 1,
            Attachments = file.Attachments.ToDictionary(
                entry => entry.Key,
                entry => entry.Value is { Removed: false, Since: null } ? entry.Value with { Since = revision.Number } : entry.Value,
                StringComparer.Ordinal),
            Revisions = [.. file.Revisions, new FiledRevision(revision, request)],
            Clarification = null,
        };
        return new Decision<AuditReportFile>.Accepted(
            submitted, [new CaseEvent("submitted", revision.By)], [new Effect.Tell(file.Subject.Audit, new ReportNews.Submitted(revision))]);
    }

    /// <summary>What the audit's news does to its report.</summary>
    /// <param name="file">The report as stored.</param>
    /// <param name="news">What the audit tells.</param>
    public static Decision<AuditReportFile> Hear(AuditReportFile file, ICaseNews news) => (news, file.State) switch
    {
        (ReportNews.Reopened reopened, ReportState.Submitted) => new Decision<AuditReportFile>.Accepted(
            file with
            {
                State = ReportState.Drafting,
                StepNumber = file.StepNumber + 1,
                Clarification = new Clarification(reopened.Question, reopened.DueOn),
            },
            [new CaseEvent("reopened", Actor.Machine)],
            []),
        (ReportNews.QuestionWithdrawn, ReportState.Drafting) when file.Clarification is not null => new Decision<AuditReportFile>.Accepted(
            file with { State = ReportState.Submitted, StepNumber = file.StepNumber + 1, Clarification = null },
            [new CaseEvent("question-withdrawn", Actor.Machine)],
            []),
        (ReportNews.Closed, not ReportState.Closed) => new Decision<AuditReportFile>.Accepted(
            file with { State = ReportState.Closed, StepNumber = file.StepNumber + 1, Clarification = null },
            [new CaseEvent("closed", Actor.Machine)],
            []),
        _ => Refuse("out-of-order", "This changes nothing now."),
    };

    private static AuditReportFile With(AuditReportFile file, string key, AttachedFile attached) =>
        file with { Attachments = new Dictionary<string, AttachedFile>(file.Attachments, StringComparer.Ordinal) { [key] = attached } };
}
