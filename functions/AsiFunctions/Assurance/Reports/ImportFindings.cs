using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Reports;

/// <summary>Takes a table of an audit report's findings back.</summary>
public sealed class ImportFindings(ReportDesk desk)
{
    private const int TableLimit = 8 * 1024 * 1024;
    private const int Attempts = 5;

    /// <summary>
    /// Takes <c>text/csv</c> as <see cref="ExportFindings"/> gives it, all rows or none; each fault
    /// names its line and column. Rows that say what is stored change nothing; a row that changes a finding which somebody else has changed since is
    /// a fault. A point read and a range read at once, a point read, one transaction; all again where a colleague changes something meanwhile.
    /// </summary>
    [Function(nameof(ImportFindings))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(string), "text/csv")]
    [Answers(200, typeof(Imported))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/audits/{id}/report/findings.csv")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        TableBody body = await TableBody.ReadAsync(request, TableLimit, cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        FindingReading table = FindingTable.Read(body.Bytes);
        Actor by = person.AsActorIn(Role.Auditor, Role.LeadAuditor)!;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            WholeReport read = await desk.ReadAsync(request, id, ReportDesk.MayWrite, cancellation);
            if (read.Problem is { } problem)
            {
                return problem;
            }

            FindingPlan plan = PlanOf(read, table, by);
            if (plan.Faults.Count > 0)
            {
                return Problems.InvalidForm(TableBody.Told(plan.Faults));
            }

            DecideOutcome<AuditReportFile> outcome = await desk.DecideAsync(
                read.Draft.File.Id,
                person,
                (_, now) => ReportProcedure.Import(read.Draft, plan.Changes, now),
                new DecideOptions(IfVersion: read.CaseVersion),
                cancellation);
            if (outcome is not DecideOutcome<AuditReportFile>.Stale)
            {
                return ReportDesk.Answer(outcome, _ => Results.Ok(new Imported(plan.Changes.Count, table.Rows.Count - plan.Changes.Count)));
            }
        }

        throw new CaseBusyException(ReportDesk.TryRead(id, out CaseId report) ? report : default);
    }

    // Of one that is submitted nothing is compared: the procedure says so.
    private static FindingPlan PlanOf(WholeReport read, FindingReading table, Actor by)
    {
        if (read.Draft.File.State is not ReportState.Drafting)
        {
            return new FindingPlan(new Dictionary<string, DraftChange<FindingContent>>(), []);
        }

        FindingPlan plan = FindingImport.Plan(table.Rows, read.Draft.File.Criteria(read.Version), read.Draft, by);
        return plan with { Faults = [.. ImportCheck.InOrder(table.Faults.Concat(plan.Faults))] };
    }

    /// <summary>What an import did.</summary>
    /// <param name="Changed">How many findings were changed.</param>
    /// <param name="Unchanged">How many rows said what was stored already.</param>
    private sealed record Imported(int Changed, int Unchanged);
}
