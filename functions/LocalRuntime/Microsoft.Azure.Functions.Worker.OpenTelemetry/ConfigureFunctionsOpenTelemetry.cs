using OpenTelemetry;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

public static class ConfigureFunctionsOpenTelemetry
{
    /// <summary>
    /// The real one tells the host that the worker exports its own telemetry. On one machine there is one process, and nobody to tell.
    /// </summary>
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder) => builder;
}
