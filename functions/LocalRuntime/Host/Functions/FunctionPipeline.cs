using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Runs a function inside the worker's middleware, with a scope of its own, and counts what runs so that a stop can wait for it.</summary>
internal sealed class FunctionPipeline : IDisposable
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    private readonly IServiceScopeFactory scopes;
    private readonly ILogger logger;
    private readonly FunctionExecutionDelegate entry;
    private readonly TimeSpan? timeout;
    private readonly CancellationTokenSource aborting = new();

    /// <param name="middleware">Outermost first.</param>
    /// <param name="scopes">Makes the scope of an invocation.</param>
    /// <param name="timeout">After which an invocation's token is cancelled; null for never.</param>
    /// <param name="logger">Takes the start and end of each invocation.</param>
    public FunctionPipeline(
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        IServiceScopeFactory scopes,
        TimeSpan? timeout,
        ILogger<FunctionPipeline> logger)
    {
        this.scopes = scopes;
        this.timeout = timeout;
        this.logger = logger;
        FunctionExecutionDelegate function = context => ((LocalFunctionContext)context).Function.ExecuteAsync((LocalFunctionContext)context);
        entry = middleware.Reverse().Aggregate(function, (next, around) => around(next));
    }

    /// <summary>Runs the function. Exceptions are logged and go to the trigger.</summary>
    /// <param name="function">What to run.</param>
    /// <param name="input">What triggered it.</param>
    /// <param name="prepare">Sets the context up before the middleware sees it.</param>
    /// <param name="finish">Uses the result while the scope still lives.</param>
    /// <param name="cancellation">Cancels the invocation's own token.</param>
    public async Task<object?> InvokeAsync(
        HostedFunction function,
        TriggerInput input,
        Action<LocalFunctionContext>? prepare = null,
        Func<LocalFunctionContext, Task>? finish = null,
        CancellationToken cancellation = default)
    {
        using Activity? activity = Source.StartActivity($"function {function.Name}");
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, aborting.Token);
        if (timeout is { } limit)
        {
            linked.CancelAfter(limit);
        }

        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        LocalFunctionContext context = new(function, input, scope.ServiceProvider, linked.Token);
        prepare?.Invoke(context);
        long started = Stopwatch.GetTimestamp();
        logger.Executing(function.Name, input.Reason, context.InvocationId);
        try
        {
            await entry(context);
            if (finish is not null)
            {
                await finish(context);
            }

            logger.Executed(function.Name, context.InvocationId, Milliseconds(started));
            return context.Result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            logger.Cancelled(function.Name, context.InvocationId, Milliseconds(started));
            throw;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            logger.Failed(exception, function.Name, context.InvocationId, Milliseconds(started));
            throw;
        }
    }

    /// <summary>
    /// Runs an orchestrator from its beginning. It may be left for good at any await, so nothing is begun here that would have to be ended.
    /// </summary>
    public async Task<object?> ReplayAsync(HostedFunction function, TriggerInput input)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        LocalFunctionContext context = new(function, input, scope.ServiceProvider, CancellationToken.None);
        await entry(context);
        return context.Result;
    }

    /// <summary>Cancels the token of every running invocation: the host waits no longer.</summary>
    public void Abort() => aborting.Cancel();

    public void Dispose() => aborting.Dispose();

    private static long Milliseconds(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}
