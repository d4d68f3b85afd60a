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

/// <summary>An attachment is taken out of an audit report's draft.</summary>
public sealed class RemoveAttachment(ReportDesk desk, AttachmentBlobs blobs)
{
    /// <summary>
    /// A file that belongs to a submitted revision stays for that. One point read, one transaction, and a delete where no revision has the file.
    /// </summary>
    [Function(nameof(RemoveAttachment))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Answers(204)]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/audits/{id}/report/attachments/{key}")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        Actor by = person.AsActorIn(Role.Auditor, Role.LeadAuditor)!;
        AttachedFile? removed = null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report,
            person,
            (file, _) =>
            {
                removed = file.Attachments.GetValueOrDefault(key);
                return ReportProcedure.Detach(file, key, by);
            },
            options: null,
            cancellation);
        if (outcome is DecideOutcome<AuditReportFile>.Applied && removed is { Since: null })
        {
            await blobs.DeleteAsync(removed.File.Blob, cancellation);
        }

        return ReportDesk.Answer(outcome, _ => Results.NoContent());
    }
}
