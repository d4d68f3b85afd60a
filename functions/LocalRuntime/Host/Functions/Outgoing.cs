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
    private TaskCompletionSource quiet = NewSignal();
    private int open;

    public Outgoing()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.EndsWith(SourceSuffix, StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => Count(+1),
            ActivityStopped = _ => Count(-1),
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
            if (open == 0)
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

    private void Count(int by)
    {
        lock (gate)
        {
            open += by;
            if (open == 0)
            {
                quiet.SetResult();
                quiet = NewSignal();
            }
        }
    }
}
