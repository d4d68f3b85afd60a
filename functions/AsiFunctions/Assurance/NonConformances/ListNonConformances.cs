using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>The list of non-conformances.</summary>
public sealed class ListNonConformances(NonConformanceList nonConformances)
{
    /// <summary>
    /// To ASI all, to a member and to a firm their own; what waits longest first. Filters: member,
    /// firm, audit (that raised or closed it), grade (minor, major), state (open, cap-submitted, cap-approved, implemented, verified-closed),
    /// overdue, from and to (the day of opening). 16 range reads.
    /// </summary>
    [Function(nameof(ListNonConformances))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Member, Role.MemberAdmin, Role.Auditor, Role.LeadAuditor)]
    [AsksLike(typeof(NonConformanceFilter))]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(NonConformancePage))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/non-conformances")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        NonConformanceFilter filter = NonConformanceFilter.Read(query);
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        DateOnly today = nonConformances.Today;
        NonConformanceEntry[] found =
            [.. (await nonConformances.FindAsync(filter, request.HttpContext.Person().Organisation, cancellation))
                .Select(one => NonConformanceEntry.Of(one, today))];
        return Paging.Cut(found, entry => entry.SortKey, page, size) is { } cut
            ? Results.Ok(new NonConformancePage(today, found.Length, cut.Items, cut.Next))
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    /// <summary>A page of non-conformances.</summary>
    /// <param name="AsOf">The day of the answer, UTC.</param>
    /// <param name="Total">How many fit, on all pages.</param>
    /// <param name="Items">What waits longest first.</param>
    /// <param name="Next">Send it as <c>page</c> for the next ones; null on the last page.</param>
    private sealed record NonConformancePage(DateOnly AsOf, int Total, IReadOnlyList<NonConformanceEntry> Items, string? Next);
}
