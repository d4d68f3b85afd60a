using System.Globalization;
using System.Text.RegularExpressions;
using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.LocalRuntime.Host.Settings;

/// <summary>
/// Holds host.json to what the real host and its extensions know. They pass over a misspelt option
/// in silence, and some refuse a value only once they run on Azure. What this host takes of the options,
/// and what it knowingly leaves aside, is said in <c>infra/HOST.md</c>.
/// </summary>
internal static partial class HostJsonCheck
{
    private const string Durable = "extensions:durableTask";
    private const string DurableStorage = $"{Durable}:storageProvider";

    // What stands below a section that is not listed here is anybody's: log categories, headers.
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] =
        [
            "version", "functionTimeout", "telemetryMode", "extensions", "logging", "concurrency", "healthMonitor", "singleton", "watchDirectories",
            "watchFiles",
        ],
        ["extensions"] = ["http", "serviceBus", "durableTask"],
        ["extensions:http"] =
            ["routePrefix", "maxOutstandingRequests", "maxConcurrentRequests", "dynamicThrottlesEnabled", "hsts", "customHeaders", "enableChunkedRequestBinding"],
        ["extensions:serviceBus"] =
        [
            "autoCompleteMessages", "clientRetryOptions", "enableCrossEntityTransactions", "maxAutoLockRenewalDuration", "maxConcurrentCalls",
            "maxConcurrentSessions", "maxMessageBatchSize", "minMessageBatchSize", "maxBatchWaitTime", "prefetchCount", "sessionIdleTimeout",
            "transportType", "webProxy",
        ],
        ["extensions:serviceBus:clientRetryOptions"] = ["mode", "tryTimeout", "delay", "maxDelay", "maxRetries"],
        [Durable] =
        [
            "hubName", "storageProvider", "tracing", "notifications", "httpSettings", "maxConcurrentActivityFunctions",
            "maxConcurrentOrchestratorFunctions", "maxConcurrentEntityFunctions", "maxEntityOperationBatchSize", "maxOrchestrationActions",
            "extendedSessionsEnabled",
            "extendedSessionIdleTimeoutInSeconds",
            "overridableExistingInstanceStates",
            "entityMessageReorderWindowInMinutes",
            "rollbackEntityOperationsOnExceptions",
            "localRpcEndpointEnabled",
            "useGracefulShutdown",
            "useAppLease",
            "storeInputsInOrchestrationHistory",
            "throwStatusExceptionsOnRaiseEvent", "maxGrpcMessageSizeInBytes", "grpcHttpClientTimeout", "defaultVersion", "versionMatchStrategy",
            "versionFailureStrategy",
        ],
        [DurableStorage] =
        [
            "type", "connectionName", "connectionStringName", "partitionCount", "controlQueueBatchSize", "controlQueueBufferThreshold",
            "controlQueueVisibilityTimeout", "workItemQueueVisibilityTimeout", "maxQueuePollingInterval", "fetchLargeMessagesAutomatically",
            "trackingStoreConnectionName", "trackingStoreConnectionStringName", "trackingStoreNamePrefix", "useLegacyPartitionManagement",
            "useTablePartitionManagement", "allowReplayingTerminalInstances", "queueClientMessageEncoding",
        ],
        [$"{Durable}:tracing"] =
            ["distributedTracingEnabled", "distributedTracingProtocol", "version", "traceInputsAndOutputs", "traceReplayEvents", "allowVerboseLinuxTelemetry"],
    };

    private static readonly Dictionary<string, string[]> Choices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["version"] = ["2.0"],
        ["telemetryMode"] = ["ApplicationInsights", "OpenTelemetry"],
        [$"{Durable}:versionMatchStrategy"] = ["None", "Strict", "CurrentOrOlder"],
        [$"{Durable}:versionFailureStrategy"] = ["Reject", "Fail"],
        [$"{Durable}:extendedSessionsEnabled"] = ["false"],
        [$"{Durable}:tracing:version"] = ["None", "V1", "V2"],
        [$"{DurableStorage}:type"] = ["azureStorage"],
    };

    /// <exception cref="HostStartException">Options are unknown, or have values that would not work: one line for each.</exception>
    public static void Check(IConfiguration configuration)
    {
        Faults faults = new();
        foreach ((string section, string[] options) in Known)
        {
            string prefix = section.Length == 0 ? "" : $"{section}:";
            foreach (IConfigurationSection option in configuration.HostSectionOf(section).GetChildren())
            {
                if (!options.Contains(option.Key, StringComparer.OrdinalIgnoreCase))
                {
                    faults.Add($"{prefix}{option.Key} in host.json is no option of the Functions host; look for a slip of the pen.");
                }
            }
        }

        foreach ((string option, string[] choices) in Choices)
        {
            if (configuration.HostValue(option) is { } value && !choices.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add($"{option} in host.json is '{value}'; here it can be {string.Join(" or ", choices)}.");
            }
        }

        CheckDurable(configuration, faults);
        faults.ThrowIfAny();
    }

    private static void CheckDurable(IConfiguration configuration, Faults faults)
    {
        const string Hub = $"{Durable}:hubName";
        if (configuration.HostValue(Hub) is { Length: > 0 } hub && !hub.Contains('%', StringComparison.Ordinal) && !HubName().IsMatch(hub))
        {
            faults.Add($"{Hub} in host.json is '{hub}'; it takes 3 to 45 letters and digits, a letter first.");
        }

        const string Partitions = $"{DurableStorage}:partitionCount";
        if (configuration.HostValue(Partitions) is { } count
            && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 16))
        {
            faults.Add($"{Partitions} in host.json is '{count}'; it takes a number from 1 to 16.");
        }

        const string Connection = $"{DurableStorage}:connectionName";
        if (configuration.HostValue(Connection) is { Length: > 0 } name
            && !configuration.GetSection(name).Exists()
            && !configuration.GetSection("AzureWebJobs" + name).Exists())
        {
            faults.Add($"{Connection} in host.json names the setting '{name}', which is missing; set it under Values in local.settings.json.");
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HubName();
}
