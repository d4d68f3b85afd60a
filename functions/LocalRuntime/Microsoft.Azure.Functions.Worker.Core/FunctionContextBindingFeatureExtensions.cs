namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new Untyped(Feature(context));

    /// <exception cref="InvalidOperationException">The function returned something that is not a <typeparamref name="T"/>.</exception>
    public static InvocationResult<T?> GetInvocationResult<T>(this FunctionContext context)
    {
        IInvocationResultFeature feature = Feature(context);
        if (feature.Result is not (null or T))
        {
            throw new InvalidOperationException(
                $"Function {context.FunctionDefinition.Name} returned {feature.Result.GetType()}, which is not {typeof(T)}.");
        }

        return new Typed<T>(feature);
    }

    /// <summary>The value of one parameter, bound as the function's own will be.</summary>
    public static async ValueTask<InputBindingData<T?>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata)
    {
        ArgumentNullException.ThrowIfNull(bindingMetadata);
        object? value = context.Features.Get<IInputBindingSource>() is { } source ? await source.BindAsync(bindingMetadata.Name) : null;
        return new Input<T?>(bindingMetadata) { Value = (T?)value };
    }

    private static IInvocationResultFeature Feature(FunctionContext context) =>
        context.Features.Get<IInvocationResultFeature>()
        ?? throw new InvalidOperationException("This context does not belong to an invocation.");

    private sealed class Untyped(IInvocationResultFeature feature) : InvocationResult
    {
        public override object? Value
        {
            get => feature.Result;
            set => feature.Result = value;
        }
    }

    private sealed class Typed<T>(IInvocationResultFeature feature) : InvocationResult<T?>
    {
        public override T? Value
        {
            get => (T?)feature.Result;
            set => feature.Result = value;
        }
    }

    private sealed class Input<T>(BindingMetadata metadata) : InputBindingData<T>
    {
        public override BindingMetadata BindingMetadata => metadata;

        public override T? Value { get; set; }
    }
}
