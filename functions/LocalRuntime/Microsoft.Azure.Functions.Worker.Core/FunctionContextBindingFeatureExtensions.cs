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

    /// <summary>The value of one parameter, bound now and not again when the function runs.</summary>
    public static async ValueTask<InputBindingData<T?>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata)
    {
        ArgumentNullException.ThrowIfNull(bindingMetadata);
        IFunctionInputs inputs = context.Features.Get<IFunctionInputs>()
            ?? throw new InvalidOperationException("This context does not belong to an invocation.");
        return new Input<T?>(bindingMetadata, inputs, (T?)await inputs.GetAsync(bindingMetadata.Name));
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

    private sealed class Input<T>(BindingMetadata metadata, IFunctionInputs inputs, T? bound) : InputBindingData<T>
    {
        private T? bound = bound;

        public override BindingMetadata BindingMetadata => metadata;

        public override T? Value
        {
            get => bound;
            set
            {
                bound = value;
                inputs.Set(metadata.Name, value);
            }
        }
    }
}
