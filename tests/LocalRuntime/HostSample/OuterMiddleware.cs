using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AsiFunctions.LocalRuntime.HostSample;

public sealed class OuterMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        journal.Add($"outer before {context.FunctionDefinition.Name}");
        if (context.GetHttpContext()?.Request.Headers.ContainsKey("X-Stop") == true)
        {
            context.GetInvocationResult().Value = Results.Text("stopped", statusCode: StatusCodes.Status418ImATeapot);
            return;
        }

        await next(context);
        journal.Add($"outer after {context.FunctionDefinition.Name}");
    }
}
