using AsiFunctions.Access;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>The checklists of those who review audit reports.</summary>
public sealed class ShowChecklists(AuditSettings settings, AuditDesk desk)
{
    /// <summary>The checklists of the seven steps as they hold today. No storage is asked.</summary>
    [Function(nameof(ShowChecklists))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    [Answers(200, typeof(OversightChecklist))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oversight/checklists")] HttpRequest request) =>
        Results.Ok(settings.Rules.ChecklistOn(desk.Today));
}
