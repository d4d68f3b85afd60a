using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A member's certificates, with everything.</summary>
public sealed class ListMemberCertificates(ICaseStore cases, MemberCertificates certificates, CertificateDesk desk)
{
    /// <summary>
    /// To ASI's staff and board, and to the member's own people, latest first; 404 to others. Two
    /// point reads at once, then one for each certificate, all at once.
    /// </summary>
    [Function(nameof(ListMemberCertificates))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board, Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(CertificatesOf))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}/certificates")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        bool staff = person.Organisation.Kind is OrganisationKind.Asi;
        if (!MemberDesk.TryRead(id, out CaseId member) || (!staff && person.Organisation.Id != member))
        {
            return Problems.NotFound();
        }

        Task<EntityRegister> reading = certificates.RegisterAsync(member, cancellation);
        bool known = await cases.FindAsync<Member>(member, cancellation) is not null;
        EntityRegister register = await reading;
        if (!known)
        {
            return Problems.NotFound();
        }

        IEnumerable<CertificateView> views = (await certificates.OfAsync(register.Scopes, cancellation))
            .OrderByDescending(stored => stored.Case.IssuedOn)
            .ThenByDescending(stored => stored.Case.IssuedAt)
            .Select(stored => CertificateView.Of(stored.Case, stored.Version, desk.Today, staff ? CaseAudience.Staff : CaseAudience.Member));
        return Results.Ok(new CertificatesOf([.. views]));
    }

    /// <summary>A member's certificates.</summary>
    /// <param name="Items">Latest first.</param>
    private sealed record CertificatesOf(IReadOnlyList<CertificateView> Items);
}
