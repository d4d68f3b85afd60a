using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Removes a non-conformance from an audit report's draft.</summary>
public sealed class RemoveNonConformance(ReportDesk desk)
{
    /// <summary>
    /// Needs its ETag as If-Match; 412 with the current one where a colleague was faster. Its number
    /// is not given again. Two point reads at once, one transaction.
    /// </summary>
    [Function(nameof(RemoveNonConformance))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [ReadsHeader("If-Match", Required = true)]
    [Answers(204)]
    [Refuses(404, 409, 412, 428)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/audits/{id}/report/non-conformances/{number}")] HttpRequest request,
        string id,
        string number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report) || SaveNonConformance.ReadNumber(number) is not { } place)
        {
            return Problems.NotFound();
        }

        ItemTag tag = ItemTag.Read(request);
        if (tag.Problem is { } unconditional)
        {
            return unconditional;
        }

        Person person = request.HttpContext.Person();
        Actor by = person.AsActorIn(Role.Auditor, Role.LeadAuditor)!;
        DraftItem<NonConformanceContent>? current = null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report,
            ReportPart.OfNonConformance(place),
            person,
            (file, part, _, now) =>
            {
                current = part?.NonConformance;
                return ReportProcedure.RemoveNonConformance(file, part, place, by, tag.Version, now);
            },
            cancellation);
        return outcome is DecideOutcome<AuditReportFile>.Applied
            ? Results.NoContent()
            : ItemAnswers.Of(request, outcome, () => (NonConformanceView.Of(place, current!), current!.Version));
    }
}
