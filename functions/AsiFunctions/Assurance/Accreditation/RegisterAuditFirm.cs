using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>The Secretariat registers an audit firm's application.</summary>
public sealed class RegisterAuditFirm(ICaseStore cases, AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"name", "contact": {"name", "email", "language"}, "bodies"?: [{"standard", "body", "reference", "from", "to"?}], "registeredOn"?}</c>. The
    /// review is a task. One transaction; a repeat with the same Idempotency-Key gets the same answer.
    /// </summary>
    [Function(nameof(RegisterAuditFirm))]
    [OpenTo(Role.Secretariat)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/audit-firms")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Body<Application> body = await request.ReadAsync<Application>(cancellation: cancellation);
        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(RegisterAuditFirm)} {by.Id}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } problem)
        {
            return problem;
        }

        FirmRegistration registration = new(body.Value.Name.Trim(), body.Value.Contact, body.Value.Bodies ?? [], body.Value.RegisteredOn);
        if (AccreditationFaults.Of(registration, desk.Earliest, desk.Today) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        AddOutcome<AuditFirm> outcome = await cases.AddAsync(
            AuditFirm.Prefix, header.Key, (id, now) => AuditFirmProcedure.Register(id, registration, by, now), cancellation);
        return outcome is AddOutcome<AuditFirm>.Added { Stored.Case: { } firm }
            ? Results.Created($"/api/audit-firms/{firm.Id}", new Registered(firm.Id, $"/api/audit-firms/{firm.Id}"))
            : Problems.IdempotencyKeyReused();
    }

    private sealed record Application(string Name, FirmContact Contact, IReadOnlyList<BodyAccreditation>? Bodies = null, DateOnly? RegisteredOn = null);
}

/// <summary>What was registered.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="StatusUrl">Where it stands.</param>
public sealed record Registered(CaseId Id, string StatusUrl);
