using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Reports;

/// <summary>The draft of an audit report.</summary>
public sealed class ShowReport(ReportDesk desk, TimeProvider clock)
{
    /// <summary>
    /// Whole, with its progress by principle and all gaps there are now; to people of the audit's
    /// firm and ASI's staff, 404 to others. One point read and one range read, at once.
    /// </summary>
    [Function(nameof(ShowReport))]
    [OpenTo(Role.Auditor, Role.LeadAuditor, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(ReportView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audits/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        WholeReport read = await desk.ReadAsync(request, id, ReportDesk.MaySeeDraft, cancellation);
        return read.Problem ?? Results.Ok(ReportView.Of(read.Draft, read.Version, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
    }
}
