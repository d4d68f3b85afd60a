using AsiFunctions.Domain.Certification;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>The public lists as pages and as tables.</summary>
internal static class AccreditedAnswers
{
    /// <summary>A page of a list.</summary>
    public static async Task<IResult> PageAsync(
        HttpRequest request,
        DateOnly today,
        Func<AccreditedFilter, CancellationToken, Task<IReadOnlyList<AccreditedEntry>>> find,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        AccreditedFilter filter = AccreditedFilter.Read(query, today);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if ((filter.Problem ?? query.Problem) is { } problem)
        {
            return problem;
        }

        if (Paging.Cut(await find(filter, cancellation), AccreditedList.SortKey, page, size) is not { } cut)
        {
            return Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
        }

        AccreditedOn answer = new(filter.On, cut.Items, cut.Next);
        return PublicAnswer.Json(request, answer);
    }

    /// <summary>A whole list as a table, a line for each scope. Where a cell has several values, semicolons part them.</summary>
    public static async Task<IResult> TableAsync(
        HttpRequest request,
        DateOnly today,
        Func<AccreditedFilter, CancellationToken, Task<IReadOnlyList<AccreditedEntry>>> find,
        string fileName,
        CancellationToken cancellation)
    {
        AccreditedFilter filter = AccreditedFilter.Read(new QueryReader(request), today);
        return filter.Problem
            ?? await PublicAnswer.CsvAsync(
                request, (await find(filter, cancellation)).SelectMany(entry => entry.Scopes.Select(scope => CsvRow.Of(entry, scope))), fileName);
    }

    /// <summary>A line; the properties name the columns.</summary>
    private sealed record CsvRow(string Reference, string Name, string Standard, string Activities, string Countries, string From, string To)
    {
        public static CsvRow Of(AccreditedEntry entry, AccreditedScopeEntry scope) => new(
            entry.Id.Value,
            entry.Name,
            scope.Standard is StandardCode.PerformanceStandard ? "PS" : "CoC",
            string.Join(';', scope.Activities.Select(Kebab.Of)),
            string.Join(';', scope.Countries),
            Iso(scope.From),
            scope.To is { } to ? Iso(to) : "");
    }
}

/// <summary>A page of who is accredited on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Items">By name.</param>
/// <param name="Next">Send it as <c>page</c> for the next ones; null on the last page.</param>
internal sealed record AccreditedOn(DateOnly On, IReadOnlyList<AccreditedEntry> Items, string? Next);
