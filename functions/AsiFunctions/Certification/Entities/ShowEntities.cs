using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member's facilities, products and certification scopes.</summary>
public sealed class ShowEntities(ICaseStore cases, EntityDesk desk)
{
    /// <summary>To ASI's staff and board, and to the member's own people; 404 to others. Two point reads at once.</summary>
    [Function(nameof(ShowEntities))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(EntitiesView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}/entities")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!MemberDesk.TryRead(id, out CaseId member) || !MaySee(request.HttpContext.Person(), member))
        {
            return Problems.NotFound();
        }

        CaseId registerId = member.As(EntityRegister.Prefix);
        Task<Stored<EntityRegister>?> reading = cases.FindAsync<EntityRegister>(registerId, cancellation);
        Stored<Member>? owner = await cases.FindAsync<Member>(member, cancellation);
        Stored<EntityRegister>? stored = await reading;
        if (owner is null)
        {
            return Problems.NotFound();
        }

        EntityRegister register = stored?.Case ?? EntityRegister.Empty(registerId);
        int version = stored?.Version ?? 0;
        request.HttpContext.Response.Headers.ETag = IfMatch.ETag(version);
        return Results.Ok(new EntitiesView(
            member, version, register.Facilities, register.Products, [.. register.Scopes.Select(scope => desk.View(register, scope, owner.Case))]));
    }

    private static bool MaySee(Person person, CaseId member) => person.Organisation.Kind is OrganisationKind.Asi || person.Organisation.Id == member;
}
