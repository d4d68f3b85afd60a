using System.Globalization;
using System.Text;
using AsiFunctions.Access;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>The public register of members as a table.</summary>
public sealed class DownloadRegister(MemberList members)
{
    // With its mark, or spreadsheets take UTF-8 for something older and break every name that is not English.
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        // A cell that begins like a formula is shown by spreadsheets, not computed.
        InjectionOptions = InjectionOptions.Escape,
        NewLine = "\r\n",
    };

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
        return filter.Problem ?? ShowRegister.Tagged(
            request, await WriteAsync((await ShowRegister.EntriesAsync(members, filter, cancellation)).Select(CsvRow.Of)), "text/csv; charset=utf-8", "asi-members.csv");
    }

    /// <summary>Writes a table whose columns are the properties of its rows.</summary>
    internal static async Task<byte[]> WriteAsync<TRow>(IEnumerable<TRow> rows)
    {
        using MemoryStream bytes = new();
        await using (StreamWriter text = new(bytes, Utf8WithMark, leaveOpen: true))
        await using (CsvWriter csv = new(text, Csv))
        {
            await csv.WriteRecordsAsync(rows);
        }

        return bytes.ToArray();
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
