using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.Cases;

/// <summary>
/// The client of the durable engine, for what runs outside of functions. The host gives it to functions that have a parameter
/// <c>[DurableClient] DurableTaskClient</c>; it lives as long as the process.
/// </summary>
public sealed class DurableClients
{
    /// <summary>The client; null until the first function that has one was called in this process.</summary>
    public DurableTaskClient? Current { get; private set; }

    /// <summary>Notes the client.</summary>
    public void Offer(DurableTaskClient client) => Current = client;
}

/// <summary>Notes the durable client of each function that is given one.</summary>
public sealed class DurableClientMiddleware(DurableClients clients) : IFunctionsWorkerMiddleware
{
    private const string BindingType = "durableClient";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.FunctionDefinition.InputBindings.Values.FirstOrDefault(b => b.Type == BindingType) is { } binding)
        {
            InputBindingData<DurableTaskClient?> bound = await context.BindInputAsync<DurableTaskClient>(binding);
            if (bound.Value is { } client)
            {
                clients.Offer(client);
            }
        }

        await next(context);
    }
}
