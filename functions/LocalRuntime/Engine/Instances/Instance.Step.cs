using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

internal sealed partial class Instance
{
    // More generations in one step than this would keep the instance's row from being stored; it comes again instead.
    private const int GenerationsPerStep = 16;

    // A timer that fires no later than this gives its step its own due time, to the tick.
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(1);

    /// <summary>Takes mail, fires due timers, replays the code with what is new, and says what is to be done once this is stored.</summary>
    /// <param name="mails">In the order of arrival.</param>
    /// <param name="now">Business time, UTC.</param>
    public StepResult Step(IReadOnlyList<Mail> mails, DateTime now)
    {
        StepResult result = new();
        long before = lastSeq;
        List<(DateTime At, HistoryEvent Event)> arrivals = [];
        foreach (Mail mail in mails)
        {
            Take(mail, now, arrivals, result);
        }

        if (result.Delete)
        {
            return result;
        }

        if (Lives)
        {
            PlayAll(arrivals, now, result);
        }

        result.Messages.AddRange(outbox.Where(m => m.Seq > before));
        if (result.Write)
        {
            row = ToRow(row!.Status, row.Updated, row.Due);
        }

        return result;
    }

    private void PlayAll(List<(DateTime At, HistoryEvent Event)> arrivals, DateTime now, StepResult result)
    {
        if (startAt > now)
        {
            KeepUntilStart(arrivals, now, result);
            return;
        }

        startAt = null;
        for (int generation = 0; generation < GenerationsPerStep; generation++)
        {
            arrivals.InsertRange(0, inbox.Select(e => (DateTime.MinValue, e)));
            inbox.Clear();
            if (!Play(arrivals, now, generation, result))
            {
                return;
            }

            arrivals.Clear();
        }

        result.Again = true;
    }

    private void KeepUntilStart(List<(DateTime At, HistoryEvent Event)> arrivals, DateTime now, StepResult result)
    {
        result.Write |= arrivals.Count > 0;
        if (arrivals.Select(a => a.Event).OfType<ExecutionTerminated>().FirstOrDefault() is not { } terminated)
        {
            inbox.AddRange(arrivals.Select(a => a.Event));
            return;
        }

        Record(new StepStarted(now));
        Record(terminated);
        inbox.Clear();
        row = row! with { Updated = now };
        Finish(new ExecutionEnded(ExecutionEnd.Terminated, terminated.Output, null), result);
    }

    // True if the generation continued as new and the next one is to be played.
    private bool Play(List<(DateTime At, HistoryEvent Event)> arrivals, DateTime now, int generation, StepResult result)
    {
        string execution = row!.ExecutionId;
        OrchestrationRun run = new(
            new OrchestrationTarget(Id, row.Name, row.Version, parent is null ? null : new(parent.Name, parent.InstanceId)),
            () => services.Find(row.Name, row.Version),
            services.Settings,
            () => services.OnIllegalAwait(Id, execution));
        ExecutionEnded? ended = null;
        bool played = false;
        List<Decision> decisions = [];
        run.Thread.Run(() =>
        {
            run.Replay(history);
            List<(DateTime At, HistoryEvent Event)> due = [.. DueTimers(run, now)];
            played = run.IsBroken || arrivals.Count + due.Count > 0;
            if (!played)
            {
                return;
            }

            row = row with { Updated = StepTime(now, generation, arrivals, due) };
            Tell(run, new StepStarted(row.Updated));
            foreach (HistoryEvent happened in InOrder(arrivals, due).Where(e => e is not TimerFired timer || IsOpen(run, timer)))
            {
                Tell(run, happened);
            }

            ended = run.Conclude();
            decisions = [.. run.NewDecisions];
        });

        DateTime? next = run.Timers.Select(t => (DateTime?)t.FireAt).Min();
        result.Write |= played || next != row.Due;
        row = row with { Due = next };
        return played && Decide(run, decisions, ended, result);
    }

    private void Tell(OrchestrationRun run, HistoryEvent happened)
    {
        Record(happened);
        run.Play(happened);
    }

    private static bool IsOpen(OrchestrationRun run, TimerFired timer) => run.Timers.Any(t => t.Id == timer.TaskId);

    private static IEnumerable<(DateTime At, HistoryEvent Event)> DueTimers(OrchestrationRun run, DateTime now) =>
        run.Timers.Where(t => t.FireAt <= now).OrderBy(t => t.FireAt).ThenBy(t => t.Id).Select(t => (t.FireAt, (HistoryEvent)new TimerFired(t.Id)));

