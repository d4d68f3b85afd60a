using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>Shows where an application stands.</summary>
public sealed class ShowApplication(ApplicationDesk desk)
{
    /// <summary>State, what comes next and by when, who has the ball, timeline, and the answers as they were given.</summary>
    [Function(nameof(ShowApplication))]
    [OpenToCaseKey, OpenTo(Role.Secretariat, Role.Board)]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        ApplicationDesk.TryRead(reference, out CaseId id)
            ? await desk.ShowAsync(request, id, ApplicationDesk.AudienceOf(request), cancellation)
            : Problems.NotFound();
}
