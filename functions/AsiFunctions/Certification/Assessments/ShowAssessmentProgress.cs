using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Assessments;

/// <summary>How far a self-assessment is.</summary>
public sealed class ShowAssessmentProgress(ICaseStore cases, AssessmentDesk desk)
{
    /// <summary>In all and for each principle; to whom the self-assessment is shown. One point read.</summary>
    [Function(nameof(ShowAssessmentProgress))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(ProgressView))]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/self-assessments/{id}/progress")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!AssessmentDesk.TryRead(id, out CaseId reference)
            || await cases.FindAsync<SelfAssessment>(reference, cancellation) is not { Case: { } assessment }
            || !AssessmentDesk.MaySee(request.HttpContext.Person(), assessment))
        {
            return Problems.NotFound();
        }

        return await desk.VersionAsync(assessment, cancellation) is { } version
            ? Results.Ok(View(assessment, version))
            : AssessmentAnswers.NotLoaded(assessment);
    }

    private static ProgressView View(SelfAssessment assessment, StandardVersion version)
    {
        IReadOnlyList<RatedCriterion> criteria = assessment.Criteria(version);
        return new ProgressView(
            assessment.Id,
            assessment.State,
            AssessmentProgress.Of(assessment, criteria),
            [
                .. criteria.GroupBy(criterion => criterion.Principle, StringComparer.Ordinal).Select(group => new PrincipleProgress(
                    group.Key, AssessmentView.TitleOf(version, group.Key), AssessmentProgress.Of(assessment, group))),
            ]);
    }

    /// <summary>How far a self-assessment is.</summary>
    /// <param name="Id">Its reference.</param>
    /// <param name="State">Open, submitted or cancelled.</param>
    /// <param name="Progress">In all.</param>
    /// <param name="Principles">For each principle with a criterion that applies, in the order of the standard.</param>
    private sealed record ProgressView(CaseId Id, AssessmentState State, AssessmentProgress Progress, IReadOnlyList<PrincipleProgress> Principles);

    /// <summary>How far a principle is.</summary>
    /// <param name="Key">Its number.</param>
    /// <param name="Title">Its name.</param>
    /// <param name="Progress">How far its criteria are.</param>
    private sealed record PrincipleProgress(string Key, string Title, AssessmentProgress Progress);
}
