using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Rows in this process, for tests of orchestrators. Kept across engines that are given the same store.</summary>
internal sealed class MemoryStore : IInstanceStore
{
    private readonly ConcurrentDictionary<string, InstanceRow> rows = new(StringComparer.Ordinal);
    private long epoch;

    public Task<string> Lost { get; } = new TaskCompletionSource<string>().Task;

    /// <summary>Rows written so far, for tests that count round trips.</summary>
    public int Writes { get; private set; }

    public Task<long> OpenAsync(CancellationToken cancellation) => Task.FromResult(Interlocked.Increment(ref epoch));

    public async IAsyncEnumerable<(string Id, DateTime? Due, bool Work)> ReadLivingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (InstanceRow row in rows.Values.Where(r => !r.Finished || r.Work))
        {
            yield return (row.Id, row.Due, row.Work);
        }
    }

    public Task<InstanceRow?> ReadAsync(string id, CancellationToken cancellation) => Task.FromResult(rows.GetValueOrDefault(id));

    public Task WriteAsync(InstanceRow row)
    {
        rows[row.Id] = row;
        Writes++;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string id)
    {
        rows.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<InstancePage> QueryAsync(OrchestrationQuery query, int size, string? token, CancellationToken cancellation)
    {
        IEnumerable<InstanceRow> found = rows.Values
            .Where(r => token is null || string.CompareOrdinal(r.Id, token) > 0)
            .Where(r => query.InstanceIdPrefix is null || r.Id.StartsWith(query.InstanceIdPrefix, StringComparison.Ordinal))
            .Where(r => query.CreatedFrom is not { } from || r.Created >= from.UtcDateTime)
            .Where(r => query.CreatedTo is not { } to || r.Created <= to.UtcDateTime)
            .Where(r => query.Statuses is not { } statuses || !statuses.Any() || statuses.Contains(r.Status))
            .OrderBy(r => r.Id, StringComparer.Ordinal);
        InstanceRow[] page = [.. found.Take(size + 1)];
        return Task.FromResult(page.Length > size
            ? new InstancePage(page[..size], page[size - 1].Id)
            : new InstancePage(page, null));
    }

    public Task CloseAsync(CancellationToken hurry) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
