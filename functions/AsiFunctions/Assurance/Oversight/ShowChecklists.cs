using AsiFunctions.Access;
using AsiFunctions.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Assurance.Oversight;

/// <summary>The reviewers' checklists.</summary>
public sealed class ShowChecklists(AuditSettings settings, AuditDesk desk)
{
    /// <summary>The checklists of the seven steps as they hold today. No storage is asked.</summary>
    [Function(nameof(ShowChecklists))]
    [OpenTo(Role.Secretariat, Role.Releaser, Role.Board)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/oversight/checklists")] HttpRequest request) =>
        Results.Ok(settings.Rules.ChecklistOn(desk.Today));
}
