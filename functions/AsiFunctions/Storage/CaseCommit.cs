using System.Text.Json;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>Reads a case's row; null where there is none.</summary>
internal delegate Task<CaseRow?> ReadCase(CaseId id, CancellationToken cancellation);

/// <summary>
/// Writes down what an accepted decision changes: the rows of one transaction, and the entries that the relay carries on. What the decision tells
/// other cases of the partition is decided by their procedures and becomes part of the same transaction.
/// </summary>
internal sealed class CaseCommit
{
    // More than any procedure has cases to tell: it ends two that answer each other for ever.
    private const int MaxTells = 32;

    private readonly CaseKinds kinds;
    private readonly ReadCase read;
    private readonly DateTimeOffset now;
    private readonly List<OutboxEntry> entries = [];
    private readonly List<CaseChange> changes = [];
    private readonly Queue<Effect.Tell> toTell = [];
    private readonly SeenCase? seen;

    private CaseCommit(CaseKinds kinds, ReadCase read, CaseId id, DateTimeOffset now, SeenCase? seen = null)
    {
        this.kinds = kinds;
        this.read = read;
        this.now = now;
        this.seen = seen;
        Transaction = new CaseTransaction(id);
    }

    /// <summary>The rows.</summary>
    public CaseTransaction Transaction { get; }

    /// <summary>What leaves after the commit.</summary>
    public IReadOnlyList<OutboxEntry> Entries => entries;

    /// <summary>True where a case that is told is not as the decision presumes: this must not be stored.</summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>The case's row as it will be; its ETag is the one before.</summary>
    public CaseRow Row => changes[0].Row;

    /// <summary>The rows of a new case. One point read for each case that is told.</summary>
    public static async Task<CaseCommit> BeginAsync(
        CaseKinds kinds,
        ReadCase read,
        Decision<ICase>.Accepted begun,
        DateTimeOffset now,
        string keyHash,
        string bodyHash,
        SeenCase? seen,
        CancellationToken cancellation)
    {
        CaseCommit commit = new(kinds, read, begun.Case.Id, now, seen);
        commit.Insert(begun, keyHash, bodyHash);
        await commit.CompleteAsync(cancellation);
        return commit;
    }

    /// <summary>The rows of a decision about a case. One point read for each case that is told.</summary>
    /// <param name="kinds">All kinds.</param>
    /// <param name="read">Reads the cases that are told.</param>
    /// <param name="before">The case's row as it was read, or presumed.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="how">Who asks, and how.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Cancels reading.</param>
    public static async Task<CaseCommit> DecideAsync(
        CaseKinds kinds,
        ReadCase read,
        CaseRow before,
        Decision<ICase>.Accepted decision,
        DecisionOrigin how,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        CaseCommit commit = new(kinds, read, before.Case.Id, now);
        CaseChange change = commit.Open(before, how);
        commit.Apply(change, decision);
        await commit.CompleteAsync(cancellation);
        return commit;
    }

    /// <summary>The rows of a change to the open task alone: who works on it, when they want to see it again.</summary>
    public static CaseCommit Touch(CaseRow before, CaseTask task, CaseEvent line, DateTimeOffset now)
    {
        CaseCommit commit = new(null!, null!, before.Case.Id, now);
        CaseChange change = new(before, How: null) { Row = before with { Task = task } };
        commit.changes.Add(change);
        commit.Tell(change, before.Version, [line]);
        commit.Transaction.Replace(change.Row.ToEntity(), before.ETag);
        commit.Transaction.Upsert(TaskRow.ToEntity(task));
        return commit;
    }

    private void Insert(Decision<ICase>.Accepted begun, string keyHash, string bodyHash)
    {
        ICaseKind kind = kinds.Of(begun.Case.Id);
        CaseRow nothing = new(
            kind, begun.Case, Version: 0, Lines: 0, BegunAt: now, ChangedAt: now, Task: null, Decisions: [], keyHash, bodyHash, default);
        Apply(Open(nothing, how: null), begun);
    }

    private CaseChange Open(CaseRow before, DecisionOrigin? how)
    {
        CaseChange change = new(before, how)
        {
            Row = before with
            {
                Version = before.Version + 1,
                ChangedAt = now,
                Decisions = how is null ? before.Decisions : [.. before.Decisions.Append(how.DecisionId).TakeLast(CaseRow.RememberedDecisions)],
            },
        };
        changes.Add(change);
        return change;
    }

