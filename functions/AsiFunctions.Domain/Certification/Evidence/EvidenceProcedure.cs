using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Certification.Evidence.EvidenceCommand;

namespace AsiFunctions.Domain.Certification.Evidence;

/// <summary>What happens to a member's evidence.</summary>
public static class EvidenceProcedure
{
    /// <summary>Characters of a title, at most: all titles of a library are in one row.</summary>
    public const int LongestTitle = 100;

    /// <summary>The code of a refusal where there is no such piece.</summary>
    public const string NoSuchEvidence = "no-such-evidence";

    /// <summary>The code of a refusal where it is so already.</summary>
    public const string Unchanged = "unchanged";

    // A row takes 450,000 characters; an entry has about 150 besides its title, whose characters may take 6 each. Some 2,000 pieces with usual
    // titles.
    private const int Room = 420_000;
    private const int EntryLength = 150;

    /// <summary>What a command makes of a library.</summary>
    /// <param name="library">As stored, or empty.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The instant.</param>
    public static Decision<EvidenceLibrary> Decide(EvidenceLibrary library, EvidenceCommand command, DateTimeOffset now) => command switch
    {
        Add add => Enter(library, add, now),
        Retire retire => On(library, retire.Key, entry => entry.RetiredOn is null
            ? Accept(
                library,
                retire.Key,
                entry with { RetiredOn = DateOnly.FromDateTime(now.UtcDateTime) },
                new CaseEvent("evidence-retired", retire.By, retire.Key))
            : Refuse(Unchanged, "The evidence was retired before.")),
        ScanAgain again => On(library, again.Key, entry => entry.Status is EvidenceStatus.Quarantined
            ? new Decision<EvidenceLibrary>.Accepted(library, [], [new Effect.Scan(EvidencePiece.PartOf(again.Key)!)])
            : Refuse(Unchanged, "The file is not in quarantine.")),
        RecordScan scan => On(library, scan.Key, entry => entry.Status is EvidenceStatus.Quarantined
            ? Accept(library, scan.Key, entry with { Status = scan.Found }, LinesOf(scan))
            : Refuse(Unchanged, "The file was scanned before.")),
        _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
    };

    /// <summary>Calls a piece otherwise. Its file or reference stays: another document is another piece.</summary>
    /// <param name="library">As stored, or empty.</param>
    /// <param name="piece">The piece's details; null where there are none.</param>
    /// <param name="key">The piece.</param>
    /// <param name="title">The new title.</param>
    /// <param name="description">The new description; null for none.</param>
    public static Decision<EvidenceLibrary> Describe(EvidenceLibrary library, EvidencePiece? piece, string key, string title, string? description)
    {
        if (library.Find(key) is not { } entry || piece is null)
        {
            return NotThere;
        }

        if (entry.Title == title && piece.Description == description)
        {
            return Refuse(Unchanged, "The evidence is described like that already.");
        }

        EvidenceLibrary after = With(library, key, entry with { Title = title });
        return HasRoom(after)
            ? new Decision<EvidenceLibrary>.Accepted(after, [], [])
            {
                Parts = [new CasePart(EvidencePiece.PartOf(key)!, piece with { Description = description })],
            }
            : Full;
    }

    private static Decision<EvidenceLibrary> Enter(EvidenceLibrary library, Add add, DateTimeOffset now)
    {
        int number = library.LastNumber + 1;
        bool upload = add.Piece.File is not null;
        EvidenceEntry entry = new(
            upload ? EvidenceKind.Upload : EvidenceKind.Reference,
            upload ? EvidenceStatus.Quarantined : EvidenceStatus.KeptByMember,
            add.Title,
            now,
            RetiredOn: null);
        EvidenceLibrary after = With(library with { LastNumber = number }, EvidencePiece.KeyOf(number), entry);
        string part = EvidencePiece.PartOf(number);
        return HasRoom(after)
            ? new Decision<EvidenceLibrary>.Accepted(
                after, [new CaseEvent("evidence-added", add.By, EvidencePiece.KeyOf(number))], upload ? [new Effect.Scan(part)] : [])
            {
                Parts = [new CasePart(part, add.Piece)],
            }
            : Full;
    }

    // A clean file is what everybody expects; only what is not gets a line.
    private static CaseEvent[] LinesOf(RecordScan scan) =>
        scan.Found is EvidenceStatus.Infected ? [new CaseEvent("evidence-infected", scan.By, scan.Key)] : [];

    private static bool HasRoom(EvidenceLibrary library) =>
        library.Pieces.Values.Sum(entry => EntryLength + LengthOf(entry.Title)) <= Room;

    private static int LengthOf(string title) => title.Sum(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' ? 1 : 6);

    private static Decision<EvidenceLibrary> On(EvidenceLibrary library, string key, Func<EvidenceEntry, Decision<EvidenceLibrary>> decide) =>
        library.Find(key) is { } entry ? decide(entry) : NotThere;

    private static EvidenceLibrary With(EvidenceLibrary library, string key, EvidenceEntry entry) =>
        library with { Pieces = new Dictionary<string, EvidenceEntry>(library.Pieces, StringComparer.Ordinal) { [key] = entry } };

    private static Decision<EvidenceLibrary>.Accepted Accept(
        EvidenceLibrary library, string key, EvidenceEntry entry, params IReadOnlyList<CaseEvent> events) =>
        new(With(library, key, entry), events, []);

    private static Decision<EvidenceLibrary>.Refused NotThere { get; } = Refuse(NoSuchEvidence, "There is no such evidence in your library.");

    private static Decision<EvidenceLibrary>.Refused Full { get; } = Refuse(
        "library-full", "Your library is full. Put related documents into one file, or shorten titles.");

    private static Decision<EvidenceLibrary>.Refused Refuse(string code, string message) => new(code, message);
}
