using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A piece of evidence is retired: it stays where it is linked, and cannot be linked anew.</summary>
public sealed class RetireEvidence(EvidenceDesk desk)
{
    /// <summary>Takes no body; done twice it says the same. Two point reads, one transaction.</summary>
    [Function(nameof(RetireEvidence))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(EvidenceView))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/evidence/{key}/retire")] HttpRequest request,
        string id,
        string key,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        EvidenceDesk.TryRead(request, id, out CaseId library)
            ? await desk.ChangeAsync(
                library, key, new EvidenceCommand.Retire(request.HttpContext.Person().AsActorIn(Role.Member, Role.MemberAdmin)!, key), cancellation)
            : Problems.NotFound();
}
