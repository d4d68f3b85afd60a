using System.Globalization;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.ServiceBus;

/// <summary>Makes queue triggers from their attributes and host.json.</summary>
internal static class QueueTriggers
{
    private const string DefaultConnection = "ServiceBus";

    /// <exception cref="HostStartException">A setting is missing, or the trigger asks for what local queues do not have.</exception>
    public static QueueTrigger Create(
        IConfiguration configuration,
        HostedFunction function,
        ServiceBusTriggerAttribute trigger,
        FunctionPipeline pipeline,
        ILoggerFactory logs)
    {
        if (trigger.QueueName is null || trigger.IsSessionsEnabled || trigger.IsBatched)
        {
            throw FunctionCatalog.Fault(function.Name, "local queues have no topics, sessions or batches");
        }

        string queue = configuration.Resolve(trigger.QueueName, function.Name);
        string connection = configuration.Connection(trigger.Connection ?? DefaultConnection, function.Name);
        try
        {
            return new QueueTrigger(function, queue, connection, Options(configuration, function), pipeline, logs.CreateLogger<QueueTrigger>());
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw FunctionCatalog.Fault(function.Name, exception.Message.TrimEnd('.'));
        }
    }

    private static PumpOptions Options(IConfiguration configuration, HostedFunction function)
    {
        IConfigurationSection host = configuration.HostSectionOf("extensions:serviceBus");
        const int StandardCalls = 16;
        TimeSpan standardRenewal = TimeSpan.FromMinutes(5);
        return new PumpOptions(
            int.TryParse(host["maxConcurrentCalls"], CultureInfo.InvariantCulture, out int calls) && calls > 0 ? calls : StandardCalls,
            AutoComplete(function) ?? (!bool.TryParse(host["autoCompleteMessages"], out bool complete) || complete),
            TimeSpan.TryParse(host["maxAutoLockRenewalDuration"], CultureInfo.InvariantCulture, out TimeSpan renewal) ? renewal : standardRenewal);
    }

    /// <summary>What the attribute says; null if it is silent.</summary>
    private static bool? AutoComplete(HostedFunction function) =>
        function.Method.GetParameters()
            .SelectMany(p => p.GetCustomAttributesData())
            .Where(a => a.AttributeType == typeof(ServiceBusTriggerAttribute))
            .SelectMany(a => a.NamedArguments)
            .Where(n => n.MemberName == nameof(ServiceBusTriggerAttribute.AutoCompleteMessages))
            .Select(n => (bool?)n.TypedValue.Value)
            .FirstOrDefault();
}
