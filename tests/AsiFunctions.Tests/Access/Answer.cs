using System.Text.Json;
using AsiFunctions.Tests.OpenApi.Checking;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Access;

/// <summary>What a caller would receive.</summary>
internal sealed record Answer(int Status, JsonElement Body, IHeaderDictionary Headers)
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .Configure<JsonOptions>(options => Json.AddConverters(options.SerializerOptions.Converters))
        .BuildServiceProvider();

    /// <summary>The problem's code: the end of its type.</summary>
    public string Code => Body.GetProperty("type").GetString()!.Split('/')[^1];

    /// <summary>Makes a request of a function; the exchange is held to the OpenAPI document.</summary>
    public static async Task<Answer> OfAsync<TFunction>(HttpRequest request, Func<HttpRequest, Task<IResult>> call)
    {
        HttpContext context = request.HttpContext;
        context.RequestServices = Services;
        byte[] body = await HeldToTheDocument.ExecuteAsync<TFunction>(context, await call(request));
        return new Answer(context.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(body), context.Response.Headers);
    }

    /// <summary>Reads an answer that no function gave.</summary>
    public static async Task<Answer> OfAsync(IResult result)
    {
        DefaultHttpContext context = new() { RequestServices = Services };
        using MemoryStream body = new();
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(body.ToArray()), context.Response.Headers);
    }
}
