using System.Globalization;
using System.Text.Json;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>The row that is the truth about a case: its JSON, and beside it what lists, sweeps and repeats need.</summary>
/// <param name="Kind">The kind of case.</param>
/// <param name="Case">The state.</param>
/// <param name="Version">Decisions so far, the beginning included; 0 for a case that is presumed and not stored yet.</param>
/// <param name="Lines">Timeline lines so far; the next one is inserted as this plus one.</param>
/// <param name="BegunAt">When it was added.</param>
/// <param name="ChangedAt">When it was last decided about.</param>
/// <param name="Task">The open task.</param>
/// <param name="Decisions">The ids of the latest decisions, newest last.</param>
/// <param name="KeyHash">What the case's Idempotency-Key hashes to, or a number by chance: tells
/// our own row from a stranger's with the same id.</param>
/// <param name="BodyHash">The hash of the body that it began with.</param>
/// <param name="ETag">The row's version in the table.</param>
internal sealed record CaseRow(
    ICaseKind Kind,
    ICase Case,
    int Version,
    int Lines,
    DateTimeOffset BegunAt,
    DateTimeOffset ChangedAt,
    CaseTask? Task,
    IReadOnlyList<string> Decisions,
    string KeyHash,
    string BodyHash,
    ETag ETag)
{
    /// <summary>How many decision ids a row remembers. A repeat comes within minutes; this is years of a case's life.</summary>
    public const int RememberedDecisions = 32;

    public const string KeyPrefix = "case|";

    private const int TitleLength = 200;
    private const int KeywordsLength = 500;

    private const string JsonName = "Json";

    /// <summary>The kind's title, cut to what lists and queues keep of it.</summary>
    public static string TitleOf(ICaseKind kind, ICase @case)
    {
        string title = kind.Title(@case);
        return title.Length <= TitleLength ? title : LongText.Pieces(title, TitleLength).First();
    }

    /// <summary>
    /// The column that says, by being true, that the case is of an organisation. A column for each:
    /// a filter can ask for one, but not look into a list.
    /// </summary>
    public static string ColumnOf(CaseId organisation) => $"Of_{organisation.Value.Replace('-', '_')}";

    public static string KeyOf(CaseId id) => KeyPrefix + id.Value;

    /// <summary>A row that is not stored yet, of the case that its kind presumes; null where it presumes none.</summary>
    public static CaseRow? Presume(CaseKinds kinds, CaseId id, DateTimeOffset now) => kinds.Of(id) is { } kind && kind.Blank(id) is { } blank
        ? new CaseRow(
            kind, blank, Version: 0, Lines: 0, BegunAt: now, ChangedAt: now, Task: null, Decisions: [], KeyHash: id.Value, BodyHash: "", default)
        : null;

    /// <summary>True where the table holds the case already.</summary>
    public bool IsStored => Version > 0;

    public Stored<TCase> As<TCase>()
        where TCase : ICase =>
        new((TCase)Case, Version, BegunAt, ChangedAt, Task);

    /// <exception cref="CaseTooLargeException">The case does not fit into a row.</exception>
    public TableEntity ToEntity()
    {
        Step next = Kind.Next(Case);
        CaseOrchestration? orchestration = Kind.Orchestration(Case);
        TableEntity row = new(CaseTable.ShardOf(Case.Id), KeyOf(Case.Id))
        {
            ["State"] = Case.StateName,
            ["Ended"] = next is Step.End,
            ["Title"] = TitleOf(Kind, Case),
            ["Keywords"] = KeywordsOf(Kind, Case),
            ["Version"] = Version,
            ["Lines"] = Lines,
            ["BegunAt"] = BegunAt,
            ["ChangedAt"] = ChangedAt,
            ["Decisions"] = JsonSerializer.Serialize(Decisions, Json.Options),
            ["KeyHash"] = KeyHash,
            ["BodyHash"] = BodyHash,
        };
        foreach (CaseId organisation in Kind.Organisations(Case))
        {
            row[ColumnOf(organisation)] = true;
        }

        if (next.WakesAt is { } wakesAt)
        {
            row["WakesAt"] = wakesAt;
        }

        if (next is Step.Work { What: var work })
        {
            row["Work"] = work;
        }

        if (orchestration is not null)
        {
            row["Orchestrator"] = orchestration.Name;
            row["Instance"] = orchestration.InstanceId;
        }

        if (Task is not null)
        {
            row["Task"] = JsonSerializer.Serialize(Task, Json.Options);
        }

        string json = Kind.Write(Case);
        if (!LongText.TryWrite(row, JsonName, json))
        {
            throw new CaseTooLargeException(Case.Id, json.Length, LongText.MaxLength);
        }

        return row;
    }

    public static CaseRow From(TableEntity row, CaseKinds kinds)
    {
        CaseId id = CaseId.Parse(row.RowKey[KeyPrefix.Length..]);
        ICaseKind kind = kinds.Of(id);
        return new CaseRow(
            kind,
            kind.Read(LongText.Read(row, JsonName)),
            row.GetInt32("Version")!.Value,
            row.GetInt32("Lines")!.Value,
            row.GetDateTimeOffset("BegunAt")!.Value,
            row.GetDateTimeOffset("ChangedAt")!.Value,
            row.GetString("Task") is { } task ? JsonSerializer.Deserialize<CaseTask>(task, Json.Options) : null,
            JsonSerializer.Deserialize<string[]>(row.Text("Decisions"), Json.Options)!,
            row.Text("KeyHash"),
            row.Text("BodyHash"),
            row.ETag);
    }

    // One a line, so that nothing is found that spans two.
    private static string KeywordsOf(ICaseKind kind, ICase @case) =>
        LongText.Pieces(string.Join('\n', kind.Keywords(@case)), KeywordsLength).FirstOrDefault("");
}

/// <summary>A case outgrew its row: what makes it so large belongs into a blob (design rule 2).</summary>
public sealed class CaseTooLargeException(CaseId id, int length, int limit)
    : Exception(string.Create(
        CultureInfo.InvariantCulture, $"The case {id} has {length} characters of JSON; a row takes {limit}. Move its large part to a blob."));
