using System.Text;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Notifications;
using AsiFunctions.Tests.OpenApi.Checking;
using AsiFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Forms;

/// <summary>The forms without storage, a clock that stands, and requests without a host.</summary>
internal sealed class FormsWorld
{
    public FormsWorld()
    {
        Keys = new DraftKeys(Secrets);
        Forms = new FormCatalogue(FormLibrary.Read(), Keys, Clock);
        Answers = new DraftAnswers(Keys, new PortalLinks("https://portal.example.org"));
    }

    public FrozenTime Clock { get; } = new(new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero));

    public SecretKeys Secrets { get; } = new([Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('k', 32)))]);

    public DraftKeys Keys { get; }

    public FormCatalogue Forms { get; }

    public DraftAnswers Answers { get; }

    /// <summary>A request with a JSON body, and headers as <c>Name: value</c>.</summary>
    public static HttpRequest Request(JsonNode? body = null, params ReadOnlySpan<string> headers)
    {
        DefaultHttpContext context = new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Response.Body = new MemoryStream();
        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body.ToJsonString()));
        }

        foreach (string header in headers)
        {
            int colon = header.IndexOf(':', StringComparison.Ordinal);
            context.Request.Headers.Append(header[..colon], header[(colon + 1)..].Trim());
        }

        return context.Request;
    }

    /// <summary>Writes a function's answer as the host does; the exchange is held to the OpenAPI document.</summary>
    public static async Task<Answer> AnswerAsync<TFunction>(HttpRequest request, IResult result)
    {
        byte[] body = await HeldToTheDocument.ExecuteAsync<TFunction>(request.HttpContext, result);
        return new Answer(
            request.HttpContext.Response.StatusCode, request.HttpContext.Response.Headers, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>Writes an answer as the host does.</summary>
    public static async Task<Answer> AnswerAsync(HttpRequest request, IResult result)
    {
        HttpResponse response = request.HttpContext.Response;
        await result.ExecuteAsync(request.HttpContext);
        string text = Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray());
        return new Answer(response.StatusCode, response.Headers, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

/// <summary>An answer as the caller sees it.</summary>
internal sealed record Answer(int Status, IHeaderDictionary Headers, JsonNode? Body)
{
    public IEnumerable<string> Pointers => Body!["errors"]!.AsArray().Select(error => (string)error!["pointer"]!);
}
