using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>What the functions of rounds share.</summary>
internal static class SurveyDesk
{
    /// <summary>Reads a round's reference as people type it.</summary>
    public static bool TryRead(string? text, out CaseId id) => CaseId.TryParse(text, Survey.Prefix, out id);

    /// <summary>The Secretariat decides about a round. One point read, one transaction.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="request">With a body of <typeparamref name="TBody"/>; with If-Match the decision counts for that version only (412).</param>
    /// <param name="id">The round, as it was typed.</param>
    /// <param name="fault">What is wrong with the body; null where it is well.</param>
    /// <param name="command">The decision that the body asks for.</param>
    /// <param name="answer">What is answered once it is taken.</param>
    /// <param name="cancellation">Cancels what is not yet sent.</param>
    public static async Task<IResult> DecideAsync<TBody>(
        this ICaseStore cases,
        HttpRequest request,
        string id,
        Func<TBody, Fault?> fault,
        Func<TBody, Actor, SurveyCommand> command,
        Func<Survey, IResult> answer,
        CancellationToken cancellation)
    {
        if (!TryRead(id, out CaseId survey))
        {
            return Problems.NotFound();
        }

        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        ChangeRequest<TBody> change = await request.ReadChangeAsync<TBody>(survey, by, cancellation);
        if (change.Problem is { } unusable)
        {
            return unusable;
        }

        if (fault(change.Body) is { } wrong)
        {
            return Problems.InvalidForm([wrong]);
        }

        return DecisionAnswers.Of(
            await cases.DecideAsync<Survey>(
                survey, (stored, now) => SurveyProcedure.Decide(stored, command(change.Body, by), now), change.Options, cancellation),
            stored => answer(stored.Case));
    }

    /// <summary>All rounds, newest first. 16 range reads.</summary>
    public static async Task<IReadOnlyList<Survey>> SurveysAsync(this ICaseStore cases, CancellationToken cancellation)
    {
        List<Survey> found = [];
        await foreach (Stored<Survey> stored in cases.ListAsync<Survey>(Survey.Prefix, cancellation))
        {
            found.Add(stored.Case);
        }

        return [.. found.OrderByDescending(survey => survey.Plan.OpensOn).ThenBy(survey => survey.Id.Value, StringComparer.Ordinal)];
    }
}
