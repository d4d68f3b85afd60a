using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms.Drafts;

/// <summary>Shows a draft of a membership application to whoever holds its key.</summary>
public sealed class GetDraft(DraftStore drafts, DraftKeys keys)
{
    /// <summary>The key stands in <c>X-Draft-Key</c>. 404 without it, and once the draft's time is over. One point read.</summary>
    [Function(nameof(GetDraft))]
    [OpenToPublic]
    [ReadsHeader(DraftKeys.Header, Required = true)]
    [Answers(200, typeof(DraftView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/drafts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        CaseId.TryParse(id, out CaseId? draftId)
        && keys.Matches(draftId.Value, request)
        && await drafts.FindAsync(draftId.Value, cancellation) is { } draft
            ? DraftAnswers.Show(request, draft)
            : Problems.NotFound();
}
