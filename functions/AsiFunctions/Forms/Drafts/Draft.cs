using System.Text.Json;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Forms.Drafts;

/// <summary>A form that somebody has begun to fill in.</summary>
/// <param name="Id">Its reference, <c>DRF-…</c>.</param>
/// <param name="Form">The form's id.</param>
/// <param name="FormVersion">The version it was begun with.</param>
/// <param name="Language">The language it is filled in: <c>en</c>, <c>zh</c>.</param>
/// <param name="Email">Where its link went.</param>
/// <param name="Answers">As sent: held to shape and size only.</param>
/// <param name="Revision">From 1; grows with each save. Its ETag.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="ExpiresAt">From then on it is gone.</param>
public sealed record Draft(
    CaseId Id,
    string Form,
    int FormVersion,
    string Language,
    string Email,
    JsonElement Answers,
    int Revision,
    DateTimeOffset SavedAt,
    DateTimeOffset ExpiresAt)
{
    /// <summary>The first three letters of drafts' references.</summary>
    public const string Prefix = "DRF";

    /// <summary>The last day on which the link works.</summary>
    public DateOnly KeptUntil => DateOnly.FromDateTime(ExpiresAt.UtcDateTime).AddDays(-1);

    /// <summary>Names no person and no answer: this may end up in a log.</summary>
    public override string ToString() => Id.Value;
}
