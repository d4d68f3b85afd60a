using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Certification.Evidence;

/// <summary>Evidence that the member keeps at home.</summary>
public sealed class AddEvidenceReference(EvidenceDesk desk)
{
    private const int LongestPlace = 500;
    private const int LongestLink = 2000;

    /// <summary>
    /// Takes <c>{"title", "keptAt", "askFor"?, "link"?, "description"?}</c>: where it is kept, and
    /// who to ask by function, not by name. One point read, one transaction.
    /// </summary>
    [Function(nameof(AddEvidenceReference))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Takes(typeof(ReferenceBody))]
    [ReadsHeader("Idempotency-Key")]
    [Answers(201, typeof(EvidenceView), Headers = ["Location"])]
    [Refuses(404, 409)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/members/{id}/evidence")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (!EvidenceDesk.TryRead(request, id, out CaseId library))
        {
            return Problems.NotFound();
        }

        Person person = request.HttpContext.Person();
        Body<ReferenceBody> body = await request.ReadAsync<ReferenceBody>(cancellation: cancellation);
        IdempotencyHeader header = request.IdempotencyKey($"{nameof(AddEvidenceReference)} {library} {person.AccountId}", body.Hash);
        if ((body.Problem ?? header.Problem) is { } unusable)
        {
            return unusable;
        }

        ReferenceBody sent = body.Value;
        Fault[] faults = [.. Check(sent)];
        if (faults.Length > 0)
        {
            return Problems.InvalidForm(faults);
        }

        KeptReference reference = new(sent.KeptAt.Trim(), OwnWords.Of(sent.AskFor), OwnWords.Of(sent.Link));
        EvidencePiece piece = new(OwnWords.Of(sent.Description), File: null, reference, person.AccountId, Request: null);
        EvidenceCommand.Add add = new(person.AsActorIn(Role.Member, Role.MemberAdmin)!, sent.Title.Trim(), piece);
        return (await desk.AddAsync(library, add, header.Key, cancellation)).Answer;
    }

    private static IEnumerable<Fault> Check(ReferenceBody body)
    {
        foreach (Fault fault in EvidenceDesk.Check(body.Title, body.Description))
        {
            yield return fault;
        }

        if (EvidenceDesk.CheckLine(body.KeptAt, "/keptAt", LongestPlace, "Say where it is kept.") is { } place)
        {
            yield return place;
        }

        if (EvidenceDesk.CheckLine(body.AskFor, "/askFor", LongestPlace, needed: null) is { } function)
        {
            yield return function;
        }

        if (OwnWords.Of(body.Link) is { } link && !IsLink(link))
        {
            yield return new Fault("/link", FaultCodes.Malformed, "Give an address that begins with https:// or http://, without a user name.");
        }
    }

    // An address within the member's own network need not have a domain.
    private static bool IsLink(string link) =>
        link.Length <= LongestLink
        && Uri.TryCreate(link, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && address.Host.Length > 0;

    /// <summary>Evidence that the member keeps at home.</summary>
    /// <param name="Title">How the member calls it, 1 to 100 characters.</param>
    /// <param name="KeptAt">Where it is kept, 1 to 500 characters.</param>
    /// <param name="AskFor">Who to ask, by function, not by name; at most 500 characters.</param>
    /// <param name="Link">An address that begins with <c>https://</c> or <c>http://</c>, at most 2,000 characters.</param>
    /// <param name="Description">More about it, at most 2,000 characters.</param>
    private sealed record ReferenceBody(string Title, string KeptAt, string? AskFor = null, string? Link = null, string? Description = null);
}
