using System.Diagnostics;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Host.Dev;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Services;
using AsiFunctions.LocalRuntime.Host.Start;
using AsiFunctions.LocalRuntime.Host.Storage;
using AsiFunctions.LocalRuntime.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host;

/// <summary>Starts everything in order and stops it in order, letting what runs come to its end.</summary>
internal sealed class LocalHost(WebApplication web, HostParts parts) : IHost, IAsyncDisposable
{
    // After the drain's end, running functions are cancelled and get this long to notice.
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);

    private readonly List<IDisposable> registrations = [];
    private readonly ILogger logger = web.Services.GetRequiredService<ILoggerFactory>().CreateLogger<LocalHost>();
    private bool running;

    public IServiceProvider Services => web.Services;

    /// <summary>What it consists of, for tests.</summary>
    public HostParts Parts => parts;

    public string Address => $"http://localhost:{parts.Options.Port}";

    /// <exception cref="HostStartException">Something is missing or in the way.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        if (await Ports.ListensAsync(parts.Options.Port, cancellationToken))
        {
            throw PortInUse(null);
        }

        FunctionList.Write(Console.Out, Address, parts.Functions, parts.Routes, parts.Timers, parts.Queues);
        running = true;
        try
        {
            await StartPartsAsync(cancellationToken);
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }

        Tell(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Takes nothing new, waits for what runs (at most the drain's time), then stops the engine and the services started here.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!running)
        {
            return;
        }

        running = false;
        parts.State.IsReady = false;
        using CancellationTokenSource drain = new(parts.Options.Drain);
        await using CancellationTokenRegistration over = drain.Token.Register(() =>
        {
            logger.DrainTimedOut(parts.Options.Drain);
            parts.Pipeline.Abort();
        });
        await QuietlyAsync(Task.WhenAll(
            [
                .. parts.Timers.Select(t => t.StopAsync()),
                .. parts.Queues.Select(q => q.StopAsync(CancellationToken.None)),
                web.StopAsync(drain.Token),
            ]));
        registrations.ForEach(r => r.Dispose());
        registrations.Clear();
        await QuietlyAsync(parts.Durable.StopAsync());
        await parts.Services.StopAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (IAsyncDisposable part in (IEnumerable<IAsyncDisposable>)[.. parts.Timers, .. parts.Queues, parts.Durable])
        {
            await part.DisposeAsync();
        }

        await web.DisposeAsync();
        parts.State.Dispose();
        parts.Pipeline.Dispose();
    }

    private async Task StartPartsAsync(CancellationToken cancellation)
    {
        MovableClock clock = parts.State.Clock;
        await parts.Services.StartAsync(cancellation);
        await parts.Store.OpenAsync(cancellation);
        await clock.RestoreAsync(parts.Store, cancellation);
        parts.State.Issuer = await DevIssuer.OpenAsync(parts.Store, Address + "/dev", parts.Options.Audience, clock, cancellation);
        Outgoing outgoing = new();
        registrations.AddRange([outgoing, clock.Register(outgoing)]);
        await parts.Durable.StartAsync(clock, web.Services.GetRequiredService<ILoggerFactory>(), web.Services, cancellation);
        _ = StopWhenHubIsLostAsync();
        await StartWebAsync(cancellation);
        foreach (string connection in parts.Queues.Select(q => q.Connection).Distinct(StringComparer.Ordinal))
        {
            registrations.Add(clock.Register(LocalServiceBus.For(connection)));
        }

        await Task.WhenAll(parts.Queues.Select(q => q.StartAsync(cancellation)));
        await Task.WhenAll(parts.Timers.Select(t => t.StartAsync(cancellation)));
        parts.State.IsReady = true;
    }

    private async Task StartWebAsync(CancellationToken cancellation)
    {
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw PortInUse(exception);
        }
    }

    private async Task StopWhenHubIsLostAsync()
    {
        string reason = await parts.Durable.HubLost;
        logger.HubLost(reason);
        web.Lifetime.StopApplication();
    }

    private async Task QuietlyAsync(Task stopping)
    {
        try
        {
            await stopping.WaitAsync(parts.Options.Drain + Notice);
        }
        catch (Exception exception)
        {
            logger.StopStumbled(exception);
        }
    }

    private void Tell(TimeSpan took)
    {
        TextWriter output = Console.Out;
        if (parts.Services.HasMailPage)
        {
            output.WriteLine($"Mail      http://localhost:{parts.Options.MailPagePort}");
        }

        if (parts.Storage is { } at)
        {
            output.WriteLine($"Azurite   127.0.0.1, ports {at.BlobPort} (blobs), {at.QueuePort} (queues), {at.TablePort} (tables)");
        }

        if (parts.State.Clock.Offset > TimeSpan.Zero)
        {
            output.WriteLine($"Clock     {parts.State.Clock.GetUtcNow():u}, {parts.State.Clock.Offset:d\\.hh\\:mm\\:ss} ahead of the real one");
        }

        output.WriteLine($"Ready     {Address} after {took.TotalSeconds:0.0} s, Ctrl+C stops");
        output.WriteLine();
    }

    private HostStartException PortInUse(Exception? cause) => new(
        $"Port {parts.Options.Port} is in use by another program. Stop it, or choose another port with --port.",
        cause ?? new IOException("Something listens there."));
}
