using AsiFunctions.Access;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>Somebody of an audit's team declares conflicts of interest, for this audit.</summary>
public sealed class DeclareConflict(AuditDesk desk, AccreditationStore accreditation)
{
    /// <summary>
    /// Takes <c>{"auditor", "conflict", "details"?}</c>; details are needed where there is a
    /// conflict. Whoever has an account declares for themselves; the lead auditor enters the signed declarations of those who have none.
    /// </summary>
    /// <remarks>Round trips: as <see cref="AuditDesk"/> says, and a point read for the auditor.</remarks>
    [Function(nameof(DeclareConflict))]
    [OpenTo(Role.Auditor, Role.LeadAuditor)]
    [Takes(typeof(DeclarationBody))]
    [ReadsHeader("If-Match")]
    [ReadsHeader("Idempotency-Key")]
    [Answers(200, typeof(CaseStatus), Headers = ["ETag"])]
    [Refuses(404, 409, 412)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audits/{id}/declarations")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        await desk.ChangeAsync<DeclarationBody>(
            request,
            id,
            [Role.LeadAuditor, Role.Auditor],
            (body, _) => Details(body),
            async (body, audit, by) =>
            {
                bool mayEnter = await MayEnterAsync(body.Auditor, audit.Subject.Firm, by, cancellation);
                return new AuditCommand.Declare(by, body.Auditor, body.Conflict, OwnWords.Of(body.Details), mayEnter);
            },
            cancellation);

    private static IReadOnlyList<Fault> Details(DeclarationBody body) =>
        OwnWords.Check(body.Details, "/details", body.Conflict ? "Say what the conflict is, and what is done about it." : null) is { } fault
            ? [fault]
            : [];

    private async Task<bool> MayEnterAsync(CaseId auditor, CaseId firm, Actor by, CancellationToken cancellation)
    {
        IReadOnlyList<Auditor> found = await accreditation.AuditorsAsync([auditor], cancellation);
        string? account = found.SelectMany(one => one.Engagements).LastOrDefault(engagement => engagement.Firm == firm)?.Account;
        return account is null ? by.Role is Role.LeadAuditor : account == by.Id;
    }

    /// <summary>A declaration.</summary>
    /// <param name="Auditor">Who declares.</param>
    /// <param name="Conflict">True where there is a conflict of interest.</param>
    /// <param name="Details">What the conflict is and what is done about it, at most 4,000 characters; needed where there is one.</param>
    private sealed record DeclarationBody(CaseId Auditor, bool Conflict, string? Details = null);
}
