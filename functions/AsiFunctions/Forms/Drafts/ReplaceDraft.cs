using System.Diagnostics;
using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms.Drafts;

/// <summary>Saves a draft of a membership application again.</summary>
public sealed class ReplaceDraft(FormCatalogue forms, DraftStore drafts, DraftKeys keys, DraftAnswers answers)
{
    /// <summary>
    /// Takes <c>{"answers"}</c>, all of them, and If-Match with the ETag that was read: who saved meanwhile is not overwritten (412; 428 without it).
    /// 404 without the key in <c>X-Draft-Key</c>, and once the draft's time is over.
    /// </summary>
    [Function(nameof(ReplaceDraft))]
    [OpenToPublic]
    [Takes(typeof(DraftBody))]
    [ReadsHeader(DraftKeys.Header, Required = true)]
    [ReadsHeader("If-Match", Required = true)]
    [Answers(200, typeof(DraftReceipt), Headers = ["ETag", "Location"])]
    [Refuses(404, 412, 428)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/drafts/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!CaseId.TryParse(id, out CaseId? draftId)
            || !keys.Matches(draftId.Value, request)
            || await drafts.FindAsync(draftId.Value, cancellation) is not { } draft)
        {
            return Problems.NotFound();
        }

        ItemTag tag = ItemTag.Read(request);
        if (tag.Problem is { } unconditional)
        {
            return unconditional;
        }

        Body<DraftBody> body = await request.ReadAsync<DraftBody>(cancellation: cancellation);
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        // A form that is no longer offered can no longer be submitted either; what was written stays readable until the draft expires.
        FormRequest asked = FormRequest.Read(forms, draft.Form, draft.FormVersion, draft.Language, request);
        asked.Add(asked.Form?.ValidateDraft(body.Value.Answers, asked.Language, "/answers") ?? []);
        if (asked.Faults.Count > 0)
        {
            return Problems.InvalidForm(asked.Faults);
        }

        return await drafts.ReplaceAsync(draftId.Value, body.Value.Answers, tag.Version, cancellation) switch
        {
            DraftSaving.Saved saved => answers.Receipt(request, saved.Draft, StatusCodes.Status200OK),
            DraftSaving.Stale => Problems.PreconditionFailed(),
            DraftSaving.NotFound => Problems.NotFound(),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What a draft holds from now on.</summary>
    /// <param name="Answers">All that is filled in so far, by question; held to shape and size only.</param>
    private sealed record DraftBody(JsonElement Answers);
}
