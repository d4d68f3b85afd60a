namespace DurableTask.Core.Exceptions;

/// <summary>Orchestrator code asked for something else than its history holds.</summary>
public class NonDeterministicOrchestrationException : Exception
{
    public NonDeterministicOrchestrationException()
    {
    }

    public NonDeterministicOrchestrationException(string message)
        : base("Non-Deterministic workflow detected: " + message)
    {
    }

    public NonDeterministicOrchestrationException(string message, Exception innerException)
        : base("Non-Deterministic workflow detected: " + message, innerException)
    {
    }
}
