using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

/// <summary>An engine on a clock that stands still until it is moved, in memory unless a connection string is given.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2024, 2, 29, 9, 0, 0, TimeSpan.Zero);

    private readonly Action<DurableTaskRegistry> register;
    private readonly EngineOptions options;
    private readonly string? connection;
    private readonly ILoggerFactory loggers;

    private TestEngine(Action<DurableTaskRegistry> register, EngineOptions options, string? connection, ILoggerFactory loggers)
    {
        this.register = register;
        this.options = options;
        this.connection = connection;
        this.loggers = loggers;
        Clock = new MovableClock(new FrozenTime(Start));
        Engine = Make(register);
    }

    public MovableClock Clock { get; }

    public MemoryStore Store { get; } = new();

    public DurableEngine Engine { get; private set; }

    public DurableTaskClient Client => Engine.Client;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static async Task<TestEngine> StartAsync(
        Action<DurableTaskRegistry> register, EngineOptions? options = null, string? connection = null, ILoggerFactory? loggers = null)
    {
        TestEngine engine = new(register, options ?? new EngineOptions(), connection, loggers ?? NullLoggerFactory.Instance);
        await engine.Engine.StartAsync();
        return engine;
    }

    /// <summary>A hub name that no other test has.</summary>
    public static string NewHub() => "Hub" + Guid.NewGuid().ToString("N")[..20];

    /// <summary>Starts an orchestration, and returns it once everything is quiet: ended, or waiting for something.</summary>
    public async Task<OrchestrationMetadata> RunAsync(TaskName name, object? input = null, StartOrchestrationOptions? start = null)
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input, start ?? new StartOrchestrationOptions("one"));
        return await QuietAsync(id);
    }

    /// <summary>The instance, once everything is quiet.</summary>
    public async Task<OrchestrationMetadata> QuietAsync(string id = "one")
    {
        await Clock.SettleAsync();
        return await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"There is no instance '{id}'.");
    }

    public async Task<OrchestrationMetadata> MoveAsync(TimeSpan by, string id = "one")
    {
        await Clock.MoveToAsync(Clock.GetUtcNow() + by);
        return await QuietAsync(id);
    }

    public async Task<OrchestrationMetadata> RaiseAsync(string name, object? payload = null, string id = "one")
    {
        await Client.RaiseEventAsync(id, name, payload);
        return await QuietAsync(id);
    }

    /// <summary>
    /// Stops the engine gently and starts another in its place, with the same orchestrators or with <paramref name="changed"/> ones.
    /// </summary>
    public async Task RestartAsync(Action<DurableTaskRegistry>? changed = null)
    {
        await Engine.DisposeAsync();
        Engine = Make(changed ?? register);
        await Engine.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Clock.Dispose();
    }

    private DurableEngine Make(Action<DurableTaskRegistry> tasks)
    {
        DurableTaskRegistry registry = new();
        tasks(registry);
        IServiceProvider services = new ServiceCollection().BuildServiceProvider();
        return connection is null
            ? new DurableEngine(registry, options, Store, Clock, loggers, services)
            : new DurableEngine(registry, options, new TableServiceClient(connection), new BlobServiceClient(connection), Clock, loggers, services);
    }
}
