using Azure;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Waits out a storage that is slow, restarting or away. In real time: business time may be moved meanwhile.</summary>
internal sealed class StorageRetry(EngineLog log, CancellationToken stopping)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        RequestFailedException { Status: 400 or 403 or 404 or 409 or 412 or 413 } => false,
        FileNotFoundException or FileLoadException => false,
        RequestFailedException or HttpRequestException or IOException or TaskCanceledException or AggregateException => true,
        _ => false,
    };

    public async Task<T> RunAsync<T>(string operation, Func<Task<T>> request)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await request();
            }
            catch (Exception e) when (IsPassing(e) && !stopping.IsCancellationRequested)
            {
                await PauseAsync(e, operation, attempt);
            }
        }
    }

    public async Task PauseAsync(Exception reason, string operation, int attempt)
    {
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 10));
        pause = pause < LongestPause ? pause : LongestPause;
        log.StorageRetried(reason, operation, attempt, pause);
        await Task.Delay(pause, stopping);
    }
}
