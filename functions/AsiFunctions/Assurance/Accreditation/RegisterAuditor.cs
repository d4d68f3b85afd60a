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

/// <summary>The Secretariat registers an auditor's application.</summary>
public sealed class RegisterAuditor(ICaseStore cases, AccreditationDesk desk, AssuranceSettings settings)
{
    /// <summary>
    /// Takes <c>{"name", "registeredOn"?}</c>. Training and exam are awaited as a task. One
    /// transaction; a repeat with the same Idempotency-Key gets the same answer.
    /// </summary>
    [Function(nameof(RegisterAuditor))]
    [OpenTo(Role.Secretariat)]
    [Takes(typeof(Application))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(Registered), Headers = ["Location"])]
    [Refuses(422)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/auditors")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        Body<Application> body = await request.ReadAsync<Application>(cancellation: cancellation);
        Actor by = request.HttpContext.Person().AsActor(Role.Secretariat);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(RegisterAuditor)} {by.Id}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } problem)
        {
            return problem;
        }

        (string name, DateOnly? registeredOn) = body.Value;
        if (AccreditationFaults.OfAuditor(name, registeredOn, desk.Earliest, desk.Today) is { Count: > 0 } faults)
        {
            return Problems.InvalidForm(faults);
        }

        AddOutcome<Auditor> outcome = await cases.AddAsync(
            Auditor.Prefix,
            header.Key,
            (id, now) => AuditorProcedure.Register(id, name.Trim(), registeredOn, by, now, settings.Accreditation),
            cancellation);
        return outcome is AddOutcome<Auditor>.Added { Stored.Case: { } auditor }
            ? Results.Created($"/api/auditors/{auditor.Id}", new Registered(auditor.Id, $"/api/auditors/{auditor.Id}"))
            : Problems.IdempotencyKeyReused();
    }

    /// <summary>An auditor's application.</summary>
    /// <param name="Name">The auditor's name, 1 to 200 characters.</param>
    /// <param name="RegisteredOn">The day of the application; default: today. Earlier for one who is taken over from other records.</param>
    private sealed record Application(string Name, DateOnly? RegisteredOn = null);
}
