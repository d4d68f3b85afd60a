// The real type is of the package that the real Abstractions brings along; the client's callers catch it.
namespace DurableTask.Core.Exceptions;

/// <summary>An instance of the same id exists, in a status that does not let it be replaced.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException()
    {
    }

    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
