namespace Microsoft.DurableTask.Client;

public enum OrchestrationRuntimeStatus
{
    Running,
    Completed,

    [Obsolete("Not used by instances of this engine; exists for compatibility.")]
    ContinuedAsNew,
    Failed,

    [Obsolete("Not used by instances of this engine; exists for compatibility.")]
    Canceled,
    Terminated,
    Pending,
    Suspended,
}
