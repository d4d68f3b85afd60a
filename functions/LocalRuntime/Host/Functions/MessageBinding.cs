using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>A message and what may settle it.</summary>
internal sealed record TriggeredMessage(ServiceBusReceivedMessage Message, ServiceBusMessageActions Actions);

/// <summary>Binds a message whole, as text, as bytes, or from JSON.</summary>
internal static class MessageBinding
{
    public static ParameterBinder? For(Type type)
    {
        if (type == typeof(ServiceBusReceivedMessage))
        {
            return static context => new(Message(context));
        }

        if (type == typeof(string))
        {
            return static context => new(Message(context).Body.ToString());
        }

        if (type == typeof(BinaryData))
        {
            return static context => new(Message(context).Body);
        }

        if (type == typeof(byte[]))
        {
            return static context => new(Message(context).Body.ToArray());
        }

        return type.IsArray ? null : context => new(FromJson(context, type));
    }

    private static ServiceBusReceivedMessage Message(LocalFunctionContext context) => ((TriggeredMessage)context.Input.Value!).Message;

    private static object? FromJson(LocalFunctionContext context, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(Message(context).Body, type, JsonSerializerOptions.Web);
        }
        catch (JsonException exception)
        {
            throw new FunctionInputConverterException($"The message cannot be read as {type.Name}.", exception);
        }
    }
}
