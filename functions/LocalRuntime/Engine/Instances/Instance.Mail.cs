using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

internal sealed partial class Instance
{
    // Senders whose last event is remembered. More are only needed if that many had an event taken and not yet confirmed, at a crash.
    private const int RememberedSenders = 200;

    private void Take(Mail mail, DateTime now, List<(DateTime At, HistoryEvent Event)> arrivals, StepResult result)
    {
        switch (mail)
        {
            case StartMail start:
                Start(start, now, arrivals, result);
                break;
            case PurgeMail purge:
                Purge(purge, result);
                break;
            case PeerMail peer:
                Take(peer, now, arrivals, result);
                break;
            case SettledMail settled:
                Settle(settled, arrivals, result);
                break;
            case ActivityMail answered when Lives && answered.ExecutionId == row!.ExecutionId && activities.ContainsKey(answered.Answer.TaskId):
                arrivals.Add((mail.At, answered.Answer));
                break;
            case IllegalAwaitMail illegal when Lives && illegal.ExecutionId == row!.ExecutionId:
                Finish(new ExecutionEnded(ExecutionEnd.Failed, null, Failure.From(new InvalidOperationException(OrchestratorThread.IllegalAwait))), result);
                result.Write = true;
                break;
            case EventMail raised when Lives:
                arrivals.Add((mail.At, new EventRaised(raised.Name, raised.Input)));
                break;
            case SuspendMail suspend when Lives:
                arrivals.Add((mail.At, new ExecutionSuspended(suspend.Reason)));
                break;
            case ResumeMail resume when Lives:
                arrivals.Add((mail.At, new ExecutionResumed(resume.Reason)));
                break;
            case TerminateMail terminate when Lives:
                arrivals.Add((mail.At, new ExecutionTerminated(terminate.Output, terminate.Recursive)));
                break;
        }
    }

    private void Start(StartMail start, DateTime now, List<(DateTime At, HistoryEvent Event)> arrivals, StepResult result)
    {
        if (Exists && start.Reuse.Refused.Contains(row!.Status))
        {
            result.Refused[start] = new OrchestrationAlreadyExistsException(
                $"An Orchestration instance with the ID {Id} already exists. Its status is {row.Status}.");
            return;
        }

        if (Lives)
        {
            TellParent(new ExecutionEnded(ExecutionEnd.Terminated, null, null));
        }

        Create(start.Name, start.Version, start.Input, now, arrivals, result);
        tags = start.Tags.Count > 0 ? start.Tags : null;
        parent = null;
        if (start.StartAt > now)
        {
            startAt = start.StartAt;
            row = row! with { Due = startAt };
        }
    }

    private void Create(string name, string version, string? input, DateTime now, List<(DateTime At, HistoryEvent Event)> arrivals, StepResult result)
    {
        arrivals.Clear();
        output = null;
        failure = null;
        customStatus = null;
        startAt = null;
        DateTime created = row?.Updated >= now ? row.Updated.AddTicks(1) : now;
        row = new InstanceRow
        {
            Id = Id,
            Name = name,
            Version = version,
            Status = OrchestrationRuntimeStatus.Pending,
            Created = created,
            Updated = created,
            ExecutionId = "",
        };
        BeginExecution(new ExecutionStarted(name, version, input), []);
        result.Write = true;
    }

    private void Purge(PurgeMail purge, StepResult result)
    {
        if (!Exists)
        {
            return;
        }

        if (Lives)
        {
            result.Refused[purge] = new InvalidOperationException(
                $"Only orchestrations in a terminal state can be purged, but the orchestration with instance ID {Id} has status {row!.Status}.");
            return;
        }

        // The parent must know of the end before its trace is gone: else a repeated start would run the child again.
        if (outbox.Count > 0)
        {
            result.Deferred.Add(purge);
            return;
        }

        purge.Purged = true;
        result.Delete = true;
        row = null;
    }

    private void Take(PeerMail mail, DateTime now, List<(DateTime At, HistoryEvent Event)> arrivals, StepResult result)
    {
        switch (mail.Message)
        {
            case StartChild start when Exists && parent == start.Parent:
                break;
            case StartChild when Lives:
                mail.Refusal = $"An orchestration with the instance ID '{Id}' is already running.";
                break;
            case StartChild start:
                Create(start.Name, start.Version, start.Input, now, arrivals, result);
                tags = null;
                parent = start.Parent;
                break;
            case ChildEnded ended when Lives && ended.ExecutionId == row!.ExecutionId && children.ContainsKey(ended.TaskId):
                outbox.RemoveAll(m => m is StartChild start && start.Parent.ExecutionId == ended.ExecutionId && start.Parent.TaskId == ended.TaskId);
                arrivals.Add((mail.At, ended.Failure is { } failed
                    ? new SubOrchestrationFailed(ended.TaskId, failed)
                    : new SubOrchestrationCompleted(ended.TaskId, ended.Result)));
                break;
            case SendEvent sent when Lives && IsNew(mail.Sender, sent.Seq):
                arrivals.Add((mail.At, new EventRaised(sent.Name, sent.Input)));
                break;
            case TerminateChild end when Lives && parent is { } link && link.ExecutionId == end.ExecutionId && link.TaskId == end.TaskId:
                arrivals.Add((mail.At, new ExecutionTerminated(end.Output, Recursive: true)));
                break;
        }
    }

    private bool IsNew(string sender, long seq)
    {
        if (taken.TryGetValue(sender, out long last) && seq <= last)
        {
            return false;
        }

        if (taken.Count >= RememberedSenders && !taken.ContainsKey(sender))
        {
            taken.Remove(taken.Keys.First());
        }

        taken[sender] = seq;
        return true;
    }

    private void Settle(SettledMail settled, List<(DateTime At, HistoryEvent Event)> arrivals, StepResult result)
    {
        int at = outbox.FindIndex(m => m.Seq == settled.Seq);
        if (at < 0)
        {
            return;
        }

        OutMessage message = outbox[at];
        outbox.RemoveAt(at);
        result.Write = true;
        if (settled.Refusal is { } reason && message is StartChild { Parent: var link } && Lives && link.ExecutionId == row!.ExecutionId)
        {
            arrivals.Add(
                (settled.At, new SubOrchestrationFailed(link.TaskId, new Failure(typeof(OrchestrationAlreadyExistsException).FullName!, reason))));
        }
    }
}
