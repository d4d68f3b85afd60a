using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Membership;

/// <summary>Class and country as an address asks for them.</summary>
/// <param name="Class">The class; null for all.</param>
/// <param name="Country">The country of the head office; null for all.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
[Asks("class", typeof(string), "The code of the membership class, such as PT; default: all.")]
[Asks("country", typeof(string), "The country of the head office, ISO 3166-1 alpha-2; default: all.")]
internal sealed record MemberFilter(MembershipClass? Class, string? Country, IResult? Problem)
{
    /// <summary>Reads <c>class</c>, a two-letter code, and <c>country</c>, ISO 3166-1 alpha-2; both in any case.</summary>
    public static MemberFilter Read(QueryReader query)
    {
        string? code = query.Text("class")?.ToUpperInvariant();
        string? country = query.Text("country")?.ToUpperInvariant();
        MembershipClass parsed = default;
        if (code is not null && !MembershipClasses.TryParse(code, out parsed))
        {
            return Wrong("class", $"Write one of {string.Join(", ", MembershipClasses.All.Select(c => c.Code))}.");
        }

        return country is not null && !Countries.IsKnown(country)
            ? Wrong("country", "Write a country's code of two letters (ISO 3166-1), such as NO.")
            : new MemberFilter(code is null ? null : parsed, country, Problem: null);
    }

    public bool Fits(MembershipClass @class, string country) => (Class is null || Class == @class) && (Country is null || Country == country);

    private static MemberFilter Wrong(string name, string message) => new(Class: null, Country: null, Problems.InvalidParameter(name, message));
}
