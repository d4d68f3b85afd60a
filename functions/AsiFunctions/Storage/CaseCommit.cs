using System.Text.Json;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>Writes down what an accepted decision changes: the rows of one transaction, and the entries that the relay carries on.</summary>
internal sealed class CaseCommit
{
    private readonly CaseKinds kinds;
    private readonly DateTimeOffset now;
    private readonly List<OutboxEntry> entries = [];

    private CaseCommit(CaseKinds kinds, CaseId id, DateTimeOffset now)
    {
        this.kinds = kinds;
        this.now = now;
        Transaction = new CaseTransaction(id);
    }

    /// <summary>The rows.</summary>
    public CaseTransaction Transaction { get; }

    /// <summary>What leaves after the commit.</summary>
    public IReadOnlyList<OutboxEntry> Entries => entries;

    /// <summary>The case's row as it will be; its ETag is the one before.</summary>
    public CaseRow Row { get; private set; } = null!;

    /// <summary>The rows of a new case.</summary>
    public static CaseCommit Begin(
        CaseKinds kinds,
        Decision<ICase>.Accepted begun,
        DateTimeOffset now,
        string keyHash,
        string bodyHash)
    {
        CaseCommit commit = new(kinds, begun.Case.Id, now);
        commit.Row = commit.Insert(begun, keyHash, bodyHash);
        return commit;
    }

    /// <summary>The rows of a decision about a case.</summary>
    /// <param name="kinds">All kinds.</param>
    /// <param name="before">The case's row as it was read.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="how">Who asks, and how.</param>
    /// <param name="now">When.</param>
    public static CaseCommit Decide(CaseKinds kinds, CaseRow before, Decision<ICase>.Accepted decision, DecisionOrigin how, DateTimeOffset now)
    {
        CaseCommit commit = new(kinds, before.Case.Id, now);
        commit.Row = commit.Update(before, decision, how);
        return commit;
    }

    /// <summary>The rows of a change to the open task alone: who works on it, when they want to see it again.</summary>
    public static CaseCommit Touch(CaseKinds kinds, CaseRow before, CaseTask task, CaseEvent line, DateTimeOffset now)
    {
        CaseCommit commit = new(kinds, before.Case.Id, now);
        commit.Row = before with { Task = task, Lines = commit.Tell(before, before.Version, [line]) };
        commit.Transaction.Replace(commit.Row.ToEntity(), before.ETag);
        commit.Transaction.Upsert(TaskRow.ToEntity(task));
        return commit;
    }

    private CaseRow Insert(Decision<ICase>.Accepted begun, string keyHash, string bodyHash)
    {
        ICaseKind kind = kinds.Of(begun.Case.Id);
        CaseTask? task = OpenTask(kind, begun.Case, before: null);
        CaseRow row = new(kind, begun.Case, Version: 1, Lines: 0, BegunAt: now, ChangedAt: now, task, Decisions: [], keyHash, bodyHash, default);
        row = row with { Lines = Tell(row, version: 1, begun.Events) };
        Transaction.Add(row.ToEntity());
        if (task is not null)
        {
            Transaction.Add(TaskRow.ToEntity(task));
        }

        Leave(row, begun.Effects, wake: true);
        return row;
    }

    private CaseRow Update(CaseRow before, Decision<ICase>.Accepted decision, DecisionOrigin how)
    {
        int version = before.Version + 1;
        CaseTask? task = OpenTask(before.Kind, decision.Case, before.Task);
        CaseRow row = before with
        {
            Case = decision.Case,
            Version = version,
            Lines = Tell(before, version, decision.Events),
            ChangedAt = now,
            Task = task,
            Decisions = [.. before.Decisions.Append(how.DecisionId).TakeLast(CaseRow.RememberedDecisions)],
        };
        Transaction.Replace(row.ToEntity(), before.ETag);
        TurnTask(before.Task, task, how.End ?? EndBy(decision.Events[0]));
        Leave(row, decision.Effects, wake: !how.ByAdvance);
        if (how.SeenWake is not null)
        {
            Transaction.Delete(OutboxRow.WakeKey(row.Case.Id));
        }

        return row;
    }

    private TaskEnd EndBy(CaseEvent first) => new(first.What, first.By, now, first.Reason);

