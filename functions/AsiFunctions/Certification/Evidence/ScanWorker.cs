using System.Collections.Concurrent;
using System.Threading.Channels;
using AsiFunctions.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Certification.Evidence;

/// <summary>
/// Takes the orders of scans over from the outbox and carries them out one after the other, beside
/// the relay: a large file takes a while, and mail must not wait for it. An order stays in the
/// outbox until its scan is done, and is sent again until then.
/// </summary>
public sealed partial class ScanWorker(EvidenceScan scan, OutboxTable outbox, ILogger<ScanWorker> log) : BackgroundService, IOutboxHandler
{
    private readonly Channel<OutboxEntry> waiting = Channel.CreateUnbounded<OutboxEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, OutboxEntry> known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Kind => OutboxKinds.Scan;

    /// <inheritdoc/>
    public bool KeepsEntries => true;

    /// <inheritdoc/>
    public Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        foreach (OutboxEntry entry in entries.Where(entry => known.TryAdd(entry.Id, entry)))
        {
            waiting.Writer.TryWrite(entry);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (OutboxEntry entry in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await CarryOutAsync(entry, stoppingToken);
        }
    }

    private async Task CarryOutAsync(OutboxEntry entry, CancellationToken cancellation)
    {
        try
        {
            await scan.RunAsync(entry, cancellation);
            await outbox.DeleteAsync([entry], cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Failed(log, entry.Id, e);
        }
        finally
        {
            known.TryRemove(entry.Id, out _);
        }
    }

    [LoggerMessage(1703, LogLevel.Warning, "The scan {Entry} did not succeed; the file stays in quarantine and is scanned again.")]
    private static partial void Failed(ILogger log, string entry, Exception error);
}
