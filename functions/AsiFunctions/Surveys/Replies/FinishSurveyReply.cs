using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Invitations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Replies;

/// <summary>Takes a finished reply to a survey, one for each token.</summary>
public sealed class FinishSurveyReply(ReplyDesk desk, ReplyStore replies, SurveyInvitationDesk invitations, SurveyTokens tokens, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>
    /// Takes <c>{"answers"?, "language"?}</c>: all answers, or none where the pages that were saved
    /// are the reply. What was said is stored apart from the invitation; then the invitation is told that there was a reply. A repeat with the same
    /// Idempotency-Key gets the same answer, any other 409. 404 for an unknown token. Four point reads, one
    /// transaction; a point read and a transaction more for the invitation.
    /// </summary>
    [Function(nameof(FinishSurveyReply))]
    [OpenToPublic]
    [Takes(typeof(ReplyBody))]
    [ReadsHeader(SurveyTokens.Header, Required = true)]
    [ReadsHeader("Accept-Language")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(Receipt))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/survey-replies")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await desk.ReadAsync(request, cancellation) is not { } token)
        {
            return Problems.NotFound();
        }

        Body<ReplyBody> body = await request.ReadAsync<ReplyBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IdempotencyHeader header = request.IdempotencyKey(nameof(FinishSurveyReply), body.Hash);
        if (header.Problem is { } malformed)
        {
            return malformed;
        }

        FormRequest asked = desk.Asked(token, body.Value.Language, request);
        return asked.Faults.Count > 0
            ? Problems.InvalidForm(asked.Faults)
            : await FinishAsync(token, body.Value.Answers, asked.Language, tokens.RepeatMark(header.Key), cancellation);
    }

    private async Task<IResult> FinishAsync(ReplyToken token, JsonElement? answers, Language language, string mark, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        string[] all = [.. token.Form.Pages.Select(page => page.Name)];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await replies.SpentAsync(token.Survey.Id, token.Invitation.Id, cancellation) is { } spent)
            {
                return mark.Length > 0 && spent.Mark == mark ? await ThankAsync(token, cancellation) : ReplyDesk.AlreadyReplied();
            }

            if (!token.Survey.TakesReplies(today))
            {
                return ReplyDesk.Closed();
            }

            SavedPages? saved = await replies.PagesAsync(token.Survey.Id, token.Invitation.Id, cancellation);
            FormAnswers read = token.Form.Validate(answers ?? saved?.Progress.Answers ?? SavedPages.NoAnswers, language, today, "/answers");
            if (read.Faults.Count > 0)
            {
                return Problems.InvalidForm(read.Faults);
            }

            ReplySplit split = ReplySplit.Of(new CompletedPages(all, read), token.Invitation.Standard, today.Year);
            switch (await replies.FinishAsync(token.Survey, token.Invitation.Id, split, saved, mark, cancellation))
            {
                case ReplySaving.Saved:
                    return await ThankAsync(token, cancellation);
                case ReplySaving.Closed:
                    return ReplyDesk.Closed();
                case ReplySaving.Full:
                    return ReplyDesk.Full();
                default:
                    continue;
            }
        }

        throw new CaseBusyException(token.Survey.Id);
    }

    // A second decision: should it be lost, whoever reminds asks the replies themselves.
    private async Task<IResult> ThankAsync(ReplyToken token, CancellationToken cancellation)
    {
        await invitations.DecideAsync(token.Invitation.Id, new SurveyInvitationCommand.Respond(), cancellation);
        return Results.Json(new Receipt(token.Survey.Id, "responded"), Json.Options, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>A finished reply.</summary>
    /// <param name="Answers">All of them, by question; default: those of the pages that were saved.</param>
    /// <param name="Language">The language of the messages, <c>en</c> or <c>zh</c>; default: the best of Accept-Language.</param>
    private sealed record ReplyBody(JsonElement? Answers = null, string? Language = null);

    /// <summary>What became of a reply.</summary>
    /// <param name="Survey">The survey round's reference.</param>
    /// <param name="State"><c>responded</c>.</param>
    private sealed record Receipt(CaseId Survey, string State);
}
