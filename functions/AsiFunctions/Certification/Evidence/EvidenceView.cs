using System.Text.Json.Serialization;
using AsiFunctions.Domain.Certification.Evidence;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A piece of evidence as its member sees it.</summary>
/// <param name="Key">By which it is linked: <c>E1</c>.</param>
/// <param name="Kind">A file, or a reference.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="Title">How the member calls it.</param>
/// <param name="Description">More about it.</param>
/// <param name="AddedAt">When it was entered.</param>
/// <param name="AddedBy">The account that entered it.</param>
/// <param name="RetiredOn">From this day it cannot be linked anew.</param>
/// <param name="File">The file; left out for a reference.</param>
/// <param name="Reference">Where it is kept; left out for a file.</param>
public sealed record EvidenceView(
    string Key,
    EvidenceKind Kind,
    EvidenceStatus Status,
    string Title,
    string? Description,
    DateTimeOffset AddedAt,
    string AddedBy,
    DateOnly? RetiredOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileView? File,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeptReference? Reference)
{
    /// <summary>What is shown of a piece.</summary>
    public static EvidenceView Of(string key, EvidenceEntry entry, EvidencePiece piece) => new(
        key,
        entry.Kind,
        entry.Status,
        entry.Title,
        piece.Description,
        entry.AddedAt,
        piece.AddedBy,
        entry.RetiredOn,
        piece.File is { } file ? new FileView(file.Name, file.MediaType, file.Bytes, file.Sha256) : null,
        piece.Reference);
}

/// <summary>A file as its member sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The hash of its content, hexadecimal.</param>
public sealed record FileView(string Name, string MediaType, long Bytes, string Sha256);
