using System.Diagnostics;
using AsiFunctions.LocalRuntime.Clock;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>
/// What the app still has to send after it has answered: it keeps an activity of a source named <c>….Outbox</c> open until then, and a moved clock
/// waits for it. On Azure the same activities are telemetry.
/// </summary>
internal sealed class Outgoing : IClockedWork, IDisposable
{
    private const string SourceSuffix = ".Outbox";

    private readonly ActivityListener listener;
    private readonly Lock gate = new();
    private readonly HashSet<Activity> open = [];
    private TaskCompletionSource quiet = NewSignal();

    /// <summary>Listens to every outbox of the process.</summary>
    public Outgoing()
        : this(source => source.Name.EndsWith(SourceSuffix, StringComparison.Ordinal))
    {
    }

    /// <summary>Listens to one outbox: of the apps in a process, each has its own clock.</summary>
    public Outgoing(ActivitySource outbox)
        : this(source => ReferenceEquals(source, outbox))
    {
    }

    private Outgoing(Func<ActivitySource, bool> listensTo)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = listensTo,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = Begin,
            ActivityStopped = End,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => null;

    /// <inheritdoc/>
    public async ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        Task sent;
        lock (gate)
        {
            if (open.Count == 0)
            {
                return false;
            }

            sent = quiet.Task;
        }

        await sent.WaitAsync(cancellation);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Begin(Activity activity)
    {
        lock (gate)
        {
            open.Add(activity);
        }
    }

    // An activity that began before this listened ends here too: it was never counted.
    private void End(Activity activity)
    {
        lock (gate)
        {
            if (open.Remove(activity) && open.Count == 0)
            {
                quiet.SetResult();
                quiet = NewSignal();
            }
        }
    }
}
