using AsiFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Storage;

/// <summary>Dispatches what a crash, a failing receiver or a lost event has left in the outbox.</summary>
public sealed class SweepOutbox(OutboxRelay relay, Instruments instruments)
{
    /// <summary>Runs on the setting <c>OutboxSweepSchedule</c>, every minute in the samples. 16 range reads where nothing was left.</summary>
    [Function(nameof(SweepOutbox))]
    public async Task Run(
        [TimerTrigger("%OutboxSweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        instruments.Swept(await relay.SweepAsync(cancellation));
}
