using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Http;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Certification.Evidence;

/// <summary>A member's evidence.</summary>
public sealed class ListEvidence(ICaseStore cases)
{
    /// <summary>
    /// To the member's own people; in the order of entry, retired pieces too. One point read and a range read for each 1,000 pieces, at once.
    /// </summary>
    [Function(nameof(ListEvidence))]
    [OpenTo(Role.Member, Role.MemberAdmin)]
    [Answers(200, typeof(EvidenceList))]
    [Refuses(404)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}/evidence")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        if (!EvidenceDesk.TryRead(request, id, out CaseId library))
        {
            return Problems.NotFound();
        }

        Task<IReadOnlyDictionary<string, EvidencePiece>> reading = cases.PartsAsync<EvidencePiece>(library, EvidencePiece.PartPrefix, cancellation);
        Stored<EvidenceLibrary>? stored = await cases.FindAsync<EvidenceLibrary>(library, cancellation);

        // A piece that was entered between the two reads is shown the next time.
        EvidenceView[] items =
        [
            .. from part in (await reading).OrderBy(part => part.Key, StringComparer.Ordinal)
               let key = EvidencePiece.KeyOfPart(part.Key)
               let entry = stored?.Case.Find(key)
               where entry is not null
               select EvidenceView.Of(key, entry, part.Value),
        ];
        return Results.Ok(new EvidenceList(items));
    }

    /// <summary>A member's evidence.</summary>
    /// <param name="Items">In the order of entry.</param>
    private sealed record EvidenceList(IReadOnlyList<EvidenceView> Items);
}
