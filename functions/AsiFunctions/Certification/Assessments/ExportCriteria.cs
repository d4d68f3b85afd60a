using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A self-assessment as a table for spreadsheets.</summary>
public sealed class ExportCriteria(AssessmentDesk desk)
{
    /// <summary>
    /// To whom the self-assessment is shown; <see cref="ImportCriteria"/> takes it back. One point read and one range read, at once.
    /// </summary>
    [Function(nameof(ExportCriteria))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(string), "text/csv")]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/self-assessments/{id}/criteria.csv")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        WholeAssessment read = await desk.ReadAsync(request, id, cancellation);
        return read.Problem ?? Results.File(
            AnswerTable.Write(read.Stored.Case.Criteria(read.Version), read.Chapters), "text/csv; charset=utf-8", $"{read.Stored.Case.Id}.csv");
    }
}
