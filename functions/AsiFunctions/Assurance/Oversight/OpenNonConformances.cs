using AsiFunctions.Assurance.NonConformances;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>Opens the non-conformances of an approved audit for tracking, and tells earlier ones what it verified.</summary>
public sealed class OpenNonConformances(FollowUpDesk desk, NonConformanceDesk nonConformances, ReportStore reports, IStandards standards)
{
    /// <summary>
    /// Each once: their ids are derived from the audit and the number. Round trips: see <see cref="FollowUpDesk"/>; a blob, a transaction for each
    /// non-conformance, and a point read and a transaction for each verification.
    /// </summary>
    /// <param name="auditId">The audit's reference.</param>
    /// <param name="durable">For the relay.</param>
    /// <param name="cancellation">The host stops.</param>
    [Function(nameof(OpenNonConformances))]
    public Task RunAsync([ActivityTrigger] string auditId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        desk.DoAsync(auditId, FollowUpKind.OpenNonConformances, audit => OpenAsync(audit, cancellation), cancellation);

    private async Task<FollowUpResult> OpenAsync(Audit audit, CancellationToken cancellation)
    {
        ReportRevision revision = audit.Revisions[audit.Decision!.Revision - 1];
        AuditReport report = await reports.ReadAsync(revision, cancellation);
        foreach (Verification verification in report.Verifications)
        {
            await nonConformances.VerifyAsync(
                new VerifiedNews(audit.Id, report.Days.EndedOn, verification, revision.By), audit.Subject.Member, cancellation);
        }

        Dictionary<string, string> titles = await TitlesAsync(audit, cancellation);
        CaseId? certificate = ReleaseProcedure.CertificateOf(audit) ?? audit.Subject.Certificate;
        List<TrackedNonConformance> opened = [];
        foreach (ReportNonConformance found in report.NonConformances)
        {
            NonConformanceOpening opening = new(
                audit.Subject,
                found,
                titles.GetValueOrDefault(found.Criterion, found.Criterion),
                report.Days.OnSiteTo ?? report.Days.EndedOn,
                certificate);
            Stored<NonConformance> stored = await nonConformances.OpenAsync(opening, cancellation);

            // As it is by now: where this was begun before and broke off, what happened to it meanwhile was told to an audit that did not track it
            // yet.
            opened.Add(new TrackedNonConformance(stored.Case.Id, stored.Case.Grade, stored.Case.Closed?.On));
        }

        return new FollowUpResult.Done($"{opened.Count}") { Opened = opened };
    }

    private async Task<Dictionary<string, string>> TitlesAsync(Audit audit, CancellationToken cancellation)
    {
        StandardVersion? version = await standards.FindAsync(audit.Subject.Standard, cancellation);
        return version is null ? [] : ApplicableCriteria.All(version).ToDictionary(criterion => criterion.Key, criterion => criterion.Title);
    }
}
