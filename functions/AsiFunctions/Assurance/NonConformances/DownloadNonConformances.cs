using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>The list of non-conformances as a table.</summary>
public sealed class DownloadNonConformances(NonConformanceList nonConformances)
{
    /// <summary>
    /// To ASI, as RFC 4180 says; filters as the list's. What was downgraded has a column of its
    /// own: it is counted apart from closures. 16 range reads.
    /// </summary>
    [Function(nameof(DownloadNonConformances))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    [AsksLike(typeof(NonConformanceFilter))]
    [Answers(200, typeof(string), "text/csv")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/non-conformances.csv")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        NonConformanceFilter filter = NonConformanceFilter.Read(query);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        DateOnly today = nonConformances.Today;
        IEnumerable<CsvRow> rows = (await nonConformances.FindAsync(filter, request.HttpContext.Person().Organisation, cancellation))
            .Select(one => (One: one, Entry: NonConformanceEntry.Of(one, today)))
            .OrderBy(line => line.Entry.SortKey, StringComparer.Ordinal)
            .Select(line => CsvRow.Of(line.One, line.Entry));
        return Results.File(await CsvTable.WriteAsync(rows), CsvTable.ContentType, "asi-non-conformances.csv");
    }

    /// <summary>A line; the properties name the columns.</summary>
    private sealed record CsvRow(
        string NonConformance,
        string Member,
        string Name,
        string Firm,
        string FirmName,
        string RaisedBy,
        string AuditType,
        string Standard,
        string Scope,
        string Criterion,
        string CriterionTitle,
        string RaisedAs,
        string Grade,
        bool Critical,
        string State,
        string Since,
        string Due,
        bool Overdue,
        string OnSiteEnded,
        string Opened,
        string Downgraded,
        string Upgraded,
        string Closed,
        string? ClosedBy,
        string? Certificate)
    {
        public static CsvRow Of(NonConformance one, NonConformanceEntry entry) => new(
            entry.Id.Value,
            entry.Member.Value,
            entry.MemberName,
            entry.Firm.Value,
            entry.FirmName,
            entry.RaisedBy.Value,
            Kebab.Of(one.Subject.Type),
            one.Subject.Standard.ToString(),
            entry.ScopeName,
            entry.Criterion,
            entry.CriterionTitle,
            Kebab.Of(entry.RaisedAs),
            Kebab.Of(entry.Grade),
            entry.Critical,
            one.StateName,
            Iso(entry.Since),
            Iso(entry.Due?.On),
            entry.Overdue,
            Iso(one.OnSiteEndedOn),
            Iso(entry.OpenedOn),
            Iso(one.Records.OfType<NonConformanceRecord.Downgrade>().LastOrDefault()?.On),
            Iso(one.Records.OfType<NonConformanceRecord.Upgrade>().LastOrDefault()?.On),
            Iso(entry.ClosedOn),
            entry.ClosedBy,
            one.Certificate?.Value);

        private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }
}
