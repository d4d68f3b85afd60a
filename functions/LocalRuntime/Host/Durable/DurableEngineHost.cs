using System.Globalization;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.LocalRuntime.Host.Settings;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.Durable;

/// <summary>Starts and stops the durable engine with the settings of host.json, section durableTask.</summary>
internal sealed class DurableEngineHost(string storage, IConfiguration configuration) : IAsyncDisposable
{
    private const string StandardHub = "Local";

    private DurableEngine? engine;

    /// <summary>The orchestrators and activities; set before the start.</summary>
    public DurableTaskRegistry Registry { get; set; } = new();

    public DurableTaskClient Client => (engine ?? throw new InvalidOperationException("The host has not started its durable engine.")).Client;

    /// <summary>Completed if another host takes the task hub.</summary>
    public Task<string> HubLost => engine?.HubLost ?? new TaskCompletionSource<string>().Task;

    /// <exception cref="HostStartException">Another process has the task hub, or a setting is wrong.</exception>
    public async Task StartAsync(MovableClock clock, ILoggerFactory loggers, IServiceProvider services, CancellationToken cancellation)
    {
        EngineOptions options = Options();
        engine = new DurableEngine(Registry, options, new TableServiceClient(storage), new BlobServiceClient(storage), clock, loggers, services);
        try
        {
            await engine.StartAsync(cancellation);
        }
        catch (HubInUseException exception)
        {
            throw new HostStartException(
                $"The task hub '{options.HubName}' is in use by another running host. Stop that, or name another hub in host.json. ({exception.Message})",
                exception);
        }
    }

    public Task StopAsync() => engine?.StopAsync() ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    private EngineOptions Options()
    {
        IConfigurationSection section = configuration.HostSectionOf("extensions:durableTask");
        EngineOptions standard = new();
        return standard with
        {
            HubName = section["hubName"] is { Length: > 0 } hub ? configuration.Resolve(hub, "durableTask") : StandardHub,
            DefaultVersion = section["defaultVersion"] ?? standard.DefaultVersion,
            MaxConcurrentActivities = Number(section, "maxConcurrentActivityFunctions") ?? standard.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = Number(section, "maxConcurrentOrchestratorFunctions") ?? standard.MaxConcurrentOrchestrators,
        };
    }

    private static int? Number(IConfigurationSection section, string name) => section[name] switch
    {
        null or "" => null,
        { } text => int.TryParse(text, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new HostStartException($"durableTask:{name} in host.json is '{text}'; it takes a number of 1 or more."),
    };
}
