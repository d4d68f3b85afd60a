namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function: what it is, what it was given and the services of its scope.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    public abstract TraceContext TraceContext { get; }

    public abstract BindingContext BindingContext { get; }

    public abstract RetryContext RetryContext { get; }

    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller of an HTTP function goes away and when the host no longer waits for running functions.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
