using AsiFunctions.Access;
using AsiFunctions.Certification.Evidence;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>A file is attached to the draft of an audit report.</summary>
public sealed class AddAttachment(ReportDesk desk, AttachmentBlobs blobs, EvidenceSettings settings, TimeProvider clock)
{
    /// <summary>
    /// Takes the file as evidence is taken (see <see cref="UploadEvidence"/>), with the same limits
    /// and types. It stays in quarantine until it was scanned. A point read, a request for each 4 MiB and one more, a point read and one transaction.
    /// </summary>
    [Function(nameof(AddAttachment))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(Stream), "*/*")]
    [ReadsHeader(FileNames.NameHeader)]
    [ReadsHeader(FileNames.TitleHeader)]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(AttachmentView), Headers = ["Location"])]
    [Refuses(404, 409, 410)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/report/attachments")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        // Nobody uploads 50 MiB to be told that there is no such audit.
        if (await desk.FindAsync(request, id, ReportDesk.MayWrite, cancellation) is not { } report)
        {
            return Problems.NotFound();
        }

        UploadedFile upload = await UploadedFile.ReceiveAsync(request, report.Subject.Audit, blobs, settings, cancellation);
        if (upload.Problem is { } refused)
        {
            return refused;
        }

        Person person = request.HttpContext.Person();
        IdempotencyHeader header = request.IdempotencyKey(
            $"{nameof(AddAttachment)} {report.Id} {person.AccountId}", $"{upload.File.Sha256} {upload.File.Name} {upload.Title}");

        // Should this fail half-way, the blob stays: nobody knows whether it was attached. What no report names is swept a day later.
        (IResult answer, bool stored) = header.Problem is { } malformed
            ? (malformed, false)
            : await AttachAsync(report.Id, upload, person, header.Key?.DecisionId, cancellation);
        if (!stored)
        {
            await blobs.DeleteAsync(upload.File.Blob, cancellation);
        }

        return answer;
    }

    private async Task<(IResult Answer, bool Stored)> AttachAsync(
        CaseId report, UploadedFile upload, Person person, string? key, CancellationToken cancellation)
    {
        AttachedFile attached = new(
            upload.Title, upload.File, EvidenceStatus.Quarantined, person.AccountId, clock.GetUtcNow(), key, Since: null, Removed: false);
        Actor by = person.AsActorIn(Role.Auditor, Role.LeadAuditor)!;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report, person, (file, _) => ReportProcedure.Attach(file, attached, by), new DecideOptions(key), cancellation);
        switch (outcome)
        {
            case DecideOutcome<AuditReportFile>.Applied { Repeated: true, Stored.Case: { } file }:
                (string again, AttachedFile before) = file.Attachments.FirstOrDefault(entry => entry.Value.Request == key);
                return before is null
                    ? (Problems.Gone("removed", "It was attached before, and removed since."), false)
                    : (Created(file, again, before), before.File.Blob == upload.File.Blob);
            case DecideOutcome<AuditReportFile>.Applied applied:
                return (Created(applied.Stored.Case, AttachedFile.KeyOf(applied.Stored.Case.LastAttachment), attached), true);
            default:
                return (ReportDesk.Answer(outcome, _ => Results.NoContent()), false);
        }
    }

    private static IResult Created(AuditReportFile file, string key, AttachedFile attached) =>
        Results.Created($"/api/audits/{file.Subject.Audit}/report/attachments/{key}", AttachmentView.Of(key, attached));
}
