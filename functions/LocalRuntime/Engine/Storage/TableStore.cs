using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Rows in an Azure table: a partition a shard, a row an instance, a transaction for what many instances have ready.</summary>
internal sealed class TableStore : IInstanceStore
{
    private readonly EngineOptions options;
    private readonly TableClient table;
    private readonly BlobContainerClient container;
    private readonly EngineLog log;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource<string> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim connections;
    private readonly StorageRetry retry;
    private readonly LongTexts texts;
    private ShardWriter[] shards = [];
    private HubLease? lease;

    public TableStore(EngineOptions options, TableServiceClient tables, BlobServiceClient blobs, EngineLog log)
    {
        if (!Regex.IsMatch(options.HubName, "^[A-Za-z][A-Za-z0-9]{2,44}$", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            throw new ArgumentException(
                $"'{options.HubName}' cannot be a task hub's name: 3 to 45 letters and digits, a letter first.", nameof(options));
        }

        this.options = options;
        this.log = log;
        table = tables.GetTableClient(options.HubName + "Instances");
        container = blobs.GetBlobContainerClient(options.HubName.ToLower(CultureInfo.InvariantCulture) + "-engine");
        connections = new SemaphoreSlim(options.MaxConcurrentWrites);
        retry = new StorageRetry(log, stopping.Token);
        texts = new LongTexts(container, retry);
    }

    public Task<string> Lost => lost.Task;

    public async Task<long> OpenAsync(CancellationToken cancellation)
    {
        await using CancellationTokenRegistration givenUp = cancellation.Register(stopping.Cancel);
        await retry.RunAsync("create the container", () => container.CreateIfNotExistsAsync(cancellationToken: cancellation));
        lease = await HubLease.TakeAsync(container, options, retry, Lose, log, cancellation);
        try
        {
            await retry.RunAsync("create the table", () => table.CreateIfNotExistsAsync(cancellation));
            shards = await Task.WhenAll(Enumerable.Range(0, options.Shards).Select(shard =>
                ShardWriter.OpenAsync(RowKeys.Partition(shard), table, connections, retry, Lose, lease.Number)));
        }
        catch
        {
            await lease.ReleaseAsync();
            throw;
        }

        return lease.Number;
    }

    public async IAsyncEnumerable<(string Id, DateTime? Due, bool Work)> ReadLivingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? token = null;
        do
        {
            Page<TableEntity> page = await PageAsync("Live eq true", 1000, TableRows.LivingColumns, token, cancellation);
            foreach (TableEntity entity in page.Values)
            {
                yield return (RowKeys.Id(entity.RowKey), TableRows.Due(entity), entity.GetBoolean(nameof(InstanceRow.Work)) ?? false);
            }

            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    public async Task<InstanceRow?> ReadAsync(string id, CancellationToken cancellation)
    {
        string partition = RowKeys.Partition(RowKeys.Shard(id, options.Shards));
        NullableResponse<TableEntity> found = await retry.RunAsync(
            "read an instance",
            () => table.GetEntityIfExistsAsync<TableEntity>(partition, RowKeys.Key(id), cancellationToken: cancellation));
        return found.HasValue ? await WithTextsAsync(found.Value!, cancellation) : null;
    }

    public async Task WriteAsync(InstanceRow row)
    {
        int shard = RowKeys.Shard(row.Id, options.Shards);
        string? blob = await texts.UploadAsync(row);
        TableEntity entity = TableRows.ToEntity(row, RowKeys.Partition(shard), blob);
        int size = blob is null ? row.Notes!.Length + row.History!.Length : 0;
        await shards[shard].WriteAsync(new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity), size);
        await texts.CleanAsync(row.Id, blob);
    }

    public async Task DeleteAsync(string id)
    {
        int shard = RowKeys.Shard(id, options.Shards);
        TableEntity entity = new(RowKeys.Partition(shard), RowKeys.Key(id)) { ETag = ETag.All };
        await shards[shard].WriteAsync(new TableTransactionAction(TableTransactionActionType.Delete, entity, ETag.All), 0);
        await texts.CleanAsync(id, null);
    }

    public async Task<InstancePage> QueryAsync(OrchestrationQuery query, int size, string? token, CancellationToken cancellation)
    {
        string[]? columns = query.FetchInputsAndOutputs ? null : TableRows.ListColumns;
        Page<TableEntity> page = await PageAsync(TableRows.Filter(query), size, columns, token, cancellation);
        List<InstanceRow> rows = new(page.Values.Count);
        foreach (TableEntity entity in page.Values)
        {
            rows.Add(columns is null ? await WithTextsAsync(entity, cancellation) : TableRows.ToRow(entity, withTexts: false));
        }

        return new InstancePage(rows, page.ContinuationToken);
    }

    public async Task CloseAsync(CancellationToken hurry)
    {
        // Once the hub is lost, or the storage away for longer than the caller has time, nothing is worth waiting for.
        Task written = Task.WhenAll(shards.Select(s => s.CloseAsync()));
        await Task.WhenAny(written, lost.Task, Task.Delay(Timeout.Infinite, hurry));
        await stopping.CancelAsync();
        await written;
        if (lease is not null)
        {
            await lease.ReleaseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (lease is not null)
        {
            await lease.DisposeAsync();
        }

        connections.Dispose();
        stopping.Dispose();
    }

    private async Task<InstanceRow> WithTextsAsync(TableEntity entity, CancellationToken cancellation)
    {
        InstanceRow row = TableRows.ToRow(entity, withTexts: true);
        return TableRows.Blob(entity) is { } blob ? await texts.ReadAsync(row, blob, cancellation) : row;
    }

    private Task<Page<TableEntity>> PageAsync(string filter, int size, string[]? columns, string? token, CancellationToken cancellation) =>
        retry.RunAsync("read a page of instances", async () =>
        {
            await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, size, columns, cancellation).AsPages(token, size))
            {
                return page;
            }

            return Page<TableEntity>.FromValues([], null, null!);
        });

    private void Lose(string reason)
    {
        if (lost.TrySetResult(reason))
        {
            log.HubLost(options.HubName, reason);
        }
    }
}
