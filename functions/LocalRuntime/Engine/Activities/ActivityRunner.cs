using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Runs activities, so many at a time, and mails their answers. At least once: an answer that was not stored is asked for again.</summary>
internal sealed class ActivityRunner(
    DurableTaskRegistry registry,
    EngineOptions options,
    IServiceProvider services,
    WorkTracker work,
    Action<string, Mail> post,
    EngineLog log) : IDisposable
{
    private readonly SemaphoreSlim slots = new(options.MaxConcurrentActivities);
    private readonly CancellationTokenSource stopping = new();
    private readonly WorkTracker running = new();

    public void Start(string instanceId, string executionId, TaskScheduled activity)
    {
        work.Begin();
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(instanceId, executionId, activity), null);
    }

    /// <summary>Begins no more activities, and returns when those that run have ended. The rest is taken up at the next start.</summary>
    public async Task DrainAsync()
    {
        await stopping.CancelAsync();
        await running.WhenQuietAsync();
    }

    public void Dispose()
    {
        slots.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync(string instanceId, string executionId, TaskScheduled activity)
    {
        running.Begin();
        try
        {
            await slots.WaitAsync(stopping.Token);
            try
            {
                post(instanceId, new ActivityMail(executionId, await AnswerAsync(instanceId, activity)));
            }
            finally
            {
                slots.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Left for the next start.
        }
        finally
        {
            running.End();
            work.End();
        }
    }

    private async Task<Answer> AnswerAsync(string instanceId, TaskScheduled activity)
    {
        options.Faults?.Invoke(FaultPoint.BeforeActivity, instanceId);
        try
        {
            if (registry.FindActivity(activity.Name, activity.Version) is not { } make)
            {
                string which = activity.Version.Length == 0 ? "" : $" with version '{activity.Version}'";
                return new TaskFailed(
                    activity.Id,
                    new Failure("ActivityTaskNotFound", $"No activity task named '{activity.Name}'{which} was found.", NonRetriable: true));
            }

            await using AsyncServiceScope scope = services.CreateAsyncScope();
            ITaskActivity code = make(scope.ServiceProvider);
            object? input = options.DataConverter.Deserialize(activity.Input, code.InputType);
            object? output = await code.RunAsync(new ActivityContext(instanceId, activity), input);
            options.Faults?.Invoke(FaultPoint.AfterActivity, instanceId);
            return new TaskCompleted(activity.Id, options.DataConverter.Serialize(output));
        }

        // Whatever an activity throws is its answer; the orchestrator decides what follows.
        catch (Exception e)
        {
            log.ActivityFailed(e, activity.Name, instanceId);
            return new TaskFailed(activity.Id, Failure.From(e));
        }
    }

    private sealed class ActivityContext(string instanceId, TaskScheduled activity) : TaskActivityContext
    {
        public override TaskName Name => activity.Name;

        public override string InstanceId => instanceId;

        public override string Version => activity.Version;
    }
}
