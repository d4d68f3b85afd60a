using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Assessments;

/// <summary>A self-assessment with all its criteria.</summary>
public sealed class ShowSelfAssessment(AssessmentDesk desk)
{
    /// <summary>To the member's own people; to ASI's staff once it is submitted; 404 to others. One point read and one range read, at once.</summary>
    [Function(nameof(ShowSelfAssessment))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat, Role.Releaser)]
    [Answers(200, typeof(AssessmentView), Headers = ["ETag"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/self-assessments/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        WholeAssessment read = await desk.ReadAsync(request, id, cancellation);
        if (read.Problem is { } problem)
        {
            return problem;
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(read.Stored.Version);
        return Results.Ok(AssessmentView.Of(read.Stored.Case, read.Stored.Version, read.Version, read.Chapters));
    }
}
