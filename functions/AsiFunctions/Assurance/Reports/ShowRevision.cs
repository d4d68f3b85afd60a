using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>A submitted revision of an audit report, whole.</summary>
public sealed class ShowRevision(ReportDesk desk, ReportStore store)
{
    /// <summary>To whom <see cref="ListRevisions"/> shows it; it never changes. One point read, and reading the blob.</summary>
    [Function(nameof(ShowRevision))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(WholeRevision))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report/revisions/{number}")] HttpRequest request,
        string id,
        string number,
        CancellationToken cancellation)
    {
        if (SaveNonConformance.ReadNumber(number) is not { } which
            || await desk.FindAsync(request, id, ReportDesk.MaySeeRevisions, cancellation) is not { } file
            || file.Revision(which) is not { } revision)
        {
            return Problems.NotFound();
        }

        AuditReport report = await store.ReadAsync(revision, cancellation);
        return Results.Ok(new WholeRevision(RevisionView.Of(file.Subject.Audit, revision), report));
    }

    /// <summary>A revision with its content.</summary>
    /// <param name="Revision">What lists say of it.</param>
    /// <param name="Report">The content as it was submitted.</param>
    private sealed record WholeRevision(RevisionView Revision, AuditReport Report);
}
