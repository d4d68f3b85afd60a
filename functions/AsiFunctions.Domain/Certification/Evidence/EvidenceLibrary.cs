using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification.Evidence;

/// <summary>
/// A member's evidence: entered once, linked to many criteria and to later cycles. The details of a piece are a part (<see cref="EvidencePiece"/>).
/// </summary>
/// <param name="Id"><c>EVI-…</c>; shares the rest with the member.</param>
/// <param name="StepNumber">From 1; nothing is ever awaited here.</param>
/// <param name="LastNumber">The number of the last piece; numbers are never given twice.</param>
/// <param name="Pieces">By key, <c>E1</c>.</param>
public sealed record EvidenceLibrary(CaseId Id, int StepNumber, int LastNumber, IReadOnlyDictionary<string, EvidenceEntry> Pieces) : ICase
{
    /// <summary>The three letters of a library's id.</summary>
    public const string Prefix = "EVI";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => "kept";

    /// <summary>The library of a member that has entered nothing yet.</summary>
    public static EvidenceLibrary Empty(CaseId id) =>
        new(id, StepNumber: 1, LastNumber: 0, new Dictionary<string, EvidenceEntry>(StringComparer.Ordinal));

    /// <summary>The piece of that key; null where there is none.</summary>
    public EvidenceEntry? Find(string key) => Pieces.GetValueOrDefault(key);
}

/// <summary>What the library's row knows of a piece.</summary>
/// <param name="Kind">A file, or a reference.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="Title">How the member calls it.</param>
/// <param name="AddedAt">When it was entered.</param>
/// <param name="RetiredOn">From this day it cannot be linked anew; null while it can.</param>
public sealed record EvidenceEntry(EvidenceKind Kind, EvidenceStatus Status, string Title, DateTimeOffset AddedAt, DateOnly? RetiredOn);

/// <summary>What a piece of evidence is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>A file that was uploaded.</summary>
    [JsonStringEnumMemberName("upload")]
    Upload,

    /// <summary>A reference to what the member keeps at home.</summary>
    [JsonStringEnumMemberName("reference")]
    Reference,
}

/// <summary>Whether a piece of evidence can be used.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceStatus>))]
public enum EvidenceStatus
{
    /// <summary>A file that was not scanned yet; nobody can load it.</summary>
    [JsonStringEnumMemberName("quarantined")]
    Quarantined,

    /// <summary>A file in which the scanner found nothing.</summary>
    [JsonStringEnumMemberName("clean")]
    Clean,

    /// <summary>A file that can be loaded without having been scanned: the operator has switched scanning off.</summary>
    [JsonStringEnumMemberName("not-scanned")]
    NotScanned,

    /// <summary>A file in which the scanner found something; it was deleted.</summary>
    [JsonStringEnumMemberName("infected")]
    Infected,

    /// <summary>Kept by the member; there is no file.</summary>
    [JsonStringEnumMemberName("kept-by-member")]
    KeptByMember,
}
