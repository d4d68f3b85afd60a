using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Access;

/// <summary>Reads <c>?organisation=</c> for those who look after accounts: their own by default, any other for staff only.</summary>
[Asks("organisation", typeof(Organisation), "ASI, a member or an audit firm; default: one's own. Another one is told to the Secretariat and the operator only.")]
internal static class OrganisationQuery
{
    /// <returns>The organisation, or the answer that refuses.</returns>
    public static (Organisation Organisation, IResult? Problem) Read(HttpRequest request)
    {
        Person person = request.HttpContext.Person();
        string? text = request.Query["organisation"];
        if (string.IsNullOrEmpty(text))
        {
            return (person.Organisation, null);
        }

        if (!Organisation.TryParse(text, out Organisation? asked))
        {
            return (default, Problems.InvalidParameter("organisation", "Write ASI, a member's id or an audit firm's id."));
        }

        return asked == person.Organisation || person.Has(Role.Operator, Role.Secretariat)
            ? (asked.Value, null)
            : (default, Problems.NotFound());
    }

    /// <summary>True where the person looks after the organisation's accounts: its member-admin, or the operator.</summary>
    public static bool LooksAfter(this Person person, Organisation organisation) =>
        person.Has(Role.Operator) || (person.Has(Role.MemberAdmin) && person.Organisation == organisation);
}