    private void Apply(CaseChange change, Decision<ICase>.Accepted decision)
    {
        change.Row = change.Row with { Case = decision.Case };
        change.End ??= change.How?.End ?? (decision.Events is [CaseEvent first, ..] ? new TaskEnd(first.What, first.By, now, first.Reason) : null);
        Tell(change, change.Row.Version, decision.Events);
        foreach (CasePart part in decision.Parts)
        {
            Put(PartRow.ToEntity(decision.Case.Id, part), change.How?.Part is { } seen && seen.Name == part.Name ? seen : null);
            change.Count(part);
        }

        foreach (Effect effect in decision.Effects)
        {
            Leave(change, effect);
        }
    }

    /// <summary>
    /// A part that was read for the decision has to be as it was then. The case's ETag alone does not say so: the two were read at once, and another
    /// decision may have been stored after the part was read and before the case was.
    /// </summary>
    private void Put(TableEntity part, SeenPart? seen)
    {
        if (seen is null)
        {
            Transaction.Upsert(part);
        }
        else if (seen.ETag is { } etag)
        {
            Transaction.Replace(part, etag);
        }
        else
        {
            Transaction.Add(part);
        }
    }

    private async Task CompleteAsync(CancellationToken cancellation)
    {
        for (int told = 0; toTell.TryDequeue(out Effect.Tell? tell); told++)
        {
            if (told >= MaxTells)
            {
                throw new InvalidOperationException(
                    $"A decision about {Row.Case.Id} tells more than {MaxTells} cases, or two that answer each other for ever.");
            }

            await HearAsync(tell, cancellation);
        }

        foreach (CaseChange change in changes)
        {
            Write(change);
        }
    }

    /// <summary>A case that is part of the decision already hears the news as it is by now.</summary>
    private async Task HearAsync(Effect.Tell tell, CancellationToken cancellation)
    {
        if (CaseTable.ShardOf(tell.To) != CaseTable.ShardOf(Row.Case.Id))
        {
            throw new InvalidOperationException($"{Row.Case.Id} cannot tell {tell.To}: the two do not share a partition.");
        }

        CaseChange? change = changes.Find(c => c.Row.Case.Id == tell.To);
        CaseRow? row = change?.Row ?? await read(tell.To, cancellation) ?? CaseRow.Presume(kinds, tell.To, now);
        IsOvertaken |= change is null && seen?.Id == tell.To && seen.Version != (row?.Version ?? 0);
        if (row is not null && row.Kind.Hear(row.Case, tell.News, now) is Decision<ICase>.Accepted heard)
        {
            Apply(change ?? Open(row, how: null), heard);
        }
    }

    private void Write(CaseChange change)
    {
        CaseRow before = change.Before;
        CaseTask? task = OpenTask(change.Row.Kind, change.Row.Case, before.Task);
        change.Row = change.Row with { Task = task };
        if (before.IsStored)
        {
            Transaction.Replace(change.Row.ToEntity(), before.ETag);
        }
        else
        {
            Transaction.Add(change.Row.ToEntity());
        }

        TurnTask(before.Task, task, change.End);
        Count(change);
        if (change.How is not { ByAdvance: true } && change.Row.Kind.Orchestration(change.Row.Case) is { } orchestration)
        {
            bool first = !before.IsStored || before.Kind.Orchestration(before.Case) != orchestration;
            Wake(change, new WakeUp(
                orchestration.Name, orchestration.InstanceId, first, Reopened: !first && before.Kind.Next(before.Case) is Step.End));
        }

        if (change.How?.SeenWake is not null)
        {
            Transaction.Delete(OutboxRow.WakeKey(change.Row.Case.Id));
        }
    }

    /// <summary>The task that the case waits for now; who works on it stays as long as the step and its organisation do.</summary>
    private static CaseTask? OpenTask(ICaseKind kind, ICase @case, CaseTask? before) => kind.Next(@case) is not Step.Await step
        ? null
        : new CaseTask(@case.Id, @case.StepNumber, step.TaskRole, step.What, CaseRow.TitleOf(kind, @case), step.Since, step.Due, step.Choices)
        {
            Organisation = kind.Holder(@case, step.TaskRole),
        } switch
        {
            CaseTask task when before?.Number == task.Number
                && before.Organisation == task.Organisation => task with { Claim = before.Claim, FollowUpOn = before.FollowUpOn },
            CaseTask task => task,
        };

