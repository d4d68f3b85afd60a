using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>
/// The hub belongs to one process: a blob's lease, renewed in real time, with the holder's process in the blob's metadata.
/// A lease lasts 15 seconds at least; that of a process of this machine which has ended is broken at once.
/// </summary>
internal sealed class HubLease : IAsyncDisposable
{
    private const string Epoch = "epoch";
    private const string Machine = "machine";
    private const string Pid = "process";
    private const string Started = "started";
    private const string Shards = "shards";

    // Process start times are derived from the boot time, which two processes may read slightly differently.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    // Another machine's lease is waited for this much longer than it can last.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BlobLeaseClient lease;
    private readonly TimeSpan duration;
    private readonly StorageRetry retry;
    private readonly Action<string> onLost;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task renewing;

    private HubLease(BlobLeaseClient lease, long epoch, TimeSpan duration, StorageRetry retry, Action<string> onLost)
    {
        this.lease = lease;
        this.duration = duration;
        this.retry = retry;
        this.onLost = onLost;
        Number = epoch;
        renewing = Task.Run(RenewAsync);
    }

    /// <summary>Rises with every taking of the hub.</summary>
    public long Number { get; }

    /// <exception cref="HubInUseException">A living process has the hub.</exception>
    public static async Task<HubLease> TakeAsync(
        BlobContainerClient container,
        EngineOptions options,
        StorageRetry retry,
        Action<string> onLost,
        EngineLog log,
        CancellationToken cancellation)
    {
        (string hub, TimeSpan duration) = (options.HubName, options.LeaseDuration);
        BlobClient blob = container.GetBlobClient("host");
        await CreateAsync(blob, retry);
        BlobLeaseClient taking = blob.GetBlobLeaseClient();
        long begun = TimeProvider.System.GetTimestamp();
        while (!await TryAcquireAsync(taking, duration, retry))
        {
            BlobProperties properties = await retry.RunAsync(
                "read the lease",
                async () => (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value);
            IDictionary<string, string> holder = properties.Metadata;
            string who = $"process {holder.GetOrNone(Pid)} on {holder.GetOrNone(Machine)}";
            bool here = holder.GetOrNone(Machine) == Environment.MachineName;
            if (here && !IsAlive(holder))
            {
                log.LeaseBroken(hub, who);
                await retry.RunAsync("break the lease", () => taking.BreakAsync(TimeSpan.Zero, cancellationToken: cancellation));
            }
            else if (here || TimeProvider.System.GetElapsedTime(begun) > duration + Patience)
            {
                throw new HubInUseException($"Task hub '{hub}' is in use by {who}: stop that host, or give this one another hub name.");
            }
            else
            {
                // Another machine's process may have ended: its lease runs out by itself.
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }

        long epoch = await SignAsync(blob, taking.LeaseId, options, retry);
        return new HubLease(taking, epoch, duration, retry, onLost);
    }

    /// <summary>Gives the hub back.</summary>
    public async Task ReleaseAsync()
    {
        await StopAsync();
        try
        {
            await lease.ReleaseAsync();
        }

        // It runs out by itself, and the next host sees that this process has ended.
        catch (RequestFailedException)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private static async Task CreateAsync(BlobClient blob, StorageRetry retry)
    {
        try
        {
            BlobUploadOptions onlyNew = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await retry.RunAsync("create the lease's blob", () => blob.UploadAsync(BinaryData.FromString(""), onlyNew));
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It exists.
        }
    }

    private static async Task<bool> TryAcquireAsync(BlobLeaseClient taking, TimeSpan duration, StorageRetry retry)
    {
        try
        {
            await retry.RunAsync("acquire the lease", () => taking.AcquireAsync(duration));
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    private static async Task<long> SignAsync(BlobClient blob, string leaseId, EngineOptions options, StorageRetry retry)
    {
        BlobProperties properties = await retry.RunAsync("read the epoch", async () => (await blob.GetPropertiesAsync()).Value);
        string shards = options.Shards.ToString(CultureInfo.InvariantCulture);
        if (properties.Metadata.GetOrNone(Shards, shards) is { } before && before != shards)
        {
            throw new InvalidOperationException($"Task hub '{options.HubName}' was made with {before} shards and cannot be opened with {shards}.");
        }

        long epoch = long.Parse(properties.Metadata.GetOrNone(Epoch, "0"), CultureInfo.InvariantCulture) + 1;
        using Process me = Process.GetCurrentProcess();
        Dictionary<string, string> holder = new(StringComparer.Ordinal)
        {
            [Epoch] = epoch.ToString(CultureInfo.InvariantCulture),
            [Shards] = shards,
            [Machine] = Environment.MachineName,
            [Pid] = me.Id.ToString(CultureInfo.InvariantCulture),
            [Started] = me.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        };
        await retry.RunAsync("sign the lease", () => blob.SetMetadataAsync(holder, new BlobRequestConditions { LeaseId = leaseId }));
        return epoch;
    }

    private static bool IsAlive(IDictionary<string, string> holder)
    {
        try
        {
            using Process process = Process.GetProcessById(int.Parse(holder.GetOrNone(Pid, "0"), CultureInfo.InvariantCulture));
            DateTime started = DateTime.Parse(holder.GetOrNone(Started), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            return !process.HasExited && (process.StartTime.ToUniversalTime() - started).Duration() <= SameStart;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }

        // It lives, and belongs to somebody else.
        catch (Win32Exception)
        {
            return true;
        }
    }

    private async Task StopAsync()
    {
        if (!stopping.IsCancellationRequested)
        {
            await stopping.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(duration / 3, stopping.Token);
                await retry.RunAsync("renew the lease", () => RenewOnceAsync());
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        catch (RequestFailedException e)
        {
            onLost($"its lease could not be renewed ({e.ErrorCode}).");
        }
    }

    // A lease that ran out while storage was away is taken again under its own id, which succeeds only if nobody else had it since.
    private async Task<Response<BlobLease>> RenewOnceAsync()
    {
        try
        {
            return await lease.RenewAsync(cancellationToken: stopping.Token);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return await lease.AcquireAsync(duration, cancellationToken: stopping.Token);
        }
    }
}

/// <summary>Blob metadata, which may lack anything.</summary>
internal static class MetadataExtensions
{
    public static string GetOrNone(this IDictionary<string, string> metadata, string key, string none = "(unknown)") =>
        metadata.TryGetValue(key, out string? value) ? value : none;
}
