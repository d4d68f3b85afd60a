using AsiFunctions.Storage;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace AsiFunctions.Telemetry;

/// <summary>Traces, metrics and logs, gathered by OpenTelemetry and sent to Application Insights.</summary>
public static class TelemetryServices
{
    /// <summary>What the worker names its spans of orchestrations, activities and entities by.</summary>
    private const string DurableActivitySource = "Microsoft.DurableTask";

    /// <summary>
    /// Adds telemetry where the setting <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> says where it
    /// goes; elsewhere the instruments measure for nobody. It is sent with the identity that the process runs as.
    /// Addresses of requests are not among what is gathered here: some hold a key.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics().AddSingleton<Instruments>();
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not { Length: > 0 } connection)
        {
            return services;
        }

        services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource(OutboxRelay.ActivitySourceName, DurableActivitySource))
            .WithMetrics(metrics => metrics.AddMeter(Instruments.MeterName))
            .UseAzureMonitorExporter(exporter =>
            {
                exporter.ConnectionString = connection;
                exporter.Credential = new DefaultAzureCredential();
            });
        return services;
    }
}
