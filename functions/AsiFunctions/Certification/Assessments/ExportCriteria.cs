using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A self-assessment as a table for spreadsheets.</summary>
public sealed class ExportCriteria(ICaseStore cases, AssessmentDesk desk)
{
    /// <summary>To whom the self-assessment is shown; <see cref="ImportCriteria"/> takes it back. One point read and one range read, at once.</summary>
    [Function(nameof(ExportCriteria))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/self-assessments/{id}/criteria.csv")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!AssessmentDesk.TryRead(id, out CaseId assessment))
        {
            return Problems.NotFound();
        }

        Task<IReadOnlyDictionary<string, ChapterAnswers>> reading = desk.ChaptersAsync(assessment, cancellation);
        Stored<SelfAssessment>? stored = await cases.FindAsync<SelfAssessment>(assessment, cancellation);
        IReadOnlyDictionary<string, ChapterAnswers> chapters = await reading;
        if (stored is null || !AssessmentDesk.MaySee(request.HttpContext.Person(), stored.Case))
        {
            return Problems.NotFound();
        }

        return await desk.VersionAsync(stored.Case, cancellation) is { } version
            ? Results.File(AnswerTable.Write(stored.Case.Criteria(version), chapters), "text/csv; charset=utf-8", $"{assessment}.csv")
            : AssessmentAnswers.NotLoaded(stored.Case);
    }
}
