using System.Diagnostics;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Certificates;

/// <summary>A certificate is issued, or one of earlier days is taken over.</summary>
public sealed class IssueCertificate(CertificateDesk desk)
{
    /// <summary>
    /// Takes <c>{"member", "scope", "standard", "version", "audit", "level"?, "issuedOn"?, "takenOver"?, "reason"?, "assessment"?}</c>; the audit is
    /// <c>{"type", "firm", "endedOn", "findings", "correctiveActionPlan"?, "maturity"?, "onSiteFrom"?, "onSiteTo"?, "leadAuditor"?}</c>. The level
    /// follows from the findings. A repeat with the same Idempotency-Key gets the same answer. Four point reads and a transaction for the first
    /// certificate of a scope against the PS.
    /// </summary>
    /// <remarks>For the round trips of others see <see cref="CertificateDesk.IssueAsync"/>.</remarks>
    [Function(nameof(IssueCertificate))]
    [OpenTo(Role.Releaser)]
    [Takes(typeof(Order))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(CertificateView), Headers = ["Location"])]
    [Refuses(409, 422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/certificates")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Body<Order> body = await request.ReadAsync<Order>(cancellation: cancellation);
        Actor by = request.HttpContext.Person().AsActor(Role.Releaser);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(IssueCertificate)} {by.Id}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } problem)
        {
            return problem;
        }

        if (Check(body.Value) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        return await desk.IssueAsync(body.Value.ToOrder(), by, header.Key, cancellation) switch
        {
            IssueOutcome.Issued issued => Created(issued.Stored),
            IssueOutcome.Faulty faulty => Problems.InvalidForm(faulty.Faults),
            IssueOutcome.Refused { Code: "wrong-role" } refused => Problems.Forbidden(refused.Message),
            IssueOutcome.Refused refused => Problems.Conflict(refused.Code, refused.Message),
            IssueOutcome.KeyReused => Problems.IdempotencyKeyReused(),
            _ => throw new UnreachableException(),
        };
    }

    // As it was issued, on the day of its issue: a repeat gets the very same answer, whatever happened meanwhile.
    private static IResult Created(Stored<Certificate> stored)
    {
        Certificate issued = stored.Case with { Records = [] };
        return Results.Created($"/api/certificates/{issued.Id}", CertificateView.Of(issued, version: 1, issued.IssuedOn, CaseAudience.Staff));
    }

    private static List<Fault> Check(Order body)
    {
        List<Fault> faults = [.. body.Audit.Check()];
        if (body.TakenOver && OwnWords.Check(body.Reason, "/reason", "Say why the certificate is entered later than it was issued.") is { } fault)
        {
            faults.Add(fault);
        }
        else if (!body.TakenOver && OwnWords.Of(body.Reason) is not null)
        {
            faults.Add(new Fault("/reason", FaultCodes.NotAsked, "A reason is asked for only where the certificate is taken over."));
        }

        return faults;
    }

    /// <summary>A certificate that shall be issued.</summary>
    /// <param name="Member">Whose it will be.</param>
    /// <param name="Scope">The certification scope's key in the member's register: <c>S1</c>.</param>
    /// <param name="Standard">PS or CoC, as the scope.</param>
    /// <param name="Version">The version that was audited against: <c>V3</c>.</param>
    /// <param name="Audit">What was found.</param>
    /// <param name="Level">What the releaser takes it to be, as a check; default: what follows from
    /// the findings. One that is taken over may be lower.</param>
    /// <param name="IssuedOn">The first day of validity; default: today.</param>
    /// <param name="TakenOver">True for a certificate of earlier days that is entered later than it was issued.</param>
    /// <param name="Reason">Why it is entered later, 1 to 4,000 characters; only where it is taken over.</param>
    /// <param name="Assessment">The submitted self-assessment behind it.</param>
    private sealed record Order(
        CaseId Member,
        string Scope,
        StandardCode Standard,
        string Version,
        AuditBody Audit,
        CertificateLevel? Level = null,
        DateOnly? IssuedOn = null,
        bool TakenOver = false,
        string? Reason = null,
        CaseId? Assessment = null)
    {
        public CertificateOrder ToOrder()
        {
            StandardRef standard = new(Standard, Version);
            return new CertificateOrder(
                Member, Scope, standard, Level, IssuedOn, TakenOver ? OwnWords.Of(Reason) : null, Assessment, Audit.Against(standard));
        }
    }
}
