using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Surveys.Invitations;

/// <summary>A person wants no more surveys.</summary>
public sealed class OptOutOfSurveys(ICaseStore cases, SurveyOptOuts optOuts, SurveyTokens tokens, SurveyInvitationDesk desk)
{
    /// <summary>
    /// Takes nothing but the token of an invitation, in <c>X-Survey-Token</c>; again changes
    /// nothing. Of the address that the invitation went to a hash is kept. 404 for an unknown token. Up to four round trips.
    /// </summary>
    [Function(nameof(OptOutOfSurveys))]
    [OpenToPublic]
    [ReadsHeader(SurveyTokens.Header, Required = true)]
    [Answers(204)]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/survey-replies/opt-out")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!tokens.TryRead(request, out CaseId? id)
            || await cases.FindAsync<SurveyInvitation>(id.Value, cancellation) is not { Case: { } invitation })
        {
            return Problems.NotFound();
        }

        if (invitation.To is { } to)
        {
            await optOuts.AddAsync(to, cancellation);
        }

        await desk.DecideAsync(id.Value, new SurveyInvitationCommand.OptOut(), cancellation);
        return Results.NoContent();
    }
}
