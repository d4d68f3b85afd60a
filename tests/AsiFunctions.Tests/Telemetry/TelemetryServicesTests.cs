using AsiFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AsiFunctions.Tests.Telemetry;

/// <summary>Telemetry is gathered where it is known where it goes.</summary>
public sealed class TelemetryServicesTests
{
    private const string Nowhere = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://telemetry.example.org/";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_address_nothing_is_gathered(string? connection)
    {
        using ServiceProvider services = Services(connection).BuildServiceProvider();

        Assert.Null(services.GetService<TracerProvider>());
        Assert.Null(services.GetService<MeterProvider>());
        Assert.NotNull(services.GetService<Instruments>());
    }

    [Fact]
    public void With_an_address_traces_and_metrics_are_gathered()
    {
        using ServiceProvider services = Services(Nowhere).BuildServiceProvider();

        Assert.NotNull(services.GetService<TracerProvider>());
        Assert.NotNull(services.GetService<MeterProvider>());
    }

    private static ServiceCollection Services(string? connection)
    {
        ServiceCollection services = new();
        services.AddTelemetry(new ConfigurationBuilder()
            .AddInMemoryCollection([new("APPLICATIONINSIGHTS_CONNECTION_STRING", connection)])
            .Build());
        return services;
    }
}
