using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Timers;

/// <summary>How long to wait before a failed run is tried again, in real time.</summary>
internal static class RetryDelay
{
    // 2 to this power times the least interval is beyond any useful one.
    private const int LargestExponent = 30;

    /// <param name="retry">What the function says; null if nothing.</param>
    /// <param name="attempt">1 for the first run after the failed one.</param>
    /// <returns>Null if it is not tried again.</returns>
    public static TimeSpan? Before(RetryAttribute? retry, int attempt)
    {
        if (retry is null || (retry.MaxRetryCount >= 0 && attempt > retry.MaxRetryCount))
        {
            return null;
        }

        return retry switch
        {
            FixedDelayRetryAttribute fix => Span(fix.DelayInterval),
            ExponentialBackoffRetryAttribute growing => Least(
                Span(growing.MaximumInterval),
                Span(growing.MinimumInterval) * Math.Pow(2, Math.Min(attempt - 1, LargestExponent))),
            _ => null,
        };
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