    /// <summary>The task that the case waits for now; who works on it stays as long as the step does.</summary>
    private static CaseTask? OpenTask(ICaseKind kind, ICase @case, CaseTask? before) => kind.Next(@case) is not Step.Await step
        ? null
        : new CaseTask(@case.Id, @case.StepNumber, step.TaskRole, step.What, CaseRow.TitleOf(kind, @case), step.Since, step.Due, step.Choices) switch
        {
            CaseTask task when before?.Number == task.Number => task with { Claim = before.Claim, FollowUpOn = before.FollowUpOn },
            CaseTask task => task,
        };

    private void TurnTask(CaseTask? before, CaseTask? after, TaskEnd end)
    {
        if (before is not null && before.Number != after?.Number)
        {
            Transaction.Delete(TaskRow.OpenKey(before.Id));
            Transaction.Add(TaskRow.ToEntity(before with { Outcome = end }));
        }

        // Compared as JSON: lists inside records compare by reference.
        if (after is not null && JsonSerializer.Serialize(before, Json.Options) != JsonSerializer.Serialize(after, Json.Options))
        {
            Transaction.Upsert(TaskRow.ToEntity(after));
        }
    }

    private int Tell(CaseRow row, int version, IReadOnlyList<CaseEvent> events)
    {
        int number = row.Lines;
        foreach (CaseEvent @event in events)
        {
            Transaction.Add(TimelineRow.ToEntity(row.Case.Id, new TimelineLine(++number, now, version, @event)));
        }

        return number;
    }

    private void Leave(CaseRow row, IReadOnlyList<Effect> effects, bool wake)
    {
        CaseId id = row.Case.Id;
        int number = 0;
        foreach (Effect effect in effects)
        {
            switch (effect)
            {
                case Effect.SendMail mail:
                    Store(new OutboxEntry(OutboxRow.EntryId(id, row.Version, number++), id, row.Version, OutboxKinds.Mail, AsJson(mail), now));
                    break;
                case Effect.Invite invite:
                    Store(new OutboxEntry(OutboxRow.EntryId(id, row.Version, number++), id, row.Version, OutboxKinds.Invite, AsJson(invite), now));
                    break;
                case Effect.Open open:
                    Insert(new Decision<ICase>.Accepted(open.Case, open.Events, open.Effects), keyHash: $"{id}", bodyHash: "");
                    break;
                default:
                    throw new NotSupportedException($"Nobody carries out the effect {effect.GetType().Name}.");
            }
        }

        if (wake && row.Kind.Orchestration(row.Case) is { } orchestration)
        {
            OutboxEntry entry = new(
                OutboxRow.EntryId(id, row.Version, number), id, row.Version, OutboxKinds.Wake, AsJson(WakeUp.For(orchestration, row.Version)), now);
            Transaction.Upsert(new OutboxRow(entry).ToEntity());
            entries.Add(entry);
        }
    }

    private void Store(OutboxEntry entry)
    {
        Transaction.Add(new OutboxRow(entry).ToEntity());
        entries.Add(entry);
    }

    private static JsonElement AsJson<T>(T value) => JsonSerializer.SerializeToElement(value, Json.Options);
}

/// <summary>Who takes a decision, and how.</summary>
/// <param name="DecisionId">Names the decision.</param>
/// <param name="End">How the open task ends, where a person decides about it; otherwise its end is what happened.</param>
/// <param name="ByAdvance">True for the orchestration's own activity: it goes on by itself and needs no wake-up.</param>
/// <param name="SeenWake">The wake-up that the activity has seen, and that goes with this transaction.</param>
internal sealed record DecisionOrigin(string DecisionId, TaskEnd? End = null, bool ByAdvance = false, OutboxRow? SeenWake = null);

/// <summary>The payload of a wake-up.</summary>
/// <param name="Orchestrator">The orchestrator's name.</param>
/// <param name="InstanceId">Its fixed instance id.</param>
/// <param name="First">True for the wake-up that starts it.</param>
internal sealed record WakeUp(string Orchestrator, string InstanceId, bool First)
{
    public static WakeUp For(CaseOrchestration orchestration, int version) => new(orchestration.Name, orchestration.InstanceId, First: version == 1);
}
