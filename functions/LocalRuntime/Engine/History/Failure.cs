using Microsoft.DurableTask;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>An exception as histories keep it.</summary>
/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="Inner">What caused it.</param>
/// <param name="NonRetriable">No retry policy or handler is asked: the same call must fail again.</param>
internal sealed record Failure(string Type, string Message, string? StackTrace = null, Failure? Inner = null, bool NonRetriable = false)
{
    /// <summary>A failed call that orchestrator code did not catch keeps the call's own failure as its cause.</summary>
    public static Failure From(Exception exception) => exception switch
    {
        TaskFailedException call => new Failure(call.GetType().ToString(), call.Message, call.StackTrace, From(call.FailureDetails)),
        _ => new Failure(
            exception.GetType().ToString(),
            exception.Message,
            exception.StackTrace,
            exception.InnerException is { } inner ? From(inner) : null),
    };

    public TaskFailureDetails ToDetails() => new(Type, Message, StackTrace, Inner?.ToDetails(), null);

    private static Failure From(TaskFailureDetails details) =>
        new(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);
}
