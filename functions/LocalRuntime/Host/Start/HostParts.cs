using AsiFunctions.LocalRuntime.Host.Durable;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Http;
using AsiFunctions.LocalRuntime.Host.ServiceBus;
using AsiFunctions.LocalRuntime.Host.Services;
using AsiFunctions.LocalRuntime.Host.Settings;
using AsiFunctions.LocalRuntime.Host.Storage;
using AsiFunctions.LocalRuntime.Host.Timers;

namespace AsiFunctions.LocalRuntime.Host.Start;

/// <summary>What a host consists of.</summary>
internal sealed class HostParts
{
    public required LocalRuntimeOptions Options { get; init; }

    public required StorageEndpoints? Storage { get; init; }

    public required LocalServices Services { get; init; }

    public required LocalStore Store { get; init; }

    public required HostState State { get; init; }

    public required IReadOnlyList<HostedFunction> Functions { get; init; }

    public required IReadOnlyList<HttpRoute> Routes { get; init; }

    public required FunctionPipeline Pipeline { get; init; }

    public required DurableEngineHost Durable { get; init; }

    public required IReadOnlyList<QueueTrigger> Queues { get; init; }

    public required IReadOnlyList<TimerFunction> Timers { get; init; }
}
