using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The submitted revisions of a report.</summary>
public sealed class ListRevisions(ReportDesk desk)
{
    /// <summary>To people of the audit's firm and of its member, and to ASI's staff; oldest first. One point read.</summary>
    [Function(nameof(ListRevisions))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report/revisions")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await desk.FindAsync(request, id, ReportDesk.MaySeeRevisions, cancellation) is { } file
            ? Results.Ok(new RevisionList([.. file.Revisions.Select(filed => RevisionView.Of(file.Subject.Audit, filed.Revision))]))
            : Problems.NotFound();

    private sealed record RevisionList(IReadOnlyList<RevisionView> Items);
}
