using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The submitted revisions of an audit report.</summary>
public sealed class ListRevisions(ReportDesk desk)
{
    /// <summary>To people of the audit's firm and of its member, and to ASI's staff; oldest first. One point read.</summary>
    [Function(nameof(ListRevisions))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(RevisionList))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report/revisions")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await desk.FindAsync(request, id, ReportDesk.MaySeeRevisions, cancellation) is { } file
            ? Results.Ok(new RevisionList([.. file.Revisions.Select(filed => RevisionView.Of(file.Subject.Audit, filed.Revision))]))
            : Problems.NotFound();

    /// <summary>The submitted revisions.</summary>
    /// <param name="Items">Oldest first.</param>
    private sealed record RevisionList(IReadOnlyList<RevisionView> Items);
}
