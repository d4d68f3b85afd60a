namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a parameter of the running function is bound to, for a middleware.</summary>
public abstract class InputBindingData<T>
{
    public abstract BindingMetadata BindingMetadata { get; }

    /// <summary>The value; the function is handed what a middleware sets here.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>Binds parameters of the running function, each once.</summary>
internal interface IFunctionInputs
{
    ValueTask<object?> GetAsync(string parameter);

    void Set(string parameter, object? value);
}
