using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Host.Http;

/// <summary>Runs an HTTP function for a request and writes its result. What a function throws becomes a 500 without a word of it.</summary>
/// <param name="pipeline">Runs functions.</param>
/// <param name="functionKey">What opens functions that are not anonymous; null if nothing does.</param>
/// <param name="logger">Takes warnings.</param>
internal sealed class HttpFunctions(FunctionPipeline pipeline, string? functionKey, ILogger<HttpFunctions> logger)
{
    private const string HttpContextKey = "HttpRequestContext";
    private const string KeyHeader = "x-functions-key";
    private const int ClientClosedRequest = 499;

    public async Task HandleAsync(HostedFunction function, HttpContext http)
    {
        if (!IsOpen((HttpTriggerAttribute)function.Trigger, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        TriggerInput input = new(http, BindingData(http), "HTTP");
        try
        {
            await pipeline.InvokeAsync(
                function,
                input,
                prepare: context => context.Items[HttpContextKey] = http,
                finish: context => WriteAsync(context, http),
                http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Answer(http, ClientClosedRequest);
        }
        catch (BadHttpRequestException exception)
        {
            Answer(http, exception.StatusCode);
        }
        catch (Exception)
        {
            // Logged by the pipeline; its text is nobody else's business.
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    private static ReadOnlyDictionary<string, object?> BindingData(HttpContext http)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, object? value) in http.Request.RouteValues)
        {
            data[key] = value;
        }

        return data.AsReadOnly();
    }

    private async Task WriteAsync(LocalFunctionContext context, HttpContext http)
    {
        switch (context.Result)
        {
            case IActionResult result:
                await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case { } other:
                logger.NoHttpResult(context.Function.Name, other.GetType().Name);
                break;
        }
    }

    private bool IsOpen(HttpTriggerAttribute trigger, HttpRequest request)
    {
        if (trigger.AuthLevel == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        string? given = request.Headers[KeyHeader].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        return given is not null && functionKey is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(functionKey));
    }
}
