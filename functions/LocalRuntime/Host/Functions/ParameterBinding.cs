using System.Reflection;
using System.Text.Json;
using AsiFunctions.LocalRuntime.Host.Durable;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Decides once, at the start, how each parameter of a function gets its value.</summary>
internal static class ParameterBinding
{
    /// <exception cref="HostStartException">A parameter cannot be bound.</exception>
    public static IReadOnlyList<ParameterBinder> For(string function, MethodInfo method, TriggerBindingAttribute trigger) =>
        [.. method.GetParameters().Select(p => For(p, trigger) ?? throw Unbindable(function, p, trigger))];

    private static ParameterBinder? For(ParameterInfo parameter, TriggerBindingAttribute trigger)
    {
        Type type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null)
        {
            return Trigger(type, trigger);
        }

        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
        {
            return type == typeof(DurableTaskClient)
                ? static context => new(context.InstanceServices.GetRequiredService<DurableClientSource>().Client)
                : null;
        }

        if (parameter.GetCustomAttribute<FromBodyAttribute>() is not null)
        {
            return trigger is HttpTriggerAttribute ? context => BodyAsync(context, parameter) : null;
        }

        if (type == typeof(FunctionContext))
        {
            return static context => new(context);
        }

        if (type == typeof(CancellationToken))
        {
            return static context => new(context.CancellationToken);
        }

        return trigger switch
        {
            HttpTriggerAttribute http => RouteValueBinding.For(parameter, http),
            ServiceBusTriggerAttribute => Message(parameter),
            OrchestrationTriggerAttribute => OrchestrationInput(type),
            _ => null,
        };
    }

    private static ParameterBinder? Trigger(Type type, TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute when type == typeof(HttpRequest) => static context => new(((HttpContext)context.Input.Value!).Request),
        TimerTriggerAttribute when type == typeof(TimerInfo) => static context => new(context.Input.Value),
        ServiceBusTriggerAttribute => MessageBinding.For(type),
        OrchestrationTriggerAttribute when type == typeof(TaskOrchestrationContext) => static context => new(context.Input.Value),
        ActivityTriggerAttribute => static context => new(context.Input.Value),
        _ => null,
    };

    private static ParameterBinder? Message(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(ServiceBusMessageActions))
        {
            return static context => new(((TriggeredMessage)context.Input.Value!).Actions);
        }

        return parameter.ParameterType == typeof(ServiceBusReceivedMessage) ? MessageBinding.For(parameter.ParameterType) : null;
    }

    private static ParameterBinder OrchestrationInput(Type type)
    {
        MethodInfo read = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput), 1, [])!.MakeGenericMethod(type);
        return context => new(read.Invoke(context.Input.Value, null));
    }

    private static async ValueTask<object?> BodyAsync(LocalFunctionContext context, ParameterInfo parameter)
    {
        HttpRequest request = ((HttpContext)context.Input.Value!).Request;
        try
        {
            return await request.ReadFromJsonAsync(parameter.ParameterType, context.CancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FunctionInputConverterException($"The body cannot be read as the parameter '{parameter.Name}'.", exception);
        }
    }

    private static HostStartException Unbindable(string function, ParameterInfo parameter, TriggerBindingAttribute trigger)
    {
        string kind = trigger.GetType().Name[..^"Attribute".Length];
        return FunctionCatalog.Fault(
            function,
            $"nothing binds its parameter '{parameter.Name}' of type {parameter.ParameterType.Name} (trigger: {kind})");
    }
}
