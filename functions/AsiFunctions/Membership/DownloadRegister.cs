using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>The public register of members as a table.</summary>
public sealed class DownloadRegister(MemberList members)
{
    /// <summary>All members in good standing by name, as RFC 4180 says, in UTF-8 with its mark. Answers 304 to a matching If-None-Match.</summary>
    [Function(nameof(DownloadRegister))]
    [OpenToPublic]
    [AsksLike(typeof(MemberFilter))]
    [ReadsHeader("If-None-Match")]
    [Answers(200, typeof(string), "text/csv", Headers = ["ETag"])]
    [Answers(304, Headers = ["ETag"])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/register.csv")] HttpRequest request,
        CancellationToken cancellation)
    {
        MemberFilter filter = MemberFilter.Read(new QueryReader(request));
        return filter.Problem
            ?? await PublicAnswer.CsvAsync(
                request, (await ShowRegister.EntriesAsync(members, filter, cancellation)).Select(CsvRow.Of), "asi-members.csv");
    }

    /// <summary>A line; the properties name the columns.</summary>
    private sealed record CsvRow(string Member, string Name, string Class, string SizeBand, string Joined, string Country, string? Website)
    {
        public static CsvRow Of(RegisterEntry entry) => new(
            entry.Id.Value,
            entry.Name,
            entry.Class.Code,
            Kebab.Of(entry.SizeBand),
            entry.JoinedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            entry.Country,
            entry.Website);
    }
}
