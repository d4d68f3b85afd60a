using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Replies;

/// <summary>Saves a page of a survey that a person has completed, so that they can go on later, and so that it counts should they not.</summary>
public sealed class SaveSurveyPage(ReplyDesk desk, ReplyStore replies, RoundStore rounds, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>
    /// Takes <c>{"answers", "language"?}</c>, the answers of this page. Checked together with the
    /// pages before it; those that no longer fit have to be completed again, and are left out of the answer's pages. The last word counts. 404 for an
    /// unknown token or page, 409 once there is a reply, and once the survey is closed or its quota is reached. Four point reads, one transaction; a
    /// point read more for a round with a quota.
    /// </summary>
    [Function(nameof(SaveSurveyPage))]
    [OpenToPublic]
    [Takes(typeof(PageBody))]
    [ReadsHeader(SurveyTokens.Header, Required = true)]
    [ReadsHeader("Accept-Language")]
    [Answers(200, typeof(PagesView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/survey-replies/pages/{page}")] HttpRequest request,
        string page,
        CancellationToken cancellation)
    {
        if (await desk.ReadAsync(request, cancellation) is not { } token || !token.Form.HasPage(page))
        {
            return Problems.NotFound();
        }

        Body<PageBody> body = await request.ReadAsync<PageBody>(cancellation: cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        FormRequest asked = desk.Asked(token, body.Value.Language, request);
        return asked.Faults.Count > 0
            ? Problems.InvalidForm(asked.Faults)
            : await SaveAsync(token, page, body.Value.Answers, asked.Language, cancellation);
    }

    private async Task<IResult> SaveAsync(ReplyToken token, string page, JsonElement answers, Language language, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            SavedPages? before = await replies.PagesAsync(token.Survey.Id, token.Invitation.Id, cancellation);

            // Asked after the pages were read: a reply that is finished from here on leaves them another ETag.
            if (await replies.SpentAsync(token.Survey.Id, token.Invitation.Id, cancellation) is not null)
            {
                return ReplyDesk.AlreadyReplied();
            }

            if (!token.Survey.TakesReplies(today))
            {
                return ReplyDesk.Closed();
            }

            if (await rounds.IsFullAsync(token.Survey, cancellation))
            {
                return ReplyDesk.Full();
            }

            PageSaving saving = PageSaving.Of(token.Form, before?.Progress, page, answers, language, today);
            if (saving.Progress is not { } progress)
            {
                return Problems.InvalidForm(saving.Faults);
            }

            SavedPages pages = new(progress, token.Invitation.Standard, today.Year, before?.Row);
            switch (await replies.SaveAsync(token.Survey.Id, token.Invitation.Id, pages, cancellation))
            {
                case ReplySaving.Saved:
                    return Results.Ok(new PagesView([.. token.Form.Pages.Select(one => one.Name).Where(progress.Pages.Contains)]));
                case ReplySaving.Closed:
                    return ReplyDesk.Closed();
                default:
                    continue;
            }
        }

        throw new CaseBusyException(token.Survey.Id);
    }

    /// <summary>The answers of a page.</summary>
    /// <param name="Answers">By question.</param>
    /// <param name="Language">The language of the messages, <c>en</c> or <c>zh</c>; default: the best of Accept-Language.</param>
    private sealed record PageBody(JsonElement Answers, string? Language = null);

    /// <summary>The pages that are saved.</summary>
    /// <param name="Pages">By name, in the order of the form.</param>
    private sealed record PagesView(IReadOnlyList<string> Pages);
}
