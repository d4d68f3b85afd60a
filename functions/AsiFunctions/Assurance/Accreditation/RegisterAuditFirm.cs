using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>The Secretariat registers an audit firm's application.</summary>
public sealed class RegisterAuditFirm(ICaseStore cases, AccreditationDesk desk)
{
    /// <summary>
    /// Takes <c>{"name", "contact": {"name", "email", "language"}, "bodies"?: [{"standard", "body",
    /// "reference", "from", "to"?}], "registeredOn"?}</c>. The review is a task. One transaction; a
    /// repeat with the same Idempotency-Key gets the same answer.
    /// </summary>
    [Function(nameof(RegisterAuditFirm))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Application))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(Registered), Headers = ["Location"])]
    [Refuses(422)]
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

    /// <summary>A firm's application.</summary>
    /// <param name="Name">The firm's name, 1 to 200 characters.</param>
    /// <param name="Contact">Whom ASI writes to, and whom it invites first.</param>
    /// <param name="Bodies">Its accreditations by national bodies; may be left out until the review is decided.</param>
    /// <param name="RegisteredOn">The day of the application; default: today. Earlier for a firm that is taken over from other records.</param>
    private sealed record Application(
        string Name, FirmContact Contact, IReadOnlyList<BodyAccreditation>? Bodies = null, DateOnly? RegisteredOn = null);
}

/// <summary>What was registered.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="StatusUrl">Where it stands.</param>
public sealed record Registered(CaseId Id, string StatusUrl);
