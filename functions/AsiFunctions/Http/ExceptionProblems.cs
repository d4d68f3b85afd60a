using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>What is answered when a function fails instead of answering.</summary>
public static class ExceptionProblems
{
    private static readonly TimeSpan StorageRecovers = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OthersFinish = TimeSpan.FromSeconds(1);

    /// <summary>
    /// 503 where a part that is needed does not answer, 400 or 413 for a body that broke off or is too large, 500 for all that is unforeseen.
    /// </summary>
    public static IResult Of(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.PayloadTooLarge(RequestBody.DefaultLimit),
        BadHttpRequestException => Problems.MalformedBody(new Fault("", "incomplete", "The body did not arrive as announced.")),
        CaseBusyException => Problems.Unavailable(OthersFinish),
        _ when IsUnavailable(exception) => Problems.Unavailable(StorageRecovers),
        _ => Problems.Unforeseen(),
    };

    /// <summary>What it was at bottom, in one line for the log: retries wrap it several times over.</summary>
    public static string Cause(Exception exception)
    {
        Exception cause = exception;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return $"{cause.GetType().Name}: {cause.Message.Split('\n')[0].Trim()}";
    }

    /// <summary>True where a part that is needed does not answer now, and may in a while.</summary>
    /// <remarks>
    /// Azure's clients tell of given up retries by an AggregateException of all tries, of a time-out by a cancellation, and by an exception of
    /// their own where the platform hands out no token for the app's identity.
    /// </remarks>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        RequestFailedException e => e.Status is 0 or 408 or 429 or >= 500 || e.ErrorCode is "TableNotFound" or "TableBeingDeleted",
        AggregateException e => e.InnerExceptions.All(IsUnavailable),
        ServiceBusException e => e.IsTransient,
        OperationCanceledException or TimeoutException or HttpRequestException or IOException or AuthenticationFailedException => true,
        _ => false,
    };
}
