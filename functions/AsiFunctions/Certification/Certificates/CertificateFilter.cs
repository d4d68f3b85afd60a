using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Certificates;

/// <summary>Certificates as an address asks for them; null does not restrict.</summary>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Status">What it is today.</param>
/// <param name="Country">Of one of its facilities.</param>
/// <param name="Activity">One of its supply chain activities.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Text">Part of its number, the member's name, the scope's name or a facility's name.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
[Asks("standard", typeof(string), "PS or CoC; default: both.")]
[Asks("status", typeof(CertificateState), "What the certificate is today; default: any.")]
[Asks("country", typeof(string), "The country of one of its facilities, ISO 3166-1 alpha-2.")]
[Asks("activity", typeof(SupplyChainActivity), "One of its supply chain activities.")]
[Asks("member", typeof(CaseId), "Whose it is.")]
[Asks("q", typeof(string), "Part of its number, of the member's name, of the scope's name or of a facility's name, at most 200 characters.")]
internal sealed record CertificateFilter(
    StandardCode? Standard, CertificateState? Status, string? Country, SupplyChainActivity? Activity, CaseId? Member, string? Text, IResult? Problem)
{
    /// <summary>
    /// Reads <c>standard</c> (PS, CoC), <c>status</c>, <c>country</c> (ISO 3166-1 alpha-2), <c>activity</c>, <c>member</c> and <c>q</c>.
    /// </summary>
    public static CertificateFilter Read(QueryReader query)
    {
        string? standard = query.Text("standard")?.ToUpperInvariant();
        string? country = query.Text("country")?.ToUpperInvariant();
        IResult? problem = standard is not (null or "PS" or "COC") ? Problems.InvalidParameter("standard", "Write PS or CoC.")
            : country is not null && !Countries.IsKnown(country)
                ? Problems.InvalidParameter("country", "Write a country's code of two letters (ISO 3166-1), such as NO.")
                : null;
        CertificateFilter filter = new(
            standard switch { "PS" => StandardCode.PerformanceStandard, "COC" => StandardCode.ChainOfCustody, _ => null },
            query.OneOf<CertificateState>("status"),
            country,
            query.OneOf<SupplyChainActivity>("activity"),
            query.Reference("member"),
            query.Text("q"),
            problem);
        return filter with { Problem = problem ?? query.Problem };
    }

    public bool Fits(CertificatePage page) =>
        (Standard is null || page.Standard == Standard)
        && (Status is null || page.Status == Status)
        && (Country is null || page.Facilities.Any(facility => facility.Country == Country))
        && (Activity is null || page.Activities.Contains(Activity.Value))
        && (Member is null || page.Member == Member)
        && (Text is null || Words(page).Any(words => words.Contains(Text, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Words(CertificatePage page) =>
        [page.Number.Value, page.MemberName, page.ScopeName, .. page.Facilities.Select(facility => facility.Name)];
}
