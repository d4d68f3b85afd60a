using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>A non-conformance with everything.</summary>
public sealed class ShowNonConformance(ICaseStore cases, NonConformanceList nonConformances)
{
    /// <summary>
    /// To ASI's staff and board, to the member's own people and to those of the firm that raised it; 404 to others. One point read.
    /// </summary>
    [Function(nameof(ShowNonConformance))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Member, Role.MemberAdmin, Role.Auditor, Role.LeadAuditor)]
    [Answers(200, typeof(NonConformanceView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/non-conformances/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Organisation reader = request.HttpContext.Person().Organisation;
        if (!NonConformanceDesk.TryRead(id, out CaseId reference)
            || await cases.FindAsync<NonConformance>(reference, cancellation) is not { } stored
            || !NonConformanceList.MayKnow(reader, stored.Case))
        {
            return Problems.NotFound();
        }

        CaseAudience audience = reader.Kind switch
        {
            OrganisationKind.Asi => CaseAudience.Staff,
            OrganisationKind.Member => CaseAudience.Member,
            _ => CaseAudience.Auditor,
        };
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        return Results.Ok(NonConformanceView.Of(stored.Case, stored.Version, nonConformances.Today, audience));
    }
}
