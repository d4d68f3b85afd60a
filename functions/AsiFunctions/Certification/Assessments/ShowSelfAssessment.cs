using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A self-assessment with all its criteria.</summary>
public sealed class ShowSelfAssessment(ICaseStore cases, AssessmentDesk desk)
{
    /// <summary>To the member's own people; to ASI's staff once it is submitted; 404 to others. One point read and one range read, at once.</summary>
    [Function(nameof(ShowSelfAssessment))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/self-assessments/{id}")] HttpRequest request,
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

        if (await desk.VersionAsync(stored.Case, cancellation) is not { } version)
        {
            return AssessmentAnswers.NotLoaded(stored.Case);
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return Results.Ok(AssessmentView.Of(stored.Case, stored.Version, version, chapters));
    }
}
