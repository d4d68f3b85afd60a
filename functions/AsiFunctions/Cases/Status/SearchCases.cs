using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Status;

/// <summary>Finds cases.</summary>
public sealed class SearchCases(CaseSummaries summaries)
{
    /// <summary>The latest first. Members and audit firms find their own. 16 range reads with a filter at the service.</summary>
    [Function(nameof(SearchCases))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator, Role.Member, Role.MemberAdmin, Role.Auditor, Role.LeadAuditor)]
    [Asks("kind", typeof(string), "The three letters with which references of the kind begin, such as APP; default: all kinds.")]
    [Asks("state", typeof(string), "The name of the state; default: any.")]
    [Asks("ended", typeof(bool), "True for cases that are over, false for those that are not; default: both.")]
    [Asks("from", typeof(DateOnly), "The first day, UTC, on which it may have begun.")]
    [Asks("to", typeof(DateOnly), "The last day, UTC, on which it may have begun.")]
    [Asks("changedFrom", typeof(DateOnly), "The first day, UTC, of the last decision about it.")]
    [Asks("changedTo", typeof(DateOnly), "The last day, UTC, of the last decision about it.")]
    [Asks("member", typeof(CaseId), "A member whose case it is, such as MEM-7K3M-9QXF.")]
    [Asks("firm", typeof(CaseId), "An audit firm whose case it is, such as AUF-7K3M-9QXF.")]
    [Asks("q", typeof(string), "Part of the title, of a keyword, or of the reference as people write it.")]
    [AsksLike(typeof(Paging))]
    [Answers(200, typeof(Page<CaseSummary>))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases")] HttpRequest request,
        CancellationToken cancellation)
    {
        QueryReader query = new(request);
        CaseId?[] organisations =
        [
            request.HttpContext.Person().Organisation.Id,
            query.Reference("member", Organisation.MemberPrefix),
            query.Reference("firm", Organisation.AuditFirmPrefix),
        ];
        CaseQuery asked = new(
            query.Text("kind", maxLength: 3)?.ToUpperInvariant(),
            query.Text("state"),
            query.Date("from"),
            query.Date("to"),
            query.Date("changedFrom"),
            query.Date("changedTo"),
            query.Flag("ended"),
            [.. organisations.OfType<CaseId>().Distinct()]);
        string? text = query.Text("q");
        string? page = query.Text("page", maxLength: 500);
        int size = query.PageSize();
        if (query.Problem is { } problem)
        {
            return problem;
        }

        IReadOnlyList<CaseSummary> found = await summaries.FindAsync(asked, cancellation);
        return Paging.Cut(found.Where(summary => CaseText.Matches(text, summary.Id, summary.Title, summary.Keywords)), SortKey, page, size) is { } cut
            ? Results.Ok(cut)
            : Problems.InvalidParameter("page", "This is not the page token of an earlier answer.");
    }

    private static string SortKey(CaseSummary summary) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - summary.BegunAt.UtcTicks:D19}|{summary.Id}");
}
