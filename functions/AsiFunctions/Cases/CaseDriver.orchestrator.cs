using Microsoft.DurableTask;

namespace AsiFunctions.Cases;

/// <summary>What every case's orchestration does: ask what is next, wait for a wake-up or the time, begin again.</summary>
/// <remarks>
/// It holds no truth of its own: the case's row does, so an orchestration can be started again from nothing at any time.
/// Its history holds the case's id and dates, nothing else.
/// </remarks>
public static class CaseDriver
{
    /// <summary>The event that says: look at the case again.</summary>
    public const string Wake = "wake";

    /// <summary>
    /// After this long a sleeper begins a new generation: the real worker makes long timers of 3-day hops, four history events each.
    /// </summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromDays(30);

    /// <summary>How long to wait when the case could not be looked at.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    // One retry within a generation: 30 days, a retry and a wake-up make 58 history events of the 60 that a generation may have.
    private static readonly TaskOptions OneRetry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 2, firstRetryInterval: TimeSpan.FromSeconds(5)));

    /// <summary>One generation. The orchestration's input is the case's id.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="advance">The activity that applies what is due and says what is next: <c>nameof(AdvanceCase)</c>.</param>
    public static async Task RunAsync(TaskOrchestrationContext context, TaskName advance)
    {
        string caseId = context.GetInput<string>()!;
        Wait wait;
        try
        {
            wait = await context.CallActivityAsync<Wait>(advance, caseId, OneRetry);
        }
        catch (TaskFailedException)
        {
            // A case must not lose its orchestration to a bad hour of the storage: what is due is still due afterwards.
            wait = new Wait(Ended: false, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero) + Pause);
        }

        if (wait.Ended || IsRelieved(context, wait))
        {
            return;
        }

        // What a decision has promised is tried until it is done: what fails is tried again after a pause, or as soon as the case changes.
        if (wait.Work is not { } work)
        {
            await WakeOrTimeAsync(context, wait.Until);
        }
        else if (!await DoAsync(context, work, caseId))
        {
            await WakeOrTimeAsync(context, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero) + Pause);
        }

        context.ContinueAsNew(caseId, preserveUnprocessedEvents: true);
    }

    private static async Task<bool> DoAsync(TaskOrchestrationContext context, TaskName work, string caseId)
    {
        try
        {
            await context.CallActivityAsync(work, caseId, OneRetry);
            return true;
        }
        catch (TaskFailedException)
        {
            return false;
        }
    }

    // A case may have gone on under another instance, such as the next clock of a duty: this one has nothing to do any more.
    private static bool IsRelieved(TaskOrchestrationContext context, Wait wait) => wait.Instance is { } driving && driving != context.InstanceId;

    private static async Task WakeOrTimeAsync(TaskOrchestrationContext context, DateTimeOffset? until)
    {
        using CancellationTokenSource woken = new();
        DateTime latest = context.CurrentUtcDateTime + LongestSleep;
        DateTime at = until is { } due && due.UtcDateTime < latest ? due.UtcDateTime : latest;
        Task wake = context.WaitForExternalEvent<object?>(Wake, woken.Token);
        Task time = context.CreateTimer(at, woken.Token);
        await Task.WhenAny(wake, time);

        // CancelAsync would leave the orchestrator's thread, and stall it.
        woken.Cancel();
    }
}
