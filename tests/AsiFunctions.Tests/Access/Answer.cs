using System.Text.Json;
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

    public static async Task<Answer> OfAsync(IResult result)
    {
        DefaultHttpContext context = new() { RequestServices = Services };
        using MemoryStream body = new();
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(body.ToArray()), context.Response.Headers);
    }
}
