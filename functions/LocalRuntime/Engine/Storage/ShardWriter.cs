using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// Writes one shard: what is ready goes into one transaction, one transaction at a time. The shard's fence row is part of each,
/// by its ETag: when another host has taken the shard, nothing of a late transaction is stored.
/// </summary>
internal sealed class ShardWriter
{
    // A transaction takes 100 rows, of which one is the fence, and 4 MiB; a character may become six on the wire.
    private const int RowsPerTransaction = 99;
    private const int CharactersPerTransaction = 600_000;
    private const string Epoch = "Epoch";
    private const string Number = "Number";

    private readonly string partition;
    private readonly TableClient table;
    private readonly SemaphoreSlim connections;
    private readonly StorageRetry retry;
    private readonly Action<string> onLost;
    private readonly long epoch;
    private readonly Channel<Write> ready = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task running;
    private ETag fence;
    private long number;

    private ShardWriter(
        string partition, TableClient table, SemaphoreSlim connections, StorageRetry retry, Action<string> onLost, long epoch, ETag fence)
    {
        this.partition = partition;
        this.table = table;
        this.connections = connections;
        this.retry = retry;
        this.onLost = onLost;
        this.epoch = epoch;
        this.fence = fence;
        running = Task.Run(RunAsync);
    }

    /// <summary>Puts up this epoch's fence; from then on an older host's transactions fail.</summary>
    /// <exception cref="HubLostException">A newer epoch's fence stands.</exception>
    public static async Task<ShardWriter> OpenAsync(
        string partition, TableClient table, SemaphoreSlim connections, StorageRetry retry, Action<string> onLost, long epoch)
    {
        while (true)
        {
            TableEntity? standing = await ReadFenceAsync(table, partition, retry);
            if (standing?.GetInt64(Epoch) > epoch)
            {
                throw new HubLostException($"Shard {partition} belongs to epoch {standing.GetInt64(Epoch)} already.");
            }

            try
            {
                TableEntity mine = Fence(partition, epoch, 0);
                Response stored = await retry.RunAsync("put up a fence", () => standing is null
                    ? table.AddEntityAsync(mine)
                    : table.UpdateEntityAsync(mine, standing.ETag, TableUpdateMode.Replace));
                return new ShardWriter(partition, table, connections, retry, onLost, epoch, stored.Headers.ETag!.Value);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // Somebody moved it, perhaps an attempt of our own whose answer was lost: look again.
            }
        }
    }

    /// <summary>Returns once the row is stored.</summary>
    /// <param name="action">An upsert, or a deletion.</param>
    /// <param name="size">Its texts' length in characters.</param>
    public Task WriteAsync(TableTransactionAction action, int size)
    {
        Write write = new(action, size);
        return ready.Writer.TryWrite(write)
            ? write.Stored.Task
            : Task.FromException(new OperationCanceledException("The engine was stopped."));
    }

    /// <summary>Stores what was handed in, and ends.</summary>
    public Task CloseAsync()
    {
        ready.Writer.TryComplete();
        return running;
    }

    private static TableEntity Fence(string partition, long epoch, long number) =>
        new(partition, RowKeys.Fence) { [Epoch] = epoch, [Number] = number };

    private static async Task<TableEntity?> ReadFenceAsync(TableClient table, string partition, StorageRetry retry)
    {
        NullableResponse<TableEntity> found =
            await retry.RunAsync("read a fence", () => table.GetEntityIfExistsAsync<TableEntity>(partition, RowKeys.Fence));
        return found.HasValue ? found.Value : null;
    }

    private async Task RunAsync()
    {
        List<Write> batch = [];
        Write? left = null;
        while (left is not null || await ready.Reader.WaitToReadAsync())
        {
            // Whoever waits for a connection gathers meanwhile.
            await connections.WaitAsync();
            try
            {
                left = Gather(batch, left);
                await AnswerAsync(batch);
            }
            finally
            {
                connections.Release();
            }
        }
    }

    private async Task AnswerAsync(List<Write> batch)
    {
        try
        {
            await StoreAsync(batch);
            batch.ForEach(w => w.Stored.TrySetResult());
        }

        // One row that the service will never take must not take the others with it.
        catch (RequestFailedException e) when (e.Status is 400 or 413 && batch.Count > 1)
        {
            foreach (Write write in batch)
            {
                await AnswerAsync([write]);
            }
        }
        catch (Exception e)
        {
            batch.ForEach(w => w.Stored.TrySetException(e));
        }
    }

    // What did not fit any more is handed back.
    private Write? Gather(List<Write> batch, Write? left)
    {
        batch.Clear();
        int size = 0;
        while (batch.Count < RowsPerTransaction && (left is not null || ready.Reader.TryRead(out left)))
        {
            size += left!.Size;
            if (size > CharactersPerTransaction && batch.Count > 0)
            {
                return left;
            }

            batch.Add(left);
            left = null;
        }

        return left;
    }

    private async Task StoreAsync(List<Write> batch)
    {
        number++;
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, Fence(partition, epoch, number), fence),
            .. batch.Select(w => w.Action),
        ];
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Response<IReadOnlyList<Response>> stored = await table.SubmitTransactionAsync(actions);
                fence = stored.Value[0].Headers.ETag!.Value;
                return;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                if (await WasStoredAsync())
                {
                    return;
                }

                DropDone(actions, e);
            }
            catch (Exception e) when (StorageRetry.IsPassing(e))
            {
                await retry.PauseAsync(e, "store a transaction", attempt);
            }
        }
    }

    // The fence tells an attempt whose answer was lost (our epoch, this number) from a host that came after us.
    private async Task<bool> WasStoredAsync()
    {
        TableEntity? standing = await ReadFenceAsync(table, partition, retry);
        if (standing?.GetInt64(Epoch) != epoch)
        {
            string reason = $"shard {partition} was taken by epoch {standing?.GetInt64(Epoch)}, this one is {epoch}.";
            onLost(reason);
            throw new HubLostException(reason);
        }

        fence = standing.ETag;
        return standing.GetInt64(Number) == number;
    }

    // A row that is to be deleted and is not there is as it should be.
    private static void DropDone(List<TableTransactionAction> actions, RequestFailedException refusal)
    {
        int at = (refusal as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0;
        if (at == 0)
        {
            return;
        }

        if (refusal.Status != 404 || actions[at].ActionType != TableTransactionActionType.Delete)
        {
            throw refusal;
        }

        actions.RemoveAt(at);
    }

    private sealed record Write(TableTransactionAction Action, int Size)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
