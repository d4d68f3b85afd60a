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

/// <summary>Submits a revision of an audit report.</summary>
public sealed class SubmitReport(ReportDesk desk, ReportStore store, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>
    /// Takes <c>{"answer"?}</c>: what is answered to the clarification that was asked for. Every
    /// gap of the draft is told at once. What is submitted never changes. Six round trips, whatever the number of findings: a point read and a range
    /// read at once (a further one for each 4 MiB of the draft), the blob, a point read, a point read of the audit that is told, one transaction. All
    /// again where a colleague changes the draft meanwhile; a repeat with its Idempotency-Key costs the first two and gets the very same answer.
    /// </summary>
    [Function(nameof(SubmitReport))]
    [OpenTo(Role.LeadAuditor)]
    [Takes(typeof(Submission))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(RevisionView), Headers = ["Location"])]
    [Refuses(404, 409, 422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/report/submit")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!ReportDesk.TryRead(id, out CaseId report))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        Body<Submission> body = await request.ReadAsync<Submission>(cancellation: cancellation);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(SubmitReport)} {report} {person.AccountId}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } unusable)
        {
            return unusable;
        }

        SubmitRequest? sent = header.Key is { } key ? new SubmitRequest(key.Hash, key.BodyHash) : null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            WholeReport read = await desk.ReadAsync(request, id, ReportDesk.MayWrite, cancellation);
            if ((read.Problem ?? Repeat(read.Draft.File, sent)) is { } told)
            {
                return told;
            }

            if (await TryAsync(read, body.Value.Answer, sent, person, cancellation) is { } answer)
            {
                return answer;
            }
        }

        throw new CaseBusyException(report);
    }

    /// <summary>The answer; null where the draft has changed since it was read, and everything has to be looked at again.</summary>
    private async Task<IResult?> TryAsync(WholeReport read, string? answer, SubmitRequest? sent, Person person, CancellationToken cancellation)
    {
        AuditReportFile file = read.Draft.File;
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (file.State is ReportState.Drafting)
        {
            Fault[] gaps = [.. ReportChecks.Answer(file, answer), .. ReportChecks.Gaps(read.Draft, read.Version, today)];
            if (gaps.Length > 0)
            {
                return Problems.InvalidForm(gaps);
            }
        }

        ReportRevision? revision = file.State is ReportState.Drafting
            ? await WriteAsync(read, answer, today, person.AsActor(Role.LeadAuditor), cancellation)
            : null;
        DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
            file.Id,
            person,
            (found, _) => ReportProcedure.Submit(found, revision!, sent),
            new DecideOptions(sent?.Key, read.CaseVersion),
            cancellation);
        return outcome switch
        {
            DecideOutcome<AuditReportFile>.Stale => null,
            DecideOutcome<AuditReportFile>.Applied { Repeated: true, Stored.Case: { } stored } => Repeat(stored, sent),
            _ => ReportDesk.Answer(outcome, _ => Created(file, revision!)),
        };
    }

    private async Task<ReportRevision> WriteAsync(WholeReport read, string? answer, DateOnly today, Actor by, CancellationToken cancellation)
    {
        AuditReportFile file = read.Draft.File;
        string? words = string.IsNullOrWhiteSpace(answer) ? null : answer.Trim();
        AuditReport report = read.Draft.Complete(read.Version, file.Revisions.Count + 1, words);
        (string blob, string hash) = await store.WriteAsync(file.Subject.Audit, report, cancellation);
        return new ReportRevision(
            report.Revision,
            blob,
            hash,
            today,
            by,
            report.Days,
            report.NonConformances.Count(item => item.Grade is NonConformanceGrade.Major),
            report.NonConformances.Count(item => item.Grade is NonConformanceGrade.Minor),
            report.Maturity.Overall,
            ReportPlans.Of(report.NonConformances),
            words is not null);
    }

    /// <summary>The answer to a request that came before, whatever became of the report since; null for a new one.</summary>
    private static IResult? Repeat(AuditReportFile file, SubmitRequest? sent) =>
        sent is null || file.Revisions.FirstOrDefault(filed => filed.Request?.Key == sent.Key) is not { } filed ? null
        : filed.Request == sent ? Created(file, filed.Revision)
        : Problems.IdempotencyKeyReused();

    private static IResult Created(AuditReportFile file, ReportRevision revision) => Results.Created(
        string.Create(CultureInfo.InvariantCulture, $"/api/audits/{file.Subject.Audit}/report/revisions/{revision.Number}"),
        RevisionView.Of(file.Subject.Audit, revision));

    /// <summary>A submission.</summary>
    /// <param name="Answer">What is answered to the clarification that was asked for, at most 4,000
    /// characters; left out with the first revision.</param>
    private sealed record Submission(string? Answer = null);
}
