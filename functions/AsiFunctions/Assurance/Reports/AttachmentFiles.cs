using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The attachments of reports, as the virus scan sees them.</summary>
public sealed class AttachmentFiles(ICaseStore cases, AttachmentBlobs blobs) : IScannedFiles
{
    /// <inheritdoc/>
    public string Prefix => AuditReportFile.Prefix;

    /// <inheritdoc/>
    public UploadBlobs Blobs => blobs;

    /// <inheritdoc/>
    public async Task<ScannedFile?> FindAsync(CaseId id, string part, CancellationToken cancellation) =>
        (await cases.FindAsync<AuditReportFile>(id, cancellation))?.Case.Attachments.GetValueOrDefault(part) is { } attached
            ? new ScannedFile(part, attached.File.Blob, attached.Status)
            : null;

    /// <inheritdoc/>
    public Task RecordAsync(CaseId id, string part, EvidenceStatus found, CancellationToken cancellation) =>
        cases.DecideAsync<AuditReportFile>(id, (file, _) => ReportProcedure.RecordScan(file, part, found), options: null, cancellation);
}
