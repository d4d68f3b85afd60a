using System.Text.Json.Serialization;
using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>A piece of evidence that a member has named for a corrective action.</summary>
public sealed class ShowActionEvidence(ActionEvidence evidence)
{
    /// <summary>
    /// What it is, and where it is kept: a file is loaded by <see cref="DownloadActionEvidence"/>. To people of the firm whose audit raised the
    /// non-conformance, and of the library no more than was named; 404 to others, also to the
    /// member, which has its library. One point read, then two at once.
    /// </summary>
    [Function(nameof(ShowActionEvidence))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Answers(200, typeof(ActionEvidenceView))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/non-conformances/{id}/evidence/{key}")] HttpRequest request,
        string id,
        string key,
        CancellationToken cancellation) =>
        await evidence.FindAsync(id, key, request.HttpContext.Person().Organisation, cancellation) is var (entry, piece)
            ? Results.Ok(ActionEvidenceView.Of(key, entry, piece))
            : Problems.NotFound();

    /// <summary>A piece as auditors see it: without who of the member entered it.</summary>
    /// <param name="Key">By which it is named: <c>E1</c>.</param>
    /// <param name="Kind">A file, or a reference.</param>
    /// <param name="Status">Whether it can be used.</param>
    /// <param name="Title">How the member calls it.</param>
    /// <param name="Description">More about it.</param>
    /// <param name="AddedAt">When it was entered.</param>
    /// <param name="File">The file; left out for a reference.</param>
    /// <param name="Reference">Where it is kept; left out for a file.</param>
    private sealed record ActionEvidenceView(
        string Key,
        EvidenceKind Kind,
        EvidenceStatus Status,
        string Title,
        string? Description,
        DateTimeOffset AddedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileView? File,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeptReference? Reference)
    {
        public static ActionEvidenceView Of(string key, EvidenceEntry entry, EvidencePiece piece)
        {
            EvidenceView view = EvidenceView.Of(key, entry, piece);
            return new ActionEvidenceView(view.Key, view.Kind, view.Status, view.Title, view.Description, view.AddedAt, view.File, view.Reference);
        }
    }
}
