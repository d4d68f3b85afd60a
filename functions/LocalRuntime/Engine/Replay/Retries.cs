using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Calls again what failed. The pauses are durable timers: they survive a restart and follow the moved clock.</summary>
internal static class Retries
{
    private const string NonRetriable = "NonRetriable";

    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> call) => retry switch
    {
        { Policy: { } policy } => ByPolicyAsync(context, policy, call),
        { Handler: { } handler } => ByHandlerAsync(context, handler, call),
        _ => call(),
    };

    public static TaskFailedException Failed(string name, int taskId, Failure failure)
    {
        TaskFailedException exception = new(name, taskId, failure.ToDetails());
        exception.Data[NonRetriable] = failure.NonRetriable;
        return exception;
    }

    private static async Task<T> ByPolicyAsync<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> call)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            // An answer that cannot be read is tried again too, as by the real worker.
            catch (Exception failed) when (IsRetriable(failed))
            {
                // The real worker sets a timer that fires at once after the last attempt; the count of events depends on it.
                bool last = attempt == policy.MaxNumberOfAttempts;
                TimeSpan pause = last ? TimeSpan.Zero : Pause(policy, attempt, context.CurrentUtcDateTime - first, failed);
                if (last || pause > TimeSpan.Zero)
                {
                    await context.CreateTimer(context.CurrentUtcDateTime + pause, CancellationToken.None);
                }

                if (pause == TimeSpan.Zero)
                {
                    throw;
                }
            }
        }
    }

    private static async Task<T> ByHandlerAsync<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> call)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed) when (IsRetriable(failed))
            {
                RetryContext asked = new(context, attempt, failed.FailureDetails, context.CurrentUtcDateTime - first, CancellationToken.None);
                if (!await handler(asked))
                {
                    throw;
                }
            }
        }
    }

    private static bool IsRetriable(Exception failed) => failed.Data[NonRetriable] is not true;

    // Zero: do not try again.
    private static TimeSpan Pause(RetryPolicy policy, int attempt, TimeSpan elapsed, Exception failed)
    {
        bool timeLeft = policy.RetryTimeout == Timeout.InfiniteTimeSpan || elapsed < policy.RetryTimeout;
        if (!timeLeft || !Handles(policy, failed))
        {
            return TimeSpan.Zero;
        }

        double milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        TimeSpan longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private static bool Handles(RetryPolicy policy, Exception failed)
    {
        try
        {
            return policy.Handle(failed);
        }

        // A filter that fails must not hide the failure it was asked about.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
