using AsiFunctions.Certification.Evidence;
using Azure.Storage.Blobs;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The attachments of audit reports, by audit. Which of them counts is said by the reports.</summary>
public sealed class AttachmentBlobs(BlobServiceClient service) : UploadBlobs(service, Container)
{
    /// <summary>The container's name.</summary>
    public const string Container = "report-attachments";
}
