using System.Text.Json;
using AsiFunctions.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Cases;

/// <summary>
/// Starts a case's orchestration or wakes it. The entry stays until <see cref="AdvanceCase"/> has looked at the case; sent again, it begins afresh
/// an orchestration that failed, was terminated or never began, and at once that of a case that was over and is not any more.
/// </summary>
public sealed partial class WakeHandler(DurableClients clients, OutboxSettings settings, TimeProvider clock, ILogger<WakeHandler> log) : IOutboxHandler
{
    private const int AtATime = 16;

    // Each status by name: what the engine does for a status that is not listed differs between its versions.
    private static readonly OrchestrationRuntimeStatus[] Any = [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];

    private static readonly OrchestrationRuntimeStatus[] Alive =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <inheritdoc/>
    public string Kind => OutboxKinds.Wake;

    /// <inheritdoc/>
    public bool KeepsEntries => true;

    /// <inheritdoc/>
    public async Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        if (clients.Current is not { } client)
        {
            NoClient(log, entries.Count);
            return;
        }

        await Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
            async (entry, token) => await WakeAsync(client, entry, token));
    }

    /// <summary>Starts an orchestration that does not run, whatever it did before.</summary>
    internal static async Task RestartAsync(DurableTaskClient client, WakeUp wake, string caseId, CancellationToken cancellation) =>
        await client.ScheduleNewOrchestrationInstanceAsync(
            wake.Orchestrator, caseId, new StartOrchestrationOptions(wake.InstanceId).WithDedupeStatuses(Alive), cancellation);

    private async Task WakeAsync(DurableTaskClient client, OutboxEntry entry, CancellationToken cancellation)
    {
        WakeUp wake = entry.Payload.Deserialize<WakeUp>(Json.Options)!;
        bool again = entry.At + settings.Grace <= clock.GetUtcNow();
        if (again || wake.Reopened)
        {
            await WakeOrRestartAsync(client, wake, entry, cancellation);
        }
        else if (wake.First)
        {
            await StartAsync(client, wake, entry, cancellation);
        }
        else
        {
            await client.RaiseEventAsync(wake.InstanceId, CaseDriver.Wake, cancellation);
        }
    }

    private static async Task StartAsync(DurableTaskClient client, WakeUp wake, OutboxEntry entry, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                wake.Orchestrator, entry.CaseId.Value, new StartOrchestrationOptions(wake.InstanceId).WithDedupeStatuses(Any), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Engines tell "it exists" by different exceptions: asking is the same everywhere.
            if (await client.GetInstanceAsync(wake.InstanceId, cancellation) is null)
            {
                throw;
            }

            await client.RaiseEventAsync(wake.InstanceId, CaseDriver.Wake, cancellation);
        }
    }

    private async Task WakeOrRestartAsync(DurableTaskClient client, WakeUp wake, OutboxEntry entry, CancellationToken cancellation)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(wake.InstanceId, cancellation);
        if (instance is not null && Alive.Contains(instance.RuntimeStatus))
        {
            await client.RaiseEventAsync(wake.InstanceId, CaseDriver.Wake, cancellation);
            return;
        }

        if (!wake.Reopened)
        {
            Restarted(log, wake.InstanceId, instance?.RuntimeStatus.ToString() ?? "missing");
        }

        await RestartAsync(client, wake, entry.CaseId.Value, cancellation);
    }

    [LoggerMessage(1201, LogLevel.Debug, "{Count} wake-ups wait for the sweep: no function of this process was given a durable client yet.")]
    private static partial void NoClient(ILogger log, int count);

    [LoggerMessage(1202, LogLevel.Warning, "The orchestration {Instance} was {Status} and is started afresh.")]
    private static partial void Restarted(ILogger log, string instance, string status);
}
