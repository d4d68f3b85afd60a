using System.Security.Cryptography;
using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>What people wrote in a survey round, for ASI's own analysis.</summary>
public sealed class ListSurveyComments(ICaseStore cases, ReplyMover mover, FormCatalogue forms)
{
    /// <summary>
    /// By question, each question's shuffled by itself: nobody can put together what one person
    /// wrote. Nothing below the minimum of replies. One point read, and a range read for each 1,000 rows of groups.
    /// </summary>
    [Function(nameof(ListSurveyComments))]
    [OpenTo(Role.Secretariat)]
    [Answers(200, typeof(CommentList))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}/comments")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!SurveyDesk.TryRead(id, out CaseId survey)
            || await cases.FindAsync<Survey>(survey, cancellation) is not { Case: { } round }
            || forms.Find(round.Plan.Form, round.Plan.FormVersion) is not { } form)
        {
            return Problems.NotFound();
        }

        List<SurveyReply> replies = [];
        await foreach (ReplyGroup group in mover.GroupsAsync(survey, cancellation))
        {
            replies.AddRange(group.Replies);
        }

        IEnumerable<QuestionComments> comments = SurveyQuestions.Of(form).Select(question => Of(question, replies)).Where(one => one.Texts.Count > 0);
        return Results.Ok(new CommentList(replies.Count < round.Plan.Minimum ? [] : [.. comments]));
    }

    private static QuestionComments Of(SurveyQuestion question, List<SurveyReply> replies)
    {
        string[] texts = [.. replies.SelectMany(reply => question.Comments.Select(name => TextOf(reply.Answers, name))).OfType<string>()];
        RandomNumberGenerator.Shuffle(texts.AsSpan());
        return new QuestionComments(question.Name, question.Title, texts);
    }

    private static string? TextOf(JsonElement answers, string name) =>
        answers.TryGetProperty(name, out JsonElement answer) && answer.ValueKind is JsonValueKind.String ? answer.GetString() : null;

    /// <summary>What people wrote.</summary>
    /// <param name="Questions">Those that somebody wrote something to, in the order of the form; none below the minimum of replies.</param>
    private sealed record CommentList(IReadOnlyList<QuestionComments> Questions);

    /// <summary>What people wrote to a question.</summary>
    /// <param name="Question">The question's name.</param>
    /// <param name="Title">What was asked.</param>
    /// <param name="Texts">As written, in an order by chance.</param>
    private sealed record QuestionComments(string Question, LocalText Title, IReadOnlyList<string> Texts);
}