    // By time; at the same instant what arrived goes before the timer, so that what comes on the due date is in time.
    private static IEnumerable<HistoryEvent> InOrder(
        List<(DateTime At, HistoryEvent Event)> arrivals,
        List<(DateTime At, HistoryEvent Event)> timers) => arrivals.Concat(timers).OrderBy(e => e.At).Select(e => e.Event);

    // Time never goes back within an instance, and each generation has instants of its own: names made from the time stay different.
    private DateTime StepTime(
        DateTime now,
        int generation,
        List<(DateTime At, HistoryEvent Event)> arrivals,
        List<(DateTime At, HistoryEvent Event)> due)
    {
        DateTime time = arrivals.Count == 0 && due.Count > 0 && now - due[^1].At <= Punctual ? due[^1].At : now;
        DateTime least = history.Count == 0 && generation > 0 ? row!.Updated.AddTicks(1) : row!.Updated;
        return time > least ? time : least;
    }

    private bool Decide(OrchestrationRun run, List<Decision> decisions, ExecutionEnded? ended, StepResult result)
    {
        if (run.CustomStatus.Set)
        {
            customStatus = run.CustomStatus.Value;
        }

        // What broken code asked for is not to be trusted; what a terminated one asked for comes too late, but for its events.
        bool trusted = ended is null or { How: ExecutionEnd.Completed or ExecutionEnd.ContinuedAsNew };
        foreach (Decision decision in decisions.Where(d => trusted || (d is EventSent && !run.IsBroken)))
        {
            Record(decision);
            Carry(decision, result);
        }

        if (ended is null)
        {
            row = row! with { Status = run.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running };
            return false;
        }

        row = row! with { Due = null };
        if (ended.How == ExecutionEnd.ContinuedAsNew)
        {
            Continuation next = run.Next!;
            TellGeneration([.. history, ended]);
            BeginExecution(new ExecutionStarted(row!.Name, next.Version, next.Input), next.Carried);
            row = row! with { Status = OrchestrationRuntimeStatus.Running };
            return true;
        }

        Finish(ended, result);
        return false;
    }

    private void Carry(Decision decision, StepResult result)
    {
        switch (decision)
        {
            case TaskScheduled activity:
                result.Activities.Add((row!.ExecutionId, activity));
                break;
            case SubOrchestrationCreated child:
                ParentLink link = new(Id, row!.Name, row.ExecutionId, child.Id);
                Send(seq => new StartChild(seq, child.InstanceId, child.Name, child.Version, child.Input, link));
                break;
            case EventSent sent:
                Send(seq => new SendEvent(seq, sent.InstanceId, sent.Name, sent.Input));
                break;
        }
    }

    private void Finish(ExecutionEnded ended, StepResult result)
    {
        bool recursive = history.OfType<ExecutionTerminated>().Any(t => t.Recursive);
        Record(ended);
        TellGeneration(history);
        result.Activities.Clear();
        output = ended.Result;
        failure = ended.Failure;
        row = row! with { Due = null, Status = StatusAfter(ended.How) };
        if (recursive)
        {
            foreach (SubOrchestrationCreated child in children.Values)
            {
                Send(seq => new TerminateChild(seq, child.InstanceId, row.ExecutionId, child.Id, ended.Result));
            }
        }

        TellParent(ended);
    }

    private void TellGeneration(IReadOnlyList<HistoryEvent> events)
    {
        if (services.OnGenerationEnded is { } told)
        {
            told(Id, HistoryExport.ToJson(row!.Id, row.Name, row.Version, parent is null ? null : new(parent.Name, parent.InstanceId), events));
        }
    }

    private void TellParent(ExecutionEnded ended)
    {
        if (parent is not { } waiting)
        {
            return;
        }

        Failure? told = ended.How == ExecutionEnd.Terminated
            ? new Failure("OrchestrationTerminated", $"The orchestration '{Id}' was terminated.")
            : ended.Failure;
        Send(seq => new ChildEnded(seq, waiting.InstanceId, waiting.ExecutionId, waiting.TaskId, told is null ? ended.Result : null, told));
    }

    private static OrchestrationRuntimeStatus StatusAfter(ExecutionEnd end) => end switch
    {
        ExecutionEnd.Completed => OrchestrationRuntimeStatus.Completed,
        ExecutionEnd.Terminated => OrchestrationRuntimeStatus.Terminated,
        _ => OrchestrationRuntimeStatus.Failed,
    };
}
