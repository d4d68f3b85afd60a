using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Autosaves what concerns an audit report as a whole.</summary>
public sealed class SaveGeneral(ReportDesk desk)
{
    /// <summary>
    /// Takes <c>{"days"?, "maturity"?, "summary"?, "confidential"?, "peopleMet"?,
    /// "verifications"?}</c>, whole, with its ETag as If-Match; 412 with the current one where a
    /// colleague was faster. Two point reads at once, one transaction.
    /// </summary>
    [Function(nameof(SaveGeneral))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(GeneralContent))]
    [ReadsHeader("If-Match", Required = true)]
    [Answers(200, typeof(GeneralView), Headers = ["ETag"])]
    [Refuses(404, 409, 412, 428)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/audits/{id}/report/general")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        ItemTag tag = ItemTag.Read(request);
        if (tag.Problem is { } unconditional)
        {
            return unconditional;
        }

        Body<GeneralContent> body = await request.ReadAsync<GeneralContent>(2 * RequestBody.DefaultLimit, cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        IReadOnlyList<Fault> faults = DraftChecks.Check(body.Value);
        if (faults.Count > 0)
        {
            return Problems.InvalidForm(faults);
        }

        DraftChange<GeneralContent> change = new(person.AsActorIn(Role.Auditor, Role.LeadAuditor)!, DraftChecks.Tidy(body.Value), tag.Version);
        DraftItem<GeneralContent>? current = null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report,
            ReportPart.GeneralName,
            person,
            (file, part, _, now) =>
            {
                Decision<AuditReportFile> decision = ReportProcedure.SaveGeneral(file, part, change, now);
                current = (decision.WrittenPart() ?? part)?.General;
                return decision;
            },
            cancellation);
        return ItemAnswers.Of(request, outcome, () => (GeneralView.Of(current), current?.Version ?? 0));
    }
}
