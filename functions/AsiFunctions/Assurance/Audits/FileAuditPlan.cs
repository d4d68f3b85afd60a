using AsiFunctions.Access;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http.OpenApi;
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
    /// <c>plan-notice</c> where it only comes too late.
    /// </summary>
    /// <remarks>Round trips: as <see cref="AuditDesk"/> says, and a point read for the firm and for each auditor, all at once.</remarks>
    [Function(nameof(FileAuditPlan))]
    [OpenTo(Role.LeadAuditor)]
    [Takes(typeof(PlanBody))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
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

    /// <summary>How an audit is to be carried out.</summary>
    /// <param name="From">Its first day.</param>
    /// <param name="To">Its last day.</param>
    /// <param name="OnSiteDays">Days on site of all auditors together, in halves.</param>
    /// <param name="RemoteShare">The part that is done from afar, 0 to 100 percent.</param>
    /// <param name="Sites">Keys of the facilities that are visited: <c>F1</c>.</param>
    /// <param name="Team">Who audits; one of them leads.</param>
    /// <param name="OnSiteFrom">The first day on site; null for an audit from a desk.</param>
    /// <param name="OnSiteTo">The last day on site; null for an audit from a desk.</param>
    /// <param name="Note">What else the Secretariat should know; null for nothing.</param>
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
        public AuditPlan ToPlan() =>
            new(From, To, OnSiteFrom, OnSiteTo, OnSiteDays, RemoteShare, Sites, Team, string.IsNullOrWhiteSpace(Note) ? null : Note.Trim());
    }
}
