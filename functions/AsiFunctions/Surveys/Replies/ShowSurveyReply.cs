using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Replies;

/// <summary>Shows an invited person their survey, and the pages that they have saved.</summary>
public sealed class ShowSurveyReply(ReplyDesk desk, ReplyStore replies)
{
    /// <summary>
    /// The form is at <c>/api/forms/{form}?version=</c>. The state is open, responded or closed; pages and answers are told while it is open. The token
    /// stands in <see cref="SurveyTokens.Header"/>; 404 for an unknown one. Four point reads.
    /// </summary>
    [Function(nameof(ShowSurveyReply))]
    [OpenToPublic]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/survey-replies")] HttpRequest request, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(request, cancellation) is not { } token)
        {
            return Problems.NotFound();
        }

        bool replied = await replies.SpentAsync(token.Survey.Id, token.Invitation.Id, cancellation) is not null;
        bool open = !replied && token.Survey.IsOpen;
        SavedPages? saved = open ? await replies.PagesAsync(token.Survey.Id, token.Invitation.Id, cancellation) : null;
        return Results.Ok(new ReplyView(
            token.Survey.Id,
            token.Form.Id,
            token.Form.Version,
            replied ? "responded" : open ? "open" : "closed",
            token.Survey.Plan.ClosesOn,
            token.Survey.Plan.Minutes,
            [.. token.Form.Pages.Select(page => page.Name).Where(page => saved?.Progress.Pages.Contains(page) is true)],
            saved?.Progress.Answers ?? SavedPages.NoAnswers));
    }

    private sealed record ReplyView(
        CaseId Survey, string Form, int Version, string State, DateOnly? ClosesOn, int Minutes, IReadOnlyList<string> Pages, JsonElement Answers);
}
