using System.Globalization;

namespace AsiFunctions.Domain.Certification.Evidence;

/// <summary>The details of a piece of evidence: a part of its library.</summary>
/// <param name="Description">More about it; null where the title says it all.</param>
/// <param name="File">The file; null for a reference.</param>
/// <param name="Reference">Where it is kept; null for a file.</param>
/// <param name="AddedBy">The account that entered it.</param>
/// <param name="Request">The request that entered it, where that bore a key: a repeat is told of the same piece.</param>
public sealed record EvidencePiece(string? Description, StoredFile? File, KeptReference? Reference, string AddedBy, string? Request)
{
    /// <summary>What the names of these parts begin with.</summary>
    public const string PartPrefix = "e-";

    /// <summary>The name of the part that holds a piece's details, from its key; null for what is no key.</summary>
    public static string? PartOf(string key) =>
        key.Length is > 1 and <= 6
        && key[0] is 'E'
        && key[1] is not '0'
        && int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? PartOf(number)
            : null;

    /// <summary>The name of the part that holds the details of the piece with that number, from 1.</summary>
    public static string PartOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{PartPrefix}{number:D5}");

    /// <summary>The key of the piece with that number, from 1.</summary>
    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"E{number}");

    /// <summary>The key of the piece whose details a part holds.</summary>
    public static string KeyOfPart(string part) => KeyOf(int.Parse(part.AsSpan(PartPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture));
}

/// <summary>An uploaded file.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="MediaType">What it is, checked against its first bytes: <c>application/pdf</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The hash of its content, hexadecimal.</param>
/// <param name="Blob">Where it is stored.</param>
public sealed record StoredFile(string Name, string MediaType, long Bytes, string Sha256, string Blob);

/// <summary>What a member keeps at home instead of uploading it.</summary>
/// <param name="KeptAt">Where it is kept, in words.</param>
/// <param name="AskFor">Who to ask for it, by function and not by name; null where nobody need be asked.</param>
/// <param name="Link">An address of the member's own; null where it has none.</param>
public sealed record KeptReference(string KeptAt, string? AskFor, string? Link);
