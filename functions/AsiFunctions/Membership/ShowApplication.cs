using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>Where an application stands.</summary>
public sealed class ShowApplication(ApplicationDesk desk)
{
    /// <summary>State, what comes next and by when, who has the ball, timeline, and the answers as they were given.</summary>
    [Function(nameof(ShowApplication))]
    [OpenToCaseKey, OpenTo(Role.Secretariat, Role.Board)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/applications/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellation) =>
        ApplicationDesk.TryRead(reference, out CaseId id)
            ? await desk.ShowAsync(request, id, ApplicationDesk.AudienceOf(request), cancellation)
            : Problems.NotFound();
}
