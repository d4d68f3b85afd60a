using AsiFunctions.Access;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Certification.Certificates;

/// <summary>The public list of certificates as a table.</summary>
public sealed class DownloadCertificates(CertificateList certificates)
{
    /// <summary>As RFC 4180 says; filters as the list's. Where a cell has several values, semicolons part them. 16 range reads.</summary>
    [Function(nameof(DownloadCertificates))]
    [OpenToPublic]
    [AsksLike(typeof(CertificateFilter))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/certificates.csv")] HttpRequest request,
        CancellationToken cancellation)
    {
        CertificateFilter filter = CertificateFilter.Read(new QueryReader(request));
        return filter.Problem
            ?? await PublicAnswer.CsvAsync(request, (await certificates.FindAsync(filter, cancellation)).Select(CsvRow.Of), "asi-certificates.csv");
    }

    /// <summary>A line; the properties name the columns.</summary>
    private sealed record CsvRow(
        string Certificate,
        string Standard,
        string Version,
        string Level,
        string Status,
        string StatusSince,
        string Member,
        string Name,
        string Scope,
        string Activities,
        string Countries,
        string Issued,
        string Expires,
        string CertifiedSince,
        string AuditFirm)
    {
        public static CsvRow Of(CertificatePage page)
        {
            CertificateEntry entry = CertificateEntry.Of(page);
            return new CsvRow(
                page.Number.Value,
                page.Standard is StandardCode.PerformanceStandard ? "PS" : "CoC",
                page.Version,
                Kebab.Of(page.Level),
                Kebab.Of(page.Status),
                Iso(page.StatusSince),
                page.Member.Value,
                page.MemberName,
                page.ScopeName,
                string.Join(';', page.Activities.Select(Kebab.Of)),
                string.Join(';', entry.Countries),
                Iso(page.IssuedOn),
                Iso(page.ExpiresOn),
                Iso(page.CertifiedSince),
                page.AuditFirm);
        }
    }
}
