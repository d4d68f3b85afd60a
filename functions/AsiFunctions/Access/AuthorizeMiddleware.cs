using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AsiFunctions.Access;

/// <summary>Lets an HTTP request reach its function only if the function's audience includes its sender.</summary>
public sealed class AuthorizeMiddleware(RequestAuthorizer authorizer) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("The request has no HttpContext: is the ASP.NET Core integration in place?");
        switch (await authorizer.AuthorizeAsync(context.FunctionDefinition.EntryPoint, http, context.CancellationToken))
        {
            case (Caller caller, _):
                http.SetCaller(caller);
                await next(context);
                break;
            case (_, IResult refusal):
                context.GetInvocationResult().Value = refusal;
                break;
            default:
                context.GetInvocationResult().Value = Problems.Forbidden();
                break;
        }
    }
}
