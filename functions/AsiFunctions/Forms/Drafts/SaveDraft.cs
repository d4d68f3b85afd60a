using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms.Drafts;

/// <summary>Keeps a membership application that is not finished; the link to go on with is answered, and sent by e-mail.</summary>
/// <remarks>No other form: what is filled in by token is kept under that token, and nothing of it beside an e-mail address.</remarks>
public sealed class SaveDraft(FormCatalogue forms, DraftStore drafts, DraftAnswers answers)
{
    /// <summary>
    /// Takes <c>{"form", "version"?, "language"?, "email", "answers"}</c>. One table transaction; the e-mail leaves from its outbox.
    /// </summary>
    [Function(nameof(SaveDraft))]
    [OpenToPublic]
    [Takes(typeof(DraftBody))]
    [ReadsHeader("Accept-Language")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(DraftReceipt), Headers = ["ETag", "Location"])]
    [Refuses(422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/drafts")] HttpRequest request, CancellationToken cancellation)
    {
        Body<DraftBody> body = await request.ReadAsync<DraftBody>(cancellation: cancellation);
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        IdempotencyHeader idempotency = request.IdempotencyKey(nameof(SaveDraft), body.Hash);
        if (idempotency.Problem is not null)
        {
            return idempotency.Problem;
        }

        FormRequest asked = FormRequest.Read(forms, body.Value.Form, body.Value.Version, body.Value.Language, request);
        if (asked.Form is { Id: not MembershipApplicationForm.Id })
        {
            asked.Fault(
                "/form",
                FaultCodes.NotOffered,
                "Drafts are kept of membership applications only; a survey is filled in by the link of its invitation, which keeps its pages.",
                "仅保存会员申请的草稿；调查通过邀请中的链接填写，已完成的页面会自动保存。");
        }

        string email = body.Value.Email.Trim();
        if (!PlainText.IsEmail(email))
        {
            asked.Fault(
                "/email",
                FaultCodes.Malformed,
                "Please give an e-mail address, such as name@example.org; the link to go on with is sent there.",
                "请填写电子邮箱地址，例如 name@example.org；继续填写的链接将发送到该邮箱。");
        }

        asked.Add(asked.Form?.ValidateDraft(body.Value.Answers, asked.Language, "/answers") ?? []);
        if (asked.Faults.Count > 0)
        {
            return Problems.InvalidForm(asked.Faults);
        }

        DraftContent content = new(asked.Form!.Id, asked.Form.Version, asked.Language.Code(), email, body.Value.Answers);
        Draft? draft = await drafts.AddAsync(content, idempotency.Key, cancellation);
        return draft is null ? Problems.IdempotencyKeyReused() : answers.Receipt(request, draft, StatusCodes.Status201Created);
    }

    /// <summary>A draft that begins.</summary>
    /// <param name="Form">The form's id: <c>membership-application</c>.</param>
    /// <param name="Email">Where the link to go on with is sent.</param>
    /// <param name="Answers">What is filled in so far, by question; held to shape and size only.</param>
    /// <param name="Version">The form's version; default: the latest.</param>
    /// <param name="Language"><c>en</c> or <c>zh</c>; default: the best of Accept-Language.</param>
    private sealed record DraftBody(string Form, string Email, JsonElement Answers, int? Version = null, string? Language = null);
}
