using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Surveys.Rounds;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>Erases the contact details that somebody left with a survey; what they replied stays, for nothing leads from one to the other.</summary>
public sealed class EraseSurveyContact(SurveyTable table)
{
    /// <summary>204, or 404 where there are none of that id. A point read and a write.</summary>
    [Function(nameof(EraseSurveyContact))]
    [OpenTo(Role.Secretariat)]
    [Answers(204)]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/surveys/{id}/contacts/{contact}")] HttpRequest request,
        string id,
        string contact,
        CancellationToken cancellation)
    {
        string key = SurveyTable.ContactFrom + contact;
        bool named = SurveyDesk.TryRead(id, out CaseId survey) && contact.Length == 32 && contact.All(char.IsAsciiHexDigitLower);
        if (!named || await table.FindAsync(survey, key, cancellation) is null)
        {
            return Problems.NotFound();
        }

        await table.Client.DeleteEntityAsync(survey.Value, key, ETag.All, cancellation);
        return Results.NoContent();
    }
}
