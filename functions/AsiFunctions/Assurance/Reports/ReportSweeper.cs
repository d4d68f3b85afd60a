using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Finds attachments that wait in quarantine for too long, and files that no report names.</summary>
public sealed partial class ReportSweeper(
    ICaseStore cases, AttachmentBlobs attachments, EvidenceSettings settings, TimeProvider clock, ILogger<ReportSweeper> log)
{
    private static readonly TimeSpan LongestQuarantine = TimeSpan.FromHours(1);

    /// <summary>
    /// Orders scans again and deletes what uploads that broke off have left. A list of the blobs;
    /// 16 range reads; for each file in quarantine a point read and a transaction; for each report
    /// with an orphan a point read; a delete for each orphan.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Blobs bear the time of the storage, not of the clock that can be moved.
        HashSet<string> orphans = [.. await attachments.OlderThanAsync(TimeProvider.System.GetUtcNow() - settings.OrphansAfter, cancellation)];
        int ordered = 0;
        await foreach (Stored<AuditReportFile> stored in cases.ListAsync<AuditReportFile>(AuditReportFile.Prefix, cancellation))
        {
            ordered += await OrderScansAsync(stored.Case, cancellation);
            orphans.ExceptWith(NamedBy(stored.Case));

            // Read anew: something may have been attached since the list was read.
            string own = $"{stored.Case.Subject.Audit}/";
            if (orphans.Any(name => name.StartsWith(own, StringComparison.Ordinal))
                && await cases.FindAsync<AuditReportFile>(stored.Case.Id, cancellation) is { Case: { } current })
            {
                orphans.ExceptWith(NamedBy(current));
            }
        }

        foreach (string orphan in orphans)
        {
            await attachments.DeleteAsync(orphan, cancellation);
        }

        Swept(log, ordered, orphans.Count);
    }

    private static IEnumerable<string> NamedBy(AuditReportFile file) =>
        file.Attachments.Values.Where(attached => attached.Status is not EvidenceStatus.Infected).Select(attached => attached.File.Blob);

    private async Task<int> OrderScansAsync(AuditReportFile file, CancellationToken cancellation)
    {
        DateTimeOffset before = clock.GetUtcNow() - LongestQuarantine;
        string[] waiting = [.. file.Attachments.Where(entry => entry.Value.Status is EvidenceStatus.Quarantined && entry.Value.AddedAt < before)
            .Select(entry => entry.Key)];
        foreach (string key in waiting)
        {
            await cases.DecideAsync<AuditReportFile>(file.Id, (found, _) => ReportProcedure.ScanAgain(found, key), options: null, cancellation);
        }

        return waiting.Length;
    }

    [LoggerMessage(
        1751, LogLevel.Information, "Audit reports were swept: {Ordered} scans ordered again, {Orphans} files deleted that no report names.")]
    private static partial void Swept(ILogger log, int ordered, int orphans);
}
