using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Surveys.Rounds;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>Lists who may be contacted after a survey round, by their own choice.</summary>
public sealed class ListSurveyContacts(SurveyTable table)
{
    /// <summary>In an order by chance, without what they replied. One range read.</summary>
    [Function(nameof(ListSurveyContacts))]
    [OpenTo(Role.Secretariat)]
    [Answers(200, typeof(ContactList))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/surveys/{id}/contacts")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!SurveyDesk.TryRead(id, out CaseId survey))
        {
            return Problems.NotFound();
        }

        List<ContactView> contacts = [];
        await foreach (TableEntity row in table.RangeAsync(survey, SurveyTable.ContactFrom, cancellation))
        {
            SurveyContact contact = JsonSerializer.Deserialize<SurveyContact>(row.GetString("Contact")!, Json.Options)!;
            contacts.Add(
                new ContactView(row.RowKey[SurveyTable.ContactFrom.Length..], contact.Name, contact.Company, contact.Email, contact.StoryOfChange));
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new ContactList(contacts));
    }

    /// <summary>Who may be contacted.</summary>
    /// <param name="Items">In an order by chance.</param>
    private sealed record ContactList(IReadOnlyList<ContactView> Items);

    /// <summary>Somebody who may be contacted.</summary>
    /// <param name="Id">By which the details can be erased: 32 hexadecimal digits.</param>
    /// <param name="Name">As they gave it; null where they did not.</param>
    /// <param name="Company">As they gave it; null where they did not.</param>
    /// <param name="Email">As they gave it; null where they did not.</param>
    /// <param name="StoryOfChange">True where they may be asked for a story of change.</param>
    private sealed record ContactView(string Id, string? Name, string? Company, string? Email, bool StoryOfChange);
}
