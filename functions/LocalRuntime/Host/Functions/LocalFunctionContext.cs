using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>One invocation. Holds what triggered it for the binders.</summary>
internal sealed class LocalFunctionContext : FunctionContext
{
    public LocalFunctionContext(HostedFunction function, TriggerInput input, IServiceProvider services, CancellationToken cancellation)
    {
        Function = function;
        Input = input;
        InstanceServices = services;
        CancellationToken = cancellation;
        BindingContext = new Binding(input.BindingData);
        Features = new InvocationFeatures();
        Features.Set<IInvocationResultFeature>(new ResultFeature());
        Features.Set<IFunctionInputs>(new FunctionInputs(this));
    }

    public HostedFunction Function { get; }

    public TriggerInput Input { get; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = new Trace();

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext => new Retry(Input.RetryCount, Function.Retry?.MaxRetryCount ?? 0);

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    [AllowNull]
    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; }

    public override CancellationToken CancellationToken { get; }

    /// <summary>What the function, or a middleware in its place, returned.</summary>
    public object? Result
    {
        get => Features.Get<IInvocationResultFeature>()!.Result;
        set => Features.Get<IInvocationResultFeature>()!.Result = value;
    }

    private sealed class Binding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class ResultFeature : IInvocationResultFeature
    {
        public object? Result { get; set; }
    }

    private sealed class Retry(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }

    private sealed class Trace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> features = [];

        public void Set<T>(T? instance)
        {
            if (instance is null)
            {
                features.Remove(typeof(T));
                return;
            }

            features[typeof(T)] = instance;
        }

        public T? Get<T>() => features.TryGetValue(typeof(T), out object? found) ? (T)found : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="Value">A request, a timer's state, a message, an orchestration context or an activity's input.</param>
/// <param name="BindingData">What is known by name: route values, a message's metadata.</param>
/// <param name="Reason">Why the function runs, for the log.</param>
internal sealed record TriggerInput(object? Value, IReadOnlyDictionary<string, object?> BindingData, string Reason)
{
    /// <summary>How many runs of this one failed before.</summary>
    public int RetryCount { get; init; }
}
