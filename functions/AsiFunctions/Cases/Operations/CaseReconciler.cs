using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Cases.Operations;

/// <summary>What a reconciliation found.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Cases">Cases whose orchestration should run.</param>
/// <param name="Restarted">Orchestrations that did not run, and were started afresh.</param>
/// <param name="Woken">Cases with something long due, whose orchestration was woken.</param>
public sealed record Reconciliation(DateTimeOffset At, int Cases, int Restarted, int Woken);

/// <summary>Compares what should run with what runs, and mends it.</summary>
public sealed partial class CaseReconciler(CaseTable table, TimeProvider clock, ILogger<CaseReconciler> log)
{
    private const string ReportKey = "report|reconciliation";

    private static readonly TimeSpan Late = TimeSpan.FromHours(1);
    private static readonly string[] Columns = ["RowKey", "Orchestrator", "Instance", "WakesAt"];

    private static readonly OrchestrationRuntimeStatus[] Alive =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    /// <summary>16 range reads over the cases, the list of the instances that live, and two requests for each one to mend.</summary>
    public async Task<Reconciliation> RunAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<Driven> driven = await DrivenAsync(cancellation);
        HashSet<string> alive = new(StringComparer.Ordinal);
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: Alive)).WithCancellation(
            cancellation))
        {
            alive.Add(instance.InstanceId);
        }

        int restarted = 0;
        int woken = 0;
        foreach (Driven one in driven)
        {
            if (!alive.Contains(one.Wake.InstanceId))
            {
                restarted += await RestartAsync(client, one, cancellation) ? 1 : 0;
            }
            else if (one.WakesAt + Late < now)
            {
                woken += await WakeAsync(client, one, cancellation) ? 1 : 0;
            }
        }

        Reconciliation found = new(now, driven.Count, restarted, woken);
        await NoteAsync(found, cancellation);
        Reconciled(log, restarted + woken > 0 ? LogLevel.Warning : LogLevel.Information, found.Cases, restarted, woken);
        return found;
    }

    /// <summary>What the last one found; null before the first. One point read.</summary>
    public async Task<Reconciliation?> LastAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row =
            await table.Client.GetEntityIfExistsAsync<TableEntity>(CaseTable.Shards[0], ReportKey, cancellationToken: cancellation);
        return row.HasValue
            ? new Reconciliation(
                row.Value!.GetDateTimeOffset("At")!.Value,
                row.Value.GetInt32("Cases")!.Value,
                row.Value.GetInt32("Restarted")!.Value,
                row.Value.GetInt32("Woken")!.Value)
            : null;
    }

    private Task<IReadOnlyList<Driven>> DrivenAsync(CancellationToken cancellation) => ShardReads.AllAsync(
        table,
        CaseRow.KeyPrefix,
        "Ended eq false and Instance gt ''",
        Columns,
        row => new Driven(
            row.RowKey[CaseRow.KeyPrefix.Length..],
            new WakeUp(row.Text("Orchestrator"), row.Text("Instance"), First: false),
            row.GetDateTimeOffset("WakesAt")),
        cancellation);

    private async Task<bool> WakeAsync(DurableTaskClient client, Driven one, CancellationToken cancellation)
    {
        try
        {
            await client.RaiseEventAsync(one.Wake.InstanceId, CaseDriver.Wake, cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It may have ended since it was listed; the others still have to be looked at.
            NotWoken(log, one.Wake.InstanceId, e);
            return false;
        }
    }

    private async Task<bool> RestartAsync(DurableTaskClient client, Driven one, CancellationToken cancellation)
    {
        // Between the two lists it may have begun by itself, or the case may have ended.
        NullableResponse<TableEntity> row = await table.Client.GetEntityIfExistsAsync<TableEntity>(
            CaseTable.ShardOf(CaseId.Parse(one.CaseId)), CaseRow.KeyPrefix + one.CaseId, ["Ended"], cancellation);
        if (!row.HasValue || row.Value!.GetBoolean("Ended") is true)
        {
            return false;
        }

        try
        {
            await WakeHandler.RestartAsync(client, one.Wake, one.CaseId, cancellation);
            Restarted(log, one.Wake.InstanceId);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRestarted(log, one.Wake.InstanceId, e);
            return false;
        }
    }

    private async Task NoteAsync(Reconciliation found, CancellationToken cancellation) => await table.Client.UpsertEntityAsync(
        new TableEntity(CaseTable.Shards[0], ReportKey)
        {
            ["At"] = found.At,
            ["Cases"] = found.Cases,
            ["Restarted"] = found.Restarted,
            ["Woken"] = found.Woken,
        },
        TableUpdateMode.Replace,
        cancellation);

    [LoggerMessage(EventId = 1401, Message = "Reconciliation of {Cases} cases: {Restarted} orchestrations started afresh, {Woken} woken.")]
    private static partial void Reconciled(ILogger log, LogLevel level, int cases, int restarted, int woken);

    [LoggerMessage(1402, LogLevel.Warning, "The orchestration {Instance} should run and did not; it is started afresh.")]
    private static partial void Restarted(ILogger log, string instance);

    [LoggerMessage(1403, LogLevel.Error, "The orchestration {Instance} should run and could not be started.")]
    private static partial void NotRestarted(ILogger log, string instance, Exception error);

    [LoggerMessage(1404, LogLevel.Warning, "The orchestration {Instance} is late and could not be woken.")]
    private static partial void NotWoken(ILogger log, string instance, Exception error);

    private sealed record Driven(string CaseId, WakeUp Wake, DateTimeOffset? WakesAt);
}
