using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>A function that was found: its method, its trigger and how its parameters are bound.</summary>
internal sealed class HostedFunction
{
    private readonly MethodInvoker method;
    private readonly ObjectFactory? factory;
    private readonly Func<object?, ValueTask<object?>> unwrap;

    public HostedFunction(FunctionDefinition definition, MethodInfo method, TriggerBindingAttribute trigger, IReadOnlyList<ParameterBinder> binders)
    {
        Definition = definition;
        Method = method;
        Trigger = trigger;
        Binders = binders;
        Retry = method.GetCustomAttribute<RetryAttribute>();
        this.method = MethodInvoker.Create(method);
        factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        unwrap = Returned.Unwrapper(method.ReturnType);
    }

    public FunctionDefinition Definition { get; }

    public MethodInfo Method { get; }

    public TriggerBindingAttribute Trigger { get; }

    public IReadOnlyList<ParameterBinder> Binders { get; }

    public RetryAttribute? Retry { get; }

    public string Name => Definition.Name;

    /// <summary>Binds the parameters, makes the instance, runs the method and keeps what it returned.</summary>
    public async Task ExecuteAsync(LocalFunctionContext context)
    {
        object?[] arguments = await ((FunctionInputs)context.Features.Get<IFunctionInputs>()!).BindAllAsync();
        object? instance = factory?.Invoke(context.InstanceServices, null);
        try
        {
            context.Result = await unwrap(method.Invoke(instance, arguments.AsSpan()));
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}

/// <summary>Gives one parameter of a function its value.</summary>
internal delegate ValueTask<object?> ParameterBinder(LocalFunctionContext context);
