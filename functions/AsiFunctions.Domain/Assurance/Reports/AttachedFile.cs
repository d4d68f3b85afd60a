using System.Globalization;
using AsiFunctions.Domain.Certification.Evidence;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>A file that was uploaded to a report.</summary>
/// <param name="Title">What it is.</param>
/// <param name="File">The file.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="AddedBy">The account that uploaded it.</param>
/// <param name="AddedAt">When.</param>
/// <param name="Request">The request that uploaded it, where that bore a key.</param>
/// <param name="Since">The first revision that it belongs to; null while it belongs to the draft only.</param>
/// <param name="Removed">True where the draft has it no more, while earlier revisions do: the file stays.</param>
public sealed record AttachedFile(
    string Title, StoredFile File, EvidenceStatus Status, string AddedBy, DateTimeOffset AddedAt, string? Request, int? Since, bool Removed)
{
    /// <summary>The key of the attachment with that number, from 1.</summary>
    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"A{number}");

    /// <summary>As a revision has it.</summary>
    public ReportAttachment AsAttachment(string key) => new(key, Title, File.Name, File.Sha256, File.Bytes, ScanOf(Status));

    private static string ScanOf(EvidenceStatus status) => status switch
    {
        EvidenceStatus.Clean => "clean",
        EvidenceStatus.Infected => "infected",
        EvidenceStatus.NotScanned => "not-scanned",
        _ => "pending",
    };
}
