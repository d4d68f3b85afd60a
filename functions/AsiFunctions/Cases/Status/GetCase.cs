using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Cases.Status;

/// <summary>Shows where a case of any kind stands.</summary>
public sealed class GetCase(ICaseStore cases, CaseKinds kinds, CaseStatuses statuses)
{
    /// <summary>
    /// State, next step, who has the ball, timeline. To staff, to the organisations whose case it is, and to the holder of its key; 404 to others.
    /// One point read and one range read.
    /// </summary>
    [Function(nameof(GetCase))]
    [OpenToCaseKey, OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Operator, Role.Member, Role.MemberAdmin, Role.Auditor, Role.LeadAuditor)]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/cases/{reference}")] HttpRequest request,
        string reference,
        CancellationToken cancellation)
    {
        if (!CaseId.TryParse(reference, out CaseId? id) || await cases.FindAsync<ICase>(id.Value, cancellation) is not { } stored)
        {
            return Problems.NotFound();
        }

        Caller caller = request.HttpContext.Caller();
        if (Audience(caller, stored.Case) is not { } audience)
        {
            return Problems.NotFound();
        }

        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(stored.Version);
        CaseId? organisation = (caller as Person)?.Organisation.Id;
        return Results.Ok(statuses.Of(stored, await cases.TimelineAsync(id.Value, cancellation), audience, organisation));
    }

    private CaseAudience? Audience(Caller caller, ICase @case) => caller switch
    {
        Caller.KeyHolder holder when holder.Case == @case.Id => CaseAudience.Applicant,
        Person { Organisation.Kind: OrganisationKind.Asi } => CaseAudience.Staff,
        Person { Organisation: { Id: { } id } own } when kinds.Of(@case.Id).BelongsTo(@case, id) =>
            own.Kind is OrganisationKind.AuditFirm ? CaseAudience.Auditor : CaseAudience.Member,
        _ => null,
    };
}
