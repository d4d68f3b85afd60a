using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Surveys.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Replies;

/// <summary>Shows an invited person their survey, and the pages that they have saved.</summary>
public sealed class ShowSurveyReply(ReplyDesk desk, ReplyStore replies, RoundStore rounds, TimeProvider clock)
{
    private const string Open = "open";

    /// <summary>
    /// The form is at <c>/api/forms/{form}?version=</c>. The state is open, responded, full or
    /// closed; pages and answers are told while it is open. The token of the invitation stands in <c>X-Survey-Token</c>; 404 for an unknown one. Four
    /// point reads; one more for a round with a quota.
    /// </summary>
    [Function(nameof(ShowSurveyReply))]
    [OpenToPublic]
    [ReadsHeader(SurveyTokens.Header, Required = true)]
    [Answers(200, typeof(ReplyView))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/survey-replies")] HttpRequest request, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(request, cancellation) is not { } token)
        {
            return Problems.NotFound();
        }

        string state = await StateAsync(token, cancellation);
        SavedPages? saved = state == Open ? await replies.PagesAsync(token.Survey.Id, token.Invitation.Id, cancellation) : null;
        return Results.Ok(new ReplyView(
            token.Survey.Id,
            token.Form.Id,
            token.Form.Version,
            state,
            token.Survey.Plan.ClosesOn,
            token.Survey.Plan.Minutes,
            [.. token.Form.Pages.Select(page => page.Name).Where(page => saved?.Progress.Pages.Contains(page) is true)],
            saved?.Progress.Answers ?? SavedPages.NoAnswers));
    }

    private async Task<string> StateAsync(ReplyToken token, CancellationToken cancellation) =>
        await replies.SpentAsync(token.Survey.Id, token.Invitation.Id, cancellation) is not null ? "responded"
        : !token.Survey.TakesReplies(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) ? "closed"
        : await rounds.IsFullAsync(token.Survey, cancellation) ? "full"
        : Open;

    /// <summary>A survey, as an invited person sees it.</summary>
    /// <param name="Survey">The survey round's reference.</param>
    /// <param name="Form">The form's id.</param>
    /// <param name="Version">The form's version.</param>
    /// <param name="State"><c>open</c>, <c>responded</c>, <c>full</c> where the quota is reached, or <c>closed</c>.</param>
    /// <param name="ClosesOn">The last day; null for a survey that stays open until it is closed.</param>
    /// <param name="Minutes">How long a reply takes.</param>
    /// <param name="Pages">The pages that are saved, by name, in the order of the form.</param>
    /// <param name="Answers">What was answered on them, by question.</param>
    private sealed record ReplyView(
        CaseId Survey, string Form, int Version, string State, DateOnly? ClosesOn, int Minutes, IReadOnlyList<string> Pages, JsonElement Answers);
}
