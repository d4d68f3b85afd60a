using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Certificates;

/// <summary>The public list of certificates.</summary>
public sealed class ListCertificates(CertificateList certificates)
{
    /// <summary>
    /// All that were ever issued, by the member's name, with their status today. Filters: standard
    /// (PS, CoC), status, country (of a facility), activity, member, q (part of number, member, scope or
    /// facility). 16 range reads. Answers 304 to a matching If-None-Match.
    /// </summary>
    [Function(nameof(ListCertificates))]
    [OpenToPublic]
    [AsksLike(typeof(CertificateFilter))]
    [AsksLike(typeof(Paging))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(Page<CertificateEntry>), Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/certificates")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        CertificateFilter filter = CertificateFilter.Read(query);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if ((filter.Problem ?? query.Problem) is { } problem)
        {
            return problem;
        }

        IReadOnlyList<CertificatePage> found = await certificates.FindAsync(filter, cancellation);
        if (Paging.Cut(found, CertificateList.SortKey, page, size) is not { } cut)
        {
            return Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
        }

        Page<CertificateEntry> answer = new([.. cut.Items.Select(CertificateEntry.Of)], cut.Next);
        return PublicAnswer.Json(request, answer);
    }
}

/// <summary>A certificate as the public list shows it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Version">The version.</param>
/// <param name="Level">Full or provisional.</param>
/// <param name="Status">What it is today.</param>
/// <param name="StatusSince">Since when.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="MemberName">The member's name at issue.</param>
/// <param name="ScopeName">How the scope is called.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Countries">Of its facilities, in alphabetical order.</param>
/// <param name="IssuedOn">The first day of validity.</param>
/// <param name="ExpiresOn">The last day of validity.</param>
public sealed record CertificateEntry(
    CaseId Number,
    StandardCode Standard,
    string Version,
    CertificateLevel Level,
    CertificateState Status,
    DateOnly StatusSince,
    CaseId Member,
    string MemberName,
    string ScopeName,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    DateOnly IssuedOn,
    DateOnly ExpiresOn)
{
    internal static CertificateEntry Of(CertificatePage page) => new(
        page.Number,
        page.Standard,
        page.Version,
        page.Level,
        page.Status,
        page.StatusSince,
        page.Member,
        page.MemberName,
        page.ScopeName,
        page.Activities,
        [.. page.Facilities.Select(facility => facility.Country).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        page.IssuedOn,
        page.ExpiresOn);
}
