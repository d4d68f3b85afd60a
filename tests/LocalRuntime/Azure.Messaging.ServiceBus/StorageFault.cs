using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AsiFunctions.LocalRuntime.ServiceBus.Tests;

/// <summary>When a call to the storage breaks.</summary>
public enum Breaks
{
    /// <summary>The storage never heard of it.</summary>
    BeforeTheStorageHears,

    /// <summary>The storage has done it; the answer is lost.</summary>
    AfterTheStorageDidIt,
}

/// <summary>The way to the storage: counts the calls, and breaks one of them on demand.</summary>
public sealed class StorageFault : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport inner = new();
    private int untilFault = int.MaxValue;
    private Breaks how;
    private int calls;

    /// <summary>Round trips so far, failed ones included.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>True once the fault has happened.</summary>
    public bool Happened => Volatile.Read(ref untilFault) <= 0;

    /// <summary>What was called, as method and path.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Breaks one call.</summary>
    /// <param name="call">The number of the call from now on; 1 is the next.</param>
    /// <param name="at">Before or after the storage did it.</param>
    public void Break(int call, Breaks at)
    {
        how = at;
        Volatile.Write(ref untilFault, call);
    }

    public void Dispose() => inner.Dispose();

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => inner.Process(message);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Interlocked.Increment(ref calls);
        Log.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
        bool breaks = Interlocked.Decrement(ref untilFault) == 0;
        if (!breaks || how == Breaks.AfterTheStorageDidIt)
        {
            await inner.ProcessAsync(message);
        }

        if (breaks)
        {
            throw new RequestFailedException("The connection broke, as the test wants it.");
        }
    }
}
