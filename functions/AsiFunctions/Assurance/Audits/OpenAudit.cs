using System.Diagnostics;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Audits;

/// <summary>A member opens an audit with the accredited firm that it has chosen.</summary>
public sealed class OpenAudit(
    ICaseStore cases, MemberCertificates certificates, AccreditationStore accreditation, IStandards standards, AuditDesk desk, AuditSettings settings)
{
    private const int Attempts = 5;

    /// <summary>
    /// Takes <c>{"scope", "type", "firm", "assessment"}</c>; the firm is asked for a plan. Three
    /// point reads at once (member, register, firm), one for each certificate of the scope at once, a point read for the register that is told, and
    /// one transaction; all again where the register changes meanwhile. One audit of a scope runs at a
    /// time. A repeat with the same Idempotency-Key gets the same answer.
    /// </summary>
    [Function(nameof(OpenAudit))]
    [OpenTo(Role.Member, Role.MemberAdmin, Role.Secretariat)]
    [Takes(typeof(AuditRequest))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(AuditReceipt), Headers = ["Location"])]
    [Refuses(404, 409, 422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/audits")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Person person = request.HttpContext.Person();
        if (!MemberDesk.TryRead(id, out CaseId member) || (person.Organisation.Kind is not OrganisationKind.Asi && person.Organisation.Id != member))
        {
            return Problems.NotFound();
        }

        Actor by = person.AsActorIn(Role.Member, Role.MemberAdmin, Role.Secretariat)!;
        Body<AuditRequest> body = await request.ReadAsync<AuditRequest>(cancellation: cancellation);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(OpenAudit)} {member} {by.Id}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } unusable)
        {
            return unusable;
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryAsync(member, body.Value, header.Key, by, cancellation) is { } answer)
            {
                return answer;
            }
        }

        throw new CaseBusyException(member);
    }

    /// <summary>The answer; null where the register has changed since it was read, and everything has to be looked at again.</summary>
    private async Task<IResult?> TryAsync(CaseId memberId, AuditRequest asked, IdempotencyKey? key, Actor by, CancellationToken cancellation)
    {
        CaseId registerId = memberId.As(EntityRegister.Prefix);
        Task<Stored<EntityRegister>?> reading = cases.FindAsync<EntityRegister>(registerId, cancellation);
        Task<AuditFirm?> firm = accreditation.FirmAsync(asked.Firm, cancellation);
        Stored<Member>? member = await cases.FindAsync<Member>(memberId, cancellation);
        Stored<EntityRegister>? register = await reading;
        EntityRegister entities = register?.Case ?? EntityRegister.Empty(registerId);
        IReadOnlyList<Stored<Certificate>> issued = await certificates.OfAsync(
            entities.Scopes.Where(scope => scope.Key == asked.Scope), cancellation);
        AuditFirm? found = await firm;
        if (member is null)
        {
            return Problems.NotFound();
        }

        OpeningFacts facts = new(
            member.Case, entities, found, await standards.PinnedAsync(cancellation), [.. issued.Select(certificate => certificate.Case)]);
        OpeningDecision decision = AuditOpening.Decide(asked, facts, desk.Today);
        AddOutcome<Audit>? outcome = decision switch
        {
            OpeningDecision.Granted granted => await cases.AddAsync<Audit>(
                Audit.Prefix,
                key,
                (id, now) => AuditProcedure.Begin(granted.Subject(id), by, now, settings.Rules),
                cancellation,
                beside: memberId,
                new SeenCase(registerId, register?.Version ?? 0)),
            _ when key is not null => await cases.FindRepeatAsync<Audit>(Audit.Prefix, key, cancellation, beside: memberId),
            _ => null,
        };
        return (outcome, decision) switch
        {
            (AddOutcome<Audit>.Overtaken, _) => null,
            (AddOutcome<Audit>.KeyReused, _) => Problems.IdempotencyKeyReused(),
            (AddOutcome<Audit>.Added added, _) => Created(added.Stored.Case),
            (_, OpeningDecision.Faulty faulty) => Problems.InvalidForm(faulty.Faults),
            (_, OpeningDecision.Refused refused) => Problems.Conflict(refused.Code, refused.Message),
            _ => throw new UnreachableException(),
        };
    }

    // Nothing that changes later: a repeat gets the same answer.
    private static IResult Created(Audit audit) =>
        Results.Created($"/api/cases/{audit.Id}", new AuditReceipt(audit.Id, audit.Subject, audit.OpenedOn, $"/api/cases/{audit.Id}"));

    /// <summary>An audit that was opened.</summary>
    /// <param name="Id">Its reference.</param>
    /// <param name="Subject">What is audited.</param>
    /// <param name="OpenedOn">The day, UTC.</param>
    /// <param name="StatusUrl">Where it stands.</param>
    private sealed record AuditReceipt(CaseId Id, AuditSubject Subject, DateOnly OpenedOn, string StatusUrl);
}
