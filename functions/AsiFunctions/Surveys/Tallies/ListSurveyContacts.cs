using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Http;
using AsiFunctions.Surveys.Rounds;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>Who may be contacted, by their own choice.</summary>
public sealed class ListSurveyContacts(SurveyTable table)
{
    /// <summary>In an order by chance, without what they replied. One range read.</summary>
    [Function(nameof(ListSurveyContacts))]
    [OpenTo(Role.Secretariat)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}/contacts")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!SurveyDesk.TryRead(id, out CaseId survey))
        {
            return Problems.NotFound();
        }

        List<ContactView> contacts = [];
        await foreach (TableEntity row in table.RangeAsync(survey, SurveyTable.ContactFrom, cancellation))
        {
            SurveyContact contact = JsonSerializer.Deserialize<SurveyContact>(row.GetString("Contact")!, Json.Options)!;
            contacts.Add(new ContactView(row.RowKey[SurveyTable.ContactFrom.Length..], contact.Name, contact.Company, contact.Email, contact.StoryOfChange));
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new ContactList(contacts));
    }

    private sealed record ContactList(IReadOnlyList<ContactView> Items);

    private sealed record ContactView(string Id, string? Name, string? Company, string? Email, bool StoryOfChange);
}
