using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An audit firm's record.</summary>
public sealed class ShowAuditFirm(ICaseStore cases, AccreditationDesk desk)
{
    /// <summary>To ASI's staff, and to the firm's own people; 404 to others. One point read.</summary>
    [Function(nameof(ShowAuditFirm))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Auditor, Role.LeadAuditor)]
    [Answers(200, typeof(AuditFirmView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit-firms/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        AccreditationDesk.TryRead(id, AuditFirm.Prefix, out CaseId firm)
        && MaySee(request.HttpContext.Person(), firm)
        && await cases.FindAsync<AuditFirm>(firm, cancellation) is { } stored
            ? desk.Show(request, stored)
            : Problems.NotFound();

    private static bool MaySee(Person person, CaseId firm) => person.Organisation.Kind is OrganisationKind.Asi || person.Organisation.Id == firm;
}
