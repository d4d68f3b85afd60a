using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>An exception as a history keeps it: by its type's name, never by the object.</summary>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new TaskFailureDetails(
            exception.GetType().ToString(),
            exception.Message,
            exception.StackTrace,
            exception.InnerException is { } inner ? FromException(inner) : null,
            null);
    }

    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>
    /// Whether the failed type, looked up by name in what is loaded, is <paramref name="targetBaseExceptionType"/> or derives from it.
    /// </summary>
    /// <exception cref="ArgumentException">The type asked for is no exception.</exception>
    /// <exception cref="AmbiguousMatchException">Several loaded assemblies have a type of that name.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        return !string.IsNullOrEmpty(ErrorType) && targetBaseExceptionType.IsAssignableFrom(Loaded(targetBaseExceptionType));
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private Type? Loaded(Type near)
    {
        if ((Type.GetType(ErrorType) ?? near.Assembly.GetType(ErrorType)) is { } known)
        {
            return known;
        }

        Type[] found = [.. AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(ErrorType)).OfType<Type>()];
        return found.Length > 1
            ? throw new AmbiguousMatchException($"Several loaded exception types are named '{ErrorType}'.")
            : found.SingleOrDefault();
    }
}
