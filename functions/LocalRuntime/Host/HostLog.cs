using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host;

internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Debug, "Executing '{Function}' (reason: {Reason}, id: {InvocationId})")]
    public static partial void Executing(this ILogger logger, string function, string reason, string invocationId);

    [LoggerMessage(2, LogLevel.Information, "Executed '{Function}' (id: {InvocationId}, {Milliseconds} ms)")]
    public static partial void Executed(this ILogger logger, string function, string invocationId, long milliseconds);

    [LoggerMessage(3, LogLevel.Information, "Cancelled '{Function}' (id: {InvocationId}, {Milliseconds} ms): its caller went away")]
    public static partial void Cancelled(this ILogger logger, string function, string invocationId, long milliseconds);

    [LoggerMessage(4, LogLevel.Error, "Failed '{Function}' (id: {InvocationId}, {Milliseconds} ms)")]
    public static partial void Failed(this ILogger logger, Exception exception, string function, string invocationId, long milliseconds);

    [LoggerMessage(5, LogLevel.Warning, "'{Function}' returned a {Type}, which is neither an IResult nor an IActionResult: the answer has no body")]
    public static partial void NoHttpResult(this ILogger logger, string function, string type);

    [LoggerMessage(6, LogLevel.Warning, "Timer '{Function}' is past due: {Due:u} was missed")]
    public static partial void PastDue(this ILogger logger, string function, DateTimeOffset due);

    [LoggerMessage(7, LogLevel.Warning, "Timer '{Function}' failed, retry {Retry} in {Delay}")]
    public static partial void Retrying(this ILogger logger, string function, int retry, TimeSpan delay);

    [LoggerMessage(8, LogLevel.Error, "The receiver of '{Function}' stumbled on queue {Queue} and goes on")]
    public static partial void ReceiveFailed(this ILogger logger, Exception exception, string function, string queue);

    [LoggerMessage(10, LogLevel.Warning, "Running functions did not end within {Limit}; they are cancelled")]
    public static partial void DrainTimedOut(this ILogger logger, TimeSpan limit);

    [LoggerMessage(12, LogLevel.Critical, "The task hub is lost, the host stops: {Reason}")]
    public static partial void HubLost(this ILogger logger, string reason);

    [LoggerMessage(13, LogLevel.Warning, "A part of the host did not stop in order")]
    public static partial void StopStumbled(this ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "Timer '{Function}' stumbled and goes on")]
    public static partial void TimerStumbled(this ILogger logger, Exception exception, string function);
}
