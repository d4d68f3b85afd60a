using System.Globalization;
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

/// <summary>Adds a non-conformance to the draft of an audit report.</summary>
public sealed class AddNonConformance(ReportDesk desk, ICaseStore cases)
{
    /// <summary>
    /// Takes <c>{"criterion"?, "grade"?, "critical"?, "statement"?, "sites"?, "plan"?: {"rootCause"?,
    /// "action"?, "dueOn"?, "submittedOn"?, "approvedOn"?}}</c>, as much of it as is there. It gets the next number, which is never given twice. One
    /// point read and one transaction; a repeat costs a range read more.
    /// </summary>
    [Function(nameof(AddNonConformance))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(NonConformanceContent))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(NonConformanceView), Headers = ["ETag", "Location"])]
    [Refuses(404, 409, 410)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/report/non-conformances")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        Body<NonConformanceContent> body = await request.ReadAsync<NonConformanceContent>(cancellation: cancellation);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(AddNonConformance)} {report} {person.AccountId}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } unusable)
        {
            return unusable;
        }

        NonConformanceContent content = DraftChecks.Tidy(body.Value);
        IReadOnlyList<Fault> faults = DraftChecks.Check(content);
        if (faults.Count > 0)
        {
            return Problems.InvalidForm(faults);
        }

        string? key = header.Key?.DecisionId;
        Actor by = person.AsActorIn(Role.Auditor, Role.LeadAuditor)!;
        DraftItem<NonConformanceContent>? added = null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            report,
            person,
            (file, version, now) =>
            {
                Decision<AuditReportFile> decision = ReportProcedure.AddNonConformance(file, version, content, by, key, now);
                added = decision.WrittenPart()?.NonConformance;
                return decision;
            },
            new DecideOptions(key),
            cancellation);
        return outcome is DecideOutcome<AuditReportFile>.Applied { Repeated: true } repeat
            ? await RepeatAsync(request, repeat.Stored.Case, key!, cancellation)
            : ReportDesk.Answer(outcome, stored => Created(request, stored.Case, stored.Case.LastNonConformance, added!));
    }

    /// <summary>It was added before, by this request: as it is now. Where it was removed since, there is nothing to show.</summary>
    private async Task<IResult> RepeatAsync(HttpRequest request, AuditReportFile file, string key, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, ReportPart> parts = await cases.PartsAsync<ReportPart>(file.Id, "", cancellation);
        (string name, ReportPart part) = parts.FirstOrDefault(entry => entry.Value.NonConformance?.Request == key);
        return part?.NonConformance is { } item && ReportPart.NumberOf(name) is { } number
            ? Created(request, file, number, item)
            : Problems.Gone("removed", "It was added before, and removed since.");
    }

    private static IResult Created(HttpRequest request, AuditReportFile file, int number, DraftItem<NonConformanceContent> item)
    {
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(item.Version);
        return Results.Created(
            string.Create(CultureInfo.InvariantCulture, $"/api/audits/{file.Subject.Audit}/report/non-conformances/{number}"),
            NonConformanceView.Of(number, item));
    }
}
