using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Http;

/// <summary>Around every HTTP function: request id, security headers, and an answer for whatever goes wrong.</summary>
public sealed partial class HttpHabits(ILogger<HttpHabits> log) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        RequestIds.Set(http, context.InvocationId);
        Protect(http);
        try
        {
            await next(context);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            context.GetInvocationResult().Value = Answer(context, e);
        }

        Seal(context);
    }

    private static void Seal(FunctionContext context)
    {
        InvocationResult result = context.GetInvocationResult();
        if (result.Value is IResult answer)
        {
            result.Value = new SealedAnswer(answer);
        }
    }

    // Answers are for those who asked, and for nobody's frame, cache or referrer. A function may say otherwise.
    private static void Protect(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }

    private IResult Answer(FunctionContext context, Exception exception)
    {
        IResult answer = ExceptionProblems.Of(exception);
        switch ((answer as IStatusCodeHttpResult)?.StatusCode)
        {
            case StatusCodes.Status500InternalServerError:
                Unforeseen(log, context.FunctionDefinition.Name, context.InvocationId, exception);
                break;
            case StatusCodes.Status503ServiceUnavailable:
                Unavailable(log, context.FunctionDefinition.Name, ExceptionProblems.Cause(exception));
                break;
        }

        return answer;
    }

    [LoggerMessage(1502, LogLevel.Warning, "{Function} was answered 503: a part that it needs does not answer. {Cause}")]
    private static partial void Unavailable(ILogger log, string function, string cause);

    [LoggerMessage(1503, LogLevel.Error, "{Function} was answered 500, request {Request}.")]
    private static partial void Unforeseen(ILogger log, string function, string request, Exception error);
}
