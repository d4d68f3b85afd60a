using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Who is looked for in the public lists; null does not restrict.</summary>
/// <param name="On">The day.</param>
/// <param name="Standard">The standard.</param>
/// <param name="Activity">A supply chain activity.</param>
/// <param name="Country">A country.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
[Asks("on", typeof(DateOnly), "The day that the scopes have to be in force on; default: today.")]
[Asks("standard", typeof(string), "PS or CoC; default: both.")]
[Asks("activity", typeof(SupplyChainActivity), "One of the supply chain activities.")]
[Asks("country", typeof(string), "One of the countries, ISO 3166-1 alpha-2.")]
internal sealed record AccreditedFilter(DateOnly On, StandardCode? Standard, SupplyChainActivity? Activity, string? Country, IResult? Problem)
{
    /// <summary>Reads <c>on</c> (today where it is left out), <c>standard</c> (PS, CoC), <c>activity</c> and <c>country</c>.</summary>
    public static AccreditedFilter Read(QueryReader query, DateOnly today)
    {
        string? standard = query.Text("standard")?.ToUpperInvariant();
        string? country = query.Text("country")?.ToUpperInvariant();
        IResult? problem = standard is not (null or "PS" or "COC") ? Problems.InvalidParameter("standard", "Write PS or CoC.")
            : country is not null && !Countries.IsKnown(country)
                ? Problems.InvalidParameter("country", "Write a country's code of two letters (ISO 3166-1), such as NO.")
                : null;
        AccreditedFilter filter = new(
            query.Date("on") ?? today,
            standard switch { "PS" => StandardCode.PerformanceStandard, "COC" => StandardCode.ChainOfCustody, _ => null },
            query.OneOf<SupplyChainActivity>("activity"),
            country,
            problem);
        return filter with { Problem = problem ?? query.Problem };
    }

    /// <summary>True for a scope in force on the day that has all that is looked for.</summary>
    public bool Fits(AccreditedScope scope) =>
        scope.IsInForceOn(On)
        && (Standard is null || scope.Standard == Standard)
        && (Activity is null || scope.Covers(Activity.Value))
        && (Country is null || scope.Countries.Contains(Country));
}
