using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>An auditor's record.</summary>
public sealed class ShowAuditor(ICaseStore cases, AccreditationDesk desk)
{
    /// <summary>
    /// To ASI's staff, and to the people of firms that the auditor works for, who see the
    /// engagement with their own firm only; 404 to others. One point read.
    /// </summary>
    [Function(nameof(ShowAuditor))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Auditor, Role.LeadAuditor)]
    [Answers(200, typeof(AuditorView), Headers = ["ETag"])]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/auditors/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!AccreditationDesk.TryRead(id, Auditor.Prefix, out CaseId auditor)
            || await cases.FindAsync<Auditor>(auditor, cancellation) is not { } stored)
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        if (person.Organisation.Kind is OrganisationKind.Asi)
        {
            return desk.Show(request, stored, _ => true);
        }

        return stored.Case.Engagements.Any(engagement => engagement.Firm == person.Organisation.Id && engagement.IsOpenOn(desk.Today))
            ? desk.Show(request, stored, engagement => engagement.Firm == person.Organisation.Id)
            : Problems.NotFound();
    }
}
