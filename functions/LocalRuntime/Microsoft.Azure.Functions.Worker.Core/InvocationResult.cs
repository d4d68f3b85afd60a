namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the function returned; a middleware may replace it before it is sent.</summary>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>;

/// <summary>Where an invocation keeps what its function returned.</summary>
internal interface IInvocationResultFeature
{
    object? Result { get; set; }
}
