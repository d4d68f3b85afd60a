using System.Diagnostics;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Http;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Evidence;

/// <summary>
/// What all functions of evidence share. A library is its member's own: nobody else sees it, ASI's staff
/// neither; what it names for a corrective action, the verifying firm does.
/// </summary>
public sealed class EvidenceDesk(ICaseStore cases)
{
    private const int LongestDescription = 2000;

    /// <summary>The library of the member of the route, where that is the person's own organisation.</summary>
    public static bool TryRead(HttpRequest request, string id, out CaseId library)
    {
        bool own = MemberDesk.TryRead(id, out CaseId member) && request.HttpContext.Person().Organisation.Id == member;
        library = own ? member.As(EvidenceLibrary.Prefix) : default;
        return own;
    }

    /// <summary>A piece with its details; null where there is none. Two point reads at once.</summary>
    public async Task<(EvidenceEntry Entry, EvidencePiece Piece)?> FindAsync(CaseId library, string key, CancellationToken cancellation)
    {
        if (EvidencePiece.PartOf(key) is not { } part)
        {
            return null;
        }

        Task<EvidencePiece?> reading = cases.PartAsync<EvidencePiece>(library, part, cancellation);
        Stored<EvidenceLibrary>? stored = await cases.FindAsync<EvidenceLibrary>(library, cancellation);
        return await reading is { } piece && stored?.Case.Find(key) is { } entry ? (entry, piece) : null;
    }

    /// <summary>Enters a piece. One point read, one transaction; a repeat costs a range read more.</summary>
    /// <param name="library">The library.</param>
    /// <param name="add">The piece, without the request.</param>
    /// <param name="key">The request's key; null where it has none.</param>
    /// <param name="cancellation">The caller goes away.</param>
    /// <returns>The answer, and whether the piece that is stored names this very file.</returns>
    public async Task<(IResult Answer, bool Stored)> AddAsync(
        CaseId library, EvidenceCommand.Add add, IdempotencyKey? key, CancellationToken cancellation)
    {
        EvidencePiece piece = add.Piece with { Request = key?.DecisionId };
        DecideOutcome<EvidenceLibrary> outcome = await cases.DecideAsync<EvidenceLibrary>(
            library,
            (found, now) => EvidenceProcedure.Decide(found, add with { Piece = piece }, now),
            new DecideOptions(key?.DecisionId),
            cancellation);
        return outcome switch
        {
            DecideOutcome<EvidenceLibrary>.Applied { Repeated: true } repeat => await RepeatAsync(
                repeat.Stored.Case, key!.DecisionId, piece.File?.Blob, cancellation),
            DecideOutcome<EvidenceLibrary>.Applied applied =>
                (Created(library, EvidencePiece.KeyOf(applied.Stored.Case.LastNumber), applied.Stored.Case, piece), true),
            _ => (Of(outcome, _ => throw new UnreachableException()), false),
        };
    }

    /// <summary>Decides about a library, and answers with the piece as it is then. A point read, one transaction, a point read.</summary>
    public async Task<IResult> ChangeAsync(CaseId library, string key, EvidenceCommand command, CancellationToken cancellation)
    {
        DecideOutcome<EvidenceLibrary> outcome = await cases.DecideAsync<EvidenceLibrary>(
            library, (found, now) => EvidenceProcedure.Decide(found, command, now), options: null, cancellation);
        EvidencePiece? piece = EvidencePiece.PartOf(key) is { } part ? await cases.PartAsync<EvidencePiece>(library, part, cancellation) : null;
        return Of(outcome, stored => Show(stored.Case, key, piece));
    }

    /// <summary>Calls a piece otherwise. Two point reads at once, one transaction.</summary>
    public async Task<IResult> DescribeAsync(CaseId library, string key, string title, string? description, CancellationToken cancellation)
    {
        if (EvidencePiece.PartOf(key) is not { } part)
        {
            return Problems.NotFound();
        }

        EvidencePiece? piece = null;
        DecideOutcome<EvidenceLibrary> outcome = await cases.DecideAsync<EvidenceLibrary, EvidencePiece>(
            library,
            part,
            (found, details, _) =>
            {
                piece = details is null ? null : details with { Description = description };
                return EvidenceProcedure.Describe(found, details, key, title, description);
            },
            options: null,
            cancellation);
        return Of(outcome, stored => Show(stored.Case, key, piece));
    }

    /// <summary>What is wrong with a title and a description.</summary>
    internal static IEnumerable<Fault> Check(string title, string? description)
    {
        if (CheckLine(title, "/title", EvidenceProcedure.LongestTitle, "Give the evidence a title.") is { } faulty)
        {
            yield return faulty;
        }

        if (OwnWords.Of(description) is { } words && (words.Length > LongestDescription || !PlainText.IsPlain(words, allowLines: true)))
        {
            yield return new Fault(
                "/description", FaultCodes.TooLong, $"Please use at most {LongestDescription} characters, none of them control characters.");
        }
    }

    /// <summary>What is wrong with a line of text.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="pointer">The member of the body.</param>
    /// <param name="longest">Characters, at most.</param>
    /// <param name="needed">What to write; null where it may be left out.</param>
    internal static Fault? CheckLine(string? text, string pointer, int longest, string? needed) => OwnWords.Of(text) switch
    {
        null => needed is null ? null : new Fault(pointer, FaultCodes.Required, needed),
        { Length: int length } when length > longest => new Fault(pointer, FaultCodes.TooLong, $"Please use at most {longest} characters."),
        string words when !PlainText.IsPlain(words, allowLines: false) => new Fault(
            pointer, FaultCodes.ControlCharacter, "The text holds a control character; please type it again."),
        _ => null,
    };

    /// <summary>
    /// It may be a repeat of itself: the first answer of the storage was lost, and the client
    /// library sent the transaction again. The file stays then.
    /// </summary>
    private async Task<(IResult Answer, bool Stored)> RepeatAsync(
        EvidenceLibrary library, string request, string? blob, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, EvidencePiece> pieces = await cases.PartsAsync<EvidencePiece>(library.Id, EvidencePiece.PartPrefix, cancellation);
        (string part, EvidencePiece piece) = pieces.Single(entry => entry.Value.Request == request);
        return (Created(library.Id, EvidencePiece.KeyOfPart(part), library, piece), piece.File?.Blob == blob);
    }

    private static IResult Created(CaseId id, string key, EvidenceLibrary library, EvidencePiece piece) =>
        Results.Created($"/api/members/{id.As(Organisation.MemberPrefix)}/evidence", EvidenceView.Of(key, library.Find(key)!, piece));

    private static IResult Show(EvidenceLibrary library, string key, EvidencePiece? piece) => library.Find(key) is { } entry && piece is not null
        ? Results.Ok(EvidenceView.Of(key, entry, piece))
        : Problems.NotFound();

    private static IResult Of(DecideOutcome<EvidenceLibrary> outcome, Func<Stored<EvidenceLibrary>, IResult> done) => outcome switch
    {
        DecideOutcome<EvidenceLibrary>.Applied applied => done(applied.Stored),
        DecideOutcome<EvidenceLibrary>.Refused { Code: EvidenceProcedure.Unchanged } refused => done(refused.Stored),
        DecideOutcome<EvidenceLibrary>.Refused { Code: EvidenceProcedure.NoSuchEvidence } => Problems.NotFound(),
        DecideOutcome<EvidenceLibrary>.Refused refused => Problems.Conflict(refused.Code, refused.Message),
        DecideOutcome<EvidenceLibrary>.NotFound => Problems.NotFound(),
        _ => throw new UnreachableException(),
    };
}
