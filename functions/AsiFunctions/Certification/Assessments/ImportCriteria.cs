using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Takes a table of a self-assessment's answers back.</summary>
public sealed class ImportCriteria(ICaseStore cases, AssessmentDesk desk)
{
    private const int TableLimit = 2 * 1024 * 1024;
    private const int Attempts = 5;

    /// <summary>
    /// Takes <c>text/csv</c> as <see cref="ExportCriteria"/> gives it, all rows or none; each fault
    /// names its line. Rows that say what is stored change nothing; a row that changes a criterion which somebody else has changed since is a fault.
    /// Two point reads and a range read at once, a point read, one transaction.
    /// </summary>
    [Function(nameof(ImportCriteria))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(string), "text/csv")]
    [Answers(200, typeof(Imported))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/self-assessments/{id}/criteria.csv")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!AssessmentDesk.TryRead(id, out CaseId assessment) || person.Organisation.Id is not { } member)
        {
            return Problems.NotFound();
        }

        TableBody body = await TableBody.ReadAsync(request, TableLimit, cancellation);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        TableReading table = AnswerTable.Read(body.Bytes);
        Actor by = person.AsActorIn(Role.Member, Role.MemberAdmin)!;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Task<IReadOnlyDictionary<string, ChapterAnswers>> reading = desk.ChaptersAsync(assessment, cancellation);
            Task<EvidenceLibrary> evidence = desk.LibraryAsync(member, cancellation);
            Stored<SelfAssessment>? stored = await cases.FindAsync<SelfAssessment>(assessment, cancellation);
            IReadOnlyDictionary<string, ChapterAnswers> chapters = await reading;
            EvidenceLibrary library = await evidence;
            if (stored is null || stored.Case.Member != member)
            {
                return Problems.NotFound();
            }

            if (await desk.VersionAsync(stored.Case, cancellation) is not { } version)
            {
                return AssessmentAnswers.NotLoaded(stored.Case);
            }

            ImportPlan plan = PlanOf(stored.Case, version, table, chapters, library, by);
            if (plan.Faults.Count > 0)
            {
                return Problems.InvalidForm(TableBody.Told(plan.Faults));
            }

            DecideOutcome<SelfAssessment> outcome = await desk.DecideAsync(
                assessment, person, (found, _, now) => AssessmentProcedure.Import(found, chapters, plan.Changes, now), options: null, cancellation);
            if (outcome is not DecideOutcome<SelfAssessment>.Refused { Code: AssessmentProcedure.ReadAgain })
            {
                return AssessmentAnswers.Of(outcome, _ => Results.Ok(new Imported(plan.Changes.Count, table.Rows.Count - plan.Changes.Count)));
            }
        }

        throw new CaseBusyException(assessment);
    }

    // Of one that is closed nothing is compared: the procedure says so.
    private static ImportPlan PlanOf(
        SelfAssessment assessment,
        StandardVersion version,
        TableReading table,
        IReadOnlyDictionary<string, ChapterAnswers> chapters,
        EvidenceLibrary library,
        Actor by)
    {
        if (assessment.State is not AssessmentState.Open)
        {
            return new ImportPlan([], []);
        }

        ImportPlan plan = ImportCheck.Plan(table.Rows, assessment.Criteria(version), chapters, library, by);
        return plan with { Faults = [.. ImportCheck.InOrder(table.Faults.Concat(plan.Faults))] };
    }

    /// <summary>What an import did.</summary>
    /// <param name="Changed">How many criteria were changed.</param>
    /// <param name="Unchanged">How many rows said what was stored already.</param>
    private sealed record Imported(int Changed, int Unchanged);
}