    private void TurnTask(CaseTask? before, CaseTask? after, TaskEnd? end)
    {
        if (before is not null && before.Number != after?.Number)
        {
            Transaction.Delete(TaskRow.OpenKey(before.Id));
            Transaction.Add(TaskRow.ToEntity(before with { Outcome = end ?? new TaskEnd("superseded", Actor.Machine, now) }));
        }

        // Compared as JSON: lists inside records compare by reference.
        if (after is not null && JsonSerializer.Serialize(before, Json.Options) != JsonSerializer.Serialize(after, Json.Options))
        {
            Transaction.Upsert(TaskRow.ToEntity(after));
        }
    }

    private void Tell(CaseChange change, int version, IReadOnlyList<CaseEvent> events)
    {
        int number = change.Row.Lines;
        foreach (CaseEvent @event in events)
        {
            Transaction.Add(TimelineRow.ToEntity(change.Row.Case.Id, new TimelineLine(++number, now, version, @event)));
        }

        change.Row = change.Row with { Lines = number };
    }

    private void Leave(CaseChange change, Effect effect)
    {
        switch (effect)
        {
            case Effect.SendMail mail:
                Store(change, OutboxKinds.Mail, AsJson(mail));
                break;
            case Effect.Invite invite:
                Store(change, OutboxKinds.Invite, AsJson(invite));
                break;
            case Effect.Scan scan:
                Store(change, OutboxKinds.Scan, AsJson(scan));
                break;
            case Effect.Open open:
                Insert(new Decision<ICase>.Accepted(open.Case, open.Events, open.Effects), keyHash: $"{change.Row.Case.Id}", bodyHash: "");
                break;
            case Effect.Tell tell:
                toTell.Enqueue(tell);
                break;
            default:
                throw new NotSupportedException($"Nobody carries out the effect {effect.GetType().Name}.");
        }
    }

    /// <summary>What the decision changes about the dashboard's counts leaves with it (design rule 9); most decisions change nothing there.</summary>
    private void Count(CaseChange change)
    {
        if (change.Count() is { Count: > 0 } counted)
        {
            Store(change, OutboxKinds.Count, AsJson(counted));
        }
    }

    private void Store(CaseChange change, string kind, JsonElement payload)
    {
        OutboxEntry entry = change.Leave(kind, payload, now);
        Transaction.Add(new OutboxRow(entry).ToEntity());
        entries.Add(entry);
    }

    private void Wake(CaseChange change, WakeUp wake)
    {
        OutboxEntry entry = change.Leave(OutboxKinds.Wake, AsJson(wake), now);
        Transaction.Upsert(new OutboxRow(entry).ToEntity());
        entries.Add(entry);
    }

    private static JsonElement AsJson<T>(T value) => JsonSerializer.SerializeToElement(value, Json.Options);
}

/// <summary>Who takes a decision, and how.</summary>
/// <param name="DecisionId">Names the decision.</param>
/// <param name="End">How the open task ends, where a person decides about it; otherwise its end is what happened.</param>
/// <param name="ByAdvance">True for the orchestration's own activity: it goes on by itself and needs no wake-up.</param>
/// <param name="SeenWake">The wake-up that the activity has seen, and that goes with this transaction.</param>
/// <param name="Part">The part that was read for the decision; null where none was.</param>
internal sealed record DecisionOrigin(
    string DecisionId, TaskEnd? End = null, bool ByAdvance = false, OutboxRow? SeenWake = null, SeenPart? Part = null);

/// <summary>A part as it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ETag">Its row's version; null where it was not stored.</param>
internal sealed record SeenPart(string Name, ETag? ETag);

/// <summary>The payload of a wake-up.</summary>
/// <param name="Orchestrator">The orchestrator's name.</param>
/// <param name="InstanceId">Its fixed instance id.</param>
/// <param name="First">True for the wake-up that starts it.</param>
/// <param name="Reopened">True where the case was over before: what drove it has ended.</param>
internal sealed record WakeUp(string Orchestrator, string InstanceId, bool First, bool Reopened = false);
