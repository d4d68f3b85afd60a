using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms.Drafts;

/// <summary>Removes a draft of a membership application with all that was written in it.</summary>
public sealed class DeleteDraft(DraftStore drafts, DraftKeys keys)
{
    /// <summary>204, also when it is gone already; 404 without the key in <c>X-Draft-Key</c>.</summary>
    [Function(nameof(DeleteDraft))]
    [OpenToPublic]
    [ReadsHeader(DraftKeys.Header, Required = true)]
    [Answers(204)]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/drafts/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!CaseId.TryParse(id, out CaseId? draft) || !keys.Matches(draft.Value, request))
        {
            return Problems.NotFound();
        }

        await drafts.RemoveAsync(draft.Value, cancellation);
        return Results.NoContent();
    }
}
