using System.Collections.Immutable;
using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>The durable client of a running engine. Every command returns once its effect is stored.</summary>
internal sealed class EngineClient(
    EngineOptions options, IInstanceStore store, InstanceHub hub, InstanceWatch watch, Func<bool> isRunning) : DurableTaskClient(options.HubName)
{
    private const int PurgePage = 500;

    private static readonly OrchestrationRuntimeStatus[] Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private readonly DataConverter converter = options.DataConverter;
    private readonly string defaultVersion = options.DefaultVersion;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        string id = string.IsNullOrEmpty(options?.InstanceId) ? NewId() : InstanceId.Check(options.InstanceId);
        StartMail start = new(
            orchestratorName.Name,
            options?.Version?.Version ?? defaultVersion,
            converter.Serialize(input),
            options?.StartAt?.UtcDateTime,
            options?.Tags ?? ImmutableDictionary<string, string>.Empty,
            ReusePolicy.From(options?.DedupeStatuses));
        await SendAsync(id, start, cancellation);
        return id;
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new EventMail(eventName, converter.Serialize(eventPayload)), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new SuspendMail(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ResumeMail(reason), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new TerminateMail(converter.Serialize(options?.Output), options?.Recursive ?? false), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, row => row.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, row => row.Finished, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return await store.ReadAsync(instanceId, cancellation) is { } row ? Metadata.From(row, getInputsAndOutputs ? converter : null) : null;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return Pageable.Create(async (token, size, cancellation) =>
        {
            InstancePage page = await store.QueryAsync(query, size ?? query.PageSize, token ?? query.ContinuationToken, cancellation);
            DataConverter? reader = query.FetchInputsAndOutputs ? converter : null;
            return new Page<OrchestrationMetadata>([.. page.Rows.Select(r => Metadata.From(r, reader))], page.Next);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        PurgeMail purged = await SendAsync(instanceId, new PurgeMail(), cancellation);
        return new PurgeResult(purged.Purged ? 1 : 0);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        OrchestrationRuntimeStatus[] statuses = filter.Statuses?.ToArray() is { Length: > 0 } asked ? [.. asked.Intersect(Finished)] : Finished;
        OrchestrationQuery query = new(filter.CreatedFrom, filter.CreatedTo, statuses);
        long started = TimeProvider.System.GetTimestamp();
        int count = 0;
        string? token = null;
        do
        {
            if (statuses.Length == 0)
            {
                break;
            }

            InstancePage page = await store.QueryAsync(query, PurgePage, token, cancellation);
            count += await PurgeAsync(page.Rows, cancellation);
            token = page.Next;
            if (token is not null && TimeProvider.System.GetElapsedTime(started) > filter.Timeout)
            {
                return new PurgeResult(count, isComplete: false);
            }
        }
        while (token is not null);

        return new PurgeResult(count, isComplete: true);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceRow row = await store.ReadAsync(instanceId, cancellation)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        OrchestrationMetadata known = Metadata.From(row, converter);
        string id = restartWithNewInstanceId ? NewId() : instanceId;
        ReusePolicy reuse = new(new HashSet<OrchestrationRuntimeStatus>());
        await SendAsync(id, new StartMail(row.Name, row.Version, known.SerializedInput, null, known.Tags, reuse), cancellation);
        return id;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string NewId() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    private async Task<TMail> SendAsync<TMail>(string instanceId, TMail mail, CancellationToken cancellation)
        where TMail : Mail
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return isRunning()
            ? await hub.SendAsync(instanceId, mail, cancellation)
            : throw new InvalidOperationException($"The engine of task hub '{Name}' is not running.");
    }

    private async Task<int> PurgeAsync(IReadOnlyList<InstanceRow> rows, CancellationToken cancellation)
    {
        PurgeMail[] purged = await Task.WhenAll(rows.Select(r => PurgeAsync(r, cancellation)));
        return purged.Count(p => p.Purged);
    }

    private async Task<PurgeMail> PurgeAsync(InstanceRow row, CancellationToken cancellation)
    {
        try
        {
            return await SendAsync(row.Id, new PurgeMail(), cancellation);
        }
        catch (InvalidOperationException)
        {
            // Started again since it was found.
            return new PurgeMail();
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceRow, bool> reached, bool withData, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);

        // Asked for before the look, so that no change falls between.
        using InstanceWatch.Waiter later = watch.Wait(instanceId, reached);
        InstanceRow? row = hub.Stored(instanceId) ?? await store.ReadAsync(instanceId, cancellation);
        if (row is not null && !reached(row))
        {
            row = await later.Source.Task.WaitAsync(cancellation);
        }

        return row is null
            ? throw new InvalidOperationException($"Orchestration with instanceId '{instanceId}' does not exist.")
            : Metadata.From(row, withData ? converter : null);
    }
}
