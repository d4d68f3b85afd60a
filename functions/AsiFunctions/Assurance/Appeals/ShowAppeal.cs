using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>An appeal as it stands.</summary>
public sealed class ShowAppeal(ICaseStore cases, TimeProvider clock)
{
    /// <summary>To ASI's staff and board, and to the member's own people; 404 to others. One point read.</summary>
    [Function(nameof(ShowAppeal))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(AppealView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/appeals/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Organisation reader = request.HttpContext.Person().Organisation;
        bool staff = reader.Kind is OrganisationKind.Asi;
        if (!AppealDesk.TryRead(id, out CaseId reference)
            || await cases.FindAsync<Appeal>(reference, cancellation) is not { } stored
            || (!staff && reader.Id != stored.Case.Member))
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return Results.Ok(AppealView.Of(stored.Case, today, staff ? CaseAudience.Staff : CaseAudience.Member));
    }
}
