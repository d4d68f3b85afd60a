using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Status;

/// <summary>Finds cases.</summary>
public sealed class SearchCases(CaseSummaries summaries)
{
    /// <summary>
    /// Cases by kind (the three letters), state, first and last day of their beginning, and q: part of the title, or of the reference as people
    /// write it. The latest first.
    /// </summary>
    [Function(nameof(SearchCases))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        CaseQuery asked = new(query.Text("kind", maxLength: 3)?.ToUpperInvariant(), query.Text("state"), query.Date("from"), query.Date("to"));
        string? text = query.Text("q");
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        IReadOnlyList<CaseSummary> found = await summaries.FindAsync(asked, cancellation);
        return Paging.Cut(found.Where(summary => Matches(summary, text)), SortKey, page, size) is { } cut
            ? Results.Ok(cut)
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    private static bool Matches(CaseSummary summary, string? text) => text is null
        || summary.Title.Contains(text, StringComparison.InvariantCultureIgnoreCase)
        || Plain(summary.Id.Value).Contains(Plain(text), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string reference) => string.Concat(reference.Where(char.IsLetterOrDigit));

    private static string SortKey(CaseSummary summary) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - summary.BegunAt.UtcTicks:D19}|{summary.Id}");
}
