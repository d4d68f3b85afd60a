using System.Globalization;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.Timers;

/// <summary>Runs one timer function on its schedule, in business time, never twice at once.</summary>
/// <remarks>
/// Gives the clock no due time of its own: a move of two years would else stop at every tick. What it misses on the way becomes one past-due
/// run at each stop.
/// </remarks>
internal sealed class TimerFunction : IClockedWork, IAsyncDisposable
{
    // A schedule counts in whole seconds: what starts within one is on time.
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(1);

    private readonly HostedFunction function;
    private readonly TimerTriggerAttribute trigger;
    private readonly FunctionPipeline pipeline;
    private readonly MovableClock clock;
    private readonly LocalStore? store;
    private readonly ILogger logger;
    private readonly SemaphoreSlim running = new(1, 1);
    private readonly CancellationTokenSource stopping = new();
    private ScheduleStatus status = new();
    private DateTimeOffset lastEnd;
    private Task loop = Task.CompletedTask;
    private IDisposable? registration;

    /// <param name="function">What to run.</param>
    /// <param name="schedule">When.</param>
    /// <param name="pipeline">Runs it.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="store">Where the last run is kept.</param>
    /// <param name="logger">Takes past-due runs and retries.</param>
    public TimerFunction(
        HostedFunction function,
        TimerSchedule schedule,
        FunctionPipeline pipeline,
        MovableClock clock,
        LocalStore store,
        ILogger<TimerFunction> logger)
    {
        this.function = function;
        this.pipeline = pipeline;
        this.clock = clock;
        this.logger = logger;
        Schedule = schedule;
        trigger = (TimerTriggerAttribute)function.Trigger;
        this.store = trigger.UseMonitor && schedule.IsWorthRemembering(clock.GetUtcNow()) ? store : null;
    }

    public HostedFunction Function => function;

    public TimerSchedule Schedule { get; }

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => null;

    private DateTimeOffset Next => new(status.Next, TimeSpan.Zero);

    private string Blob => $"timers/{function.Name.ToLowerInvariant()}.json";

    /// <summary>Looks what was missed while the host was down, and begins to wait.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        ScheduleStatus? stored = store is null ? null : await store.ReadAsync<ScheduleStatus>(Blob, cancellation);
        bool unchanged = stored is not null && (stored.LastUpdated == default || Schedule.After(Utc(stored.LastUpdated)).UtcDateTime == stored.Next);
        if (stored is not null && unchanged)
        {
            status = stored;
        }
        else
        {
            // A first start, or another schedule than last time: nothing was missed.
            status = new ScheduleStatus { Last = stored?.Last ?? default, Next = Schedule.After(now).UtcDateTime };
            await SaveAsync(cancellation);
        }

        bool atOnce = trigger.RunOnStartup && Next > now;
        loop = LoopAsync(atOnce);
        registration = clock.Register(this);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        bool busy = running.CurrentCount == 0;
        return await RunIfDueAsync(cancellation) || busy;
    }

    /// <summary>Begins no more runs and waits for the one under way.</summary>
    public async Task StopAsync()
    {
        registration?.Dispose();
        await stopping.CancelAsync();
        await loop;
        await running.WaitAsync(CancellationToken.None);
        running.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
        running.Dispose();
    }

    private static DateTimeOffset Utc(DateTime instant) => new(DateTime.SpecifyKind(instant, DateTimeKind.Utc));

    private async Task LoopAsync(bool atOnce)
    {
        try
        {
            if (atOnce)
            {
                await running.WaitAsync(stopping.Token);
                await RunAndReleaseAsync("run on startup", pastDue: false);
            }

            while (true)
            {
                await clock.UntilAsync(Next, stopping.Token);
                await RunIfDueAsync(stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> RunIfDueAsync(CancellationToken cancellation)
    {
        await running.WaitAsync(cancellation);
        DateTimeOffset now = clock.GetUtcNow();
        if (Next > now || stopping.IsCancellationRequested)
        {
            running.Release();
            return false;
        }

        // A run that comes late because the one before took long is not past due.
        bool pastDue = now - Next >= OnTime && lastEnd <= Next;
        if (pastDue)
        {
            logger.PastDue(function.Name, Next);
        }

        await RunAndReleaseAsync("timer fired at " + Next.ToString("u", CultureInfo.InvariantCulture), pastDue);
        return true;
    }

    private async Task RunAndReleaseAsync(string reason, bool pastDue)
    {
        try
        {
            DateTimeOffset started = clock.GetUtcNow();
            await InvokeAsync(reason, pastDue);
            status = new ScheduleStatus
            {
                Last = started.UtcDateTime,
                Next = Schedule.After(started).UtcDateTime,
                LastUpdated = started.UtcDateTime,
            };
            lastEnd = clock.GetUtcNow();
            await SaveAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.TimerStumbled(exception, function.Name);
        }
        finally
        {
            running.Release();
        }
    }

    /// <summary>Runs the function, and again while it fails and its retry attribute says so. Failures are logged; the schedule goes on.</summary>
    private async Task InvokeAsync(string reason, bool pastDue)
    {
        TimerInfo info = new()
        {
            IsPastDue = pastDue,
            ScheduleStatus = store is null ? null : new ScheduleStatus { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated },
        };
        for (int retry = 0; ; retry++)
        {
            try
            {
                Dictionary<string, object?> data = new() { ["IsPastDue"] = pastDue };
                await pipeline.InvokeAsync(function, new TriggerInput(info, data, reason) { RetryCount = retry });
                return;
            }
            catch (Exception) when (RetryDelay.Before(function.Retry, retry + 1) is not null && !stopping.IsCancellationRequested)
            {
                TimeSpan delay = RetryDelay.Before(function.Retry, retry + 1)!.Value;
                logger.Retrying(function.Name, retry + 1, delay);
                await Task.Delay(delay, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // Logged by the pipeline; the schedule goes on.
                return;
            }
        }
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        if (store is not null)
        {
            await store.WriteAsync(Blob, status, cancellation);
        }
    }
}
