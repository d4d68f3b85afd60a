using Azure.Storage.Blobs;

namespace AsiFunctions.Certification.Evidence;

/// <summary>The files of evidence, by member. Which of them counts is said by the libraries.</summary>
public sealed class EvidenceBlobs(BlobServiceClient service) : UploadBlobs(service, Container)
{
    /// <summary>The container's name.</summary>
    public const string Container = "evidence";
}
