using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>How two revisions of an audit report differ.</summary>
public sealed class CompareRevisions(ReportDesk desk, ReportStore store)
{
    /// <summary>
    /// Takes <c>?from=1&amp;to=2</c>, any two, in either direction: what was added, removed and changed, with before and after. To whom
    /// <see cref="ListRevisions"/> shows them. One point read, and reading two blobs at once.
    /// </summary>
    [Function(nameof(CompareRevisions))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Asks("from", typeof(int), "The number of a submitted revision.", Required = true)]
    [Asks("to", typeof(int), "The number of another one.", Required = true)]
    [Answers(200, typeof(ReportComparison))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report/compare")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (await desk.FindAsync(request, id, ReportDesk.MaySeeRevisions, cancellation) is not { } file)
        {
            return Problems.NotFound();
        }

        if (Read(request, file, "from") is not { } from)
        {
            return Problems.InvalidParameter("from", "Name the number of a submitted revision, such as 1.");
        }

        if (Read(request, file, "to") is not { } to)
        {
            return Problems.InvalidParameter("to", "Name the number of a submitted revision, such as 2.");
        }

        AuditReport[] reports = await Task.WhenAll(store.ReadAsync(from, cancellation), store.ReadAsync(to, cancellation));
        return Results.Ok(ReportComparison.Of(reports[0], reports[1]));
    }

    private static ReportRevision? Read(HttpRequest request, AuditReportFile file, string name) =>
        SaveNonConformance.ReadNumber(request.Query[name].ToString()) is { } number ? file.Revision(number) : null;
}
