namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a parameter of the running function is bound to, for a middleware.</summary>
public abstract class InputBindingData<T>
{
    public abstract BindingMetadata BindingMetadata { get; }

    /// <summary>The value. What a middleware sets here is not handed to the function on the local host.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>Binds parameters of the running function ahead of it.</summary>
internal interface IInputBindingSource
{
    ValueTask<object?> BindAsync(string parameter);
}
