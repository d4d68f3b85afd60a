using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Membership;

/// <summary>Shows a member's record.</summary>
public sealed class ShowMember(ICaseStore cases)
{
    /// <summary>To ASI's staff and board, and to the member's own people; 404 to others. One point read.</summary>
    [Function(nameof(ShowMember))]
    [OpenTo(Role.Secretariat, Role.Board, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(MemberView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        MemberDesk.TryRead(id, out CaseId member)
        && MaySee(request.HttpContext.Person(), member)
        && await cases.FindAsync<Member>(member, cancellation) is { } stored
            ? MemberDesk.Show(request, stored)
            : Problems.NotFound();

    private static bool MaySee(Person person, CaseId member) => person.Organisation.Kind is OrganisationKind.Asi || person.Organisation.Id == member;
}
