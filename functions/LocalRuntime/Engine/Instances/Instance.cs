using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// One instance in memory: its state, and how mail changes it (<see cref="Step"/>). Not safe for two threads; its actor sees to that.
/// </summary>
internal sealed partial class Instance
{
    private readonly StepServices services;
    private readonly List<HistoryEvent> history = [];
    private readonly StringBuilder historyText = new();
    private readonly List<HistoryEvent> inbox = [];
    private readonly List<OutMessage> outbox = [];
    private readonly Dictionary<int, TaskScheduled> activities = [];
    private readonly Dictionary<int, SubOrchestrationCreated> children = [];
    private readonly Dictionary<string, long> taken = [];
    private InstanceRow? row;
    private IReadOnlyDictionary<string, string>? tags;
    private ParentLink? parent;
    private string? output;
    private string? customStatus;
    private Failure? failure;
    private DateTime? startAt;
    private long lastSeq;

    /// <param name="id">The instance's id.</param>
    /// <param name="stored">Its row; null if there is none.</param>
    /// <param name="services">What all instances share.</param>
    public Instance(string id, InstanceRow? stored, StepServices services)
    {
        Id = id;
        this.services = services;
        if (stored is not null)
        {
            Load(stored);
        }
    }

    public string Id { get; }

    /// <summary>The row as it is or will be stored; null if there is no such instance.</summary>
    public InstanceRow? Row => row;

    /// <summary>Activities that are scheduled and not answered.</summary>
    public IReadOnlyCollection<TaskScheduled> OpenActivities => activities.Values;

    /// <summary>Messages that their receivers have not taken yet.</summary>
    public IReadOnlyList<OutMessage> Outbox => outbox;

    /// <summary>What the instance failed with; null if it did not.</summary>
    public string? FailureType => failure?.Type;

    private bool Exists => row is not null;

    private bool Lives => row is { Finished: false };

    private void Load(InstanceRow stored)
    {
        InstanceNotes notes = JsonSerializer.Deserialize(stored.Notes!, HistoryJson.Compact.InstanceNotes)!;
        row = stored;
        tags = notes.Tags;
        parent = notes.Parent;
        output = notes.Output;
        customStatus = notes.CustomStatus;
        failure = notes.Failure;
        startAt = notes.StartAt;
        lastSeq = notes.LastSeq;
        inbox.AddRange(notes.Inbox ?? []);
        outbox.AddRange(notes.Outbox ?? []);
        foreach ((string sender, long seq) in notes.Taken ?? new Dictionary<string, long>())
        {
            taken[sender] = seq;
        }

        historyText.Append(stored.History);
        foreach (HistoryEvent happened in InstanceText.ReadHistory(stored.History!))
        {
            Note(happened);
        }
    }

    private InstanceRow ToRow(OrchestrationRuntimeStatus status, DateTime updated, DateTime? due) => row! with
    {
        Status = status,
        Updated = updated,
        Due = due,
        Work = activities.Count + outbox.Count > 0 || (inbox.Count > 0 && startAt is null),
        History = historyText.ToString(),
        Notes = JsonSerializer.Serialize(
            new InstanceNotes
            {
                Output = output,
                CustomStatus = customStatus,
                Failure = failure,
                Tags = tags,
                Parent = parent,
                StartAt = startAt,
                Inbox = inbox.Count > 0 ? inbox : null,
                Outbox = outbox.Count > 0 ? outbox : null,
                LastSeq = lastSeq,
                Taken = taken.Count > 0 ? taken : null,
            },
            HistoryJson.Compact.InstanceNotes),
    };

    private void Record(HistoryEvent happened)
    {
        historyText.Append(JsonSerializer.Serialize(happened, HistoryJson.Compact.HistoryEvent)).Append('\n');
        Note(happened);
    }

    private void Note(HistoryEvent happened)
    {
        history.Add(happened);
        switch (happened)
        {
            case TaskScheduled scheduled:
                activities.Add(scheduled.Id, scheduled);
                break;
            case SubOrchestrationCreated created:
                children.Add(created.Id, created);
                break;
            case Answer answer:
                activities.Remove(answer.TaskId);
                children.Remove(answer.TaskId);
                break;
            case ExecutionEnded:
                activities.Clear();
                break;
            default:
                break;
        }
    }

    private void BeginExecution(ExecutionStarted started, IEnumerable<EventRaised> carried)
    {
        history.Clear();
        historyText.Clear();
        activities.Clear();
        children.Clear();
        inbox.Clear();
        inbox.Add(started);
        inbox.AddRange(carried);
        row = row! with
        {
            Name = started.Name,
            Version = started.Version,
            ExecutionId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        };
    }

    private void Send(Func<long, OutMessage> message) => outbox.Add(message(++lastSeq));
}
