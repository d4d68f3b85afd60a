using AsiFunctions.Access;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>The firm files the plan of an audit, or another one.</summary>
public sealed class FileAuditPlan(AuditDesk desk, AccreditationStore accreditation)
{
    /// <summary>
    /// Takes <c>{"from", "to", "onSiteFrom"?, "onSiteTo"?, "onSiteDays", "remoteShare", "sites", "team": [{"auditor", "role"}], "note"?}</c>. 409
    /// <c>outside-accreditation</c> with all gaps where firm or team are not accredited for the scope on the days, and no exception was recorded; 409
    /// <c>plan-notice</c> where it only comes too late. Round trips: as <see cref="AuditDesk"/> says, and a point read for the firm and for each auditor,
    /// all at once.
    /// </summary>
    [Function(nameof(FileAuditPlan))]
    [OpenTo(Role.LeadAuditor)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/audits/{id}/plan")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        desk.ChangeAsync<PlanBody>(
            request,
            id,
            [Role.LeadAuditor],
            (body, audit) => PlanChecks.Check(body.ToPlan(), audit.Subject, desk.Today),
            async (body, audit, by) =>
            {
                AuditPlan plan = body.ToPlan();
                return new AuditCommand.FilePlan(by, plan, await accreditation.GapsAsync(audit.Subject, plan, plan.From, plan.To, cancellation));
            },
            cancellation);

    private sealed record PlanBody(
        DateOnly From,
        DateOnly To,
        decimal OnSiteDays,
        int RemoteShare,
        IReadOnlyList<string> Sites,
        IReadOnlyList<TeamMember> Team,
        DateOnly? OnSiteFrom = null,
        DateOnly? OnSiteTo = null,
        string? Note = null)
    {
        public AuditPlan ToPlan() => new(From, To, OnSiteFrom, OnSiteTo, OnSiteDays, RemoteShare, Sites, Team, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim());
    }
}
