using System.Collections.Concurrent;
using AsiFunctions.Tests.OpenApi.Checking;
using AsiFunctions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace AsiFunctions.EndToEnd.Tests;

/// <summary>Stands before the running app, passes everything on as it is, and holds each exchange with the API to the OpenAPI document.</summary>
internal sealed class ListeningProxy : IAsyncDisposable
{
    private const string Api = "/api/";

    // What concerns a connection is each side's own.
    private static readonly HashSet<string> OfConnection = new(
        ["Connection", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"],
        StringComparer.OrdinalIgnoreCase);

    private readonly WebApplication door;
    private readonly Uri app;
    private readonly ConcurrentQueue<string> faults = new();

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private ListeningProxy(WebApplication door, Uri address, Uri app)
    {
        this.door = door;
        this.app = app;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What was done that the document does not say, in order.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Stands before an app, which need not run yet.</summary>
    public static async Task<ListeningProxy> StartAsync(Uri app)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        Uri address = new($"http://localhost:{FreePort.Next()}");
        builder.WebHost.UseUrls(address.ToString());
        ListeningProxy proxy = new(builder.Build(), address, app);
        proxy.door.Run(proxy.PassAsync);
        await proxy.door.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        byte[] sent = await ReadAsync(context.Request.Body);
        HttpResponseMessage answer;
        byte[] answered;
        try
        {
            using HttpRequestMessage request = Copy(context.Request, sent);
            answer = await http.SendAsync(request, context.RequestAborted);
            answered = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The app was killed: the caller shall see a connection that breaks, as without us.
            context.Abort();
            return;
        }

        using (answer)
        {
            Copy(answer, context.Response);
            Listen(context, sent, answered);
            if (answered.Length > 0)
            {
                await context.Response.Body.WriteAsync(answered);
            }
        }
    }

    private void Listen(HttpContext context, byte[] sent, byte[] answered)
    {
        string path = context.Request.Path;
        if (!path.StartsWith(Api, StringComparison.Ordinal))
        {
            return;
        }

        ApiDocument document = ApiDocument.Committed;
        string call = $"{context.Request.Method} {context.Request.GetEncodedPathAndQuery()}";
        if (document.Find(context.Request.Method, path) is not { } operation)
        {
            faults.Enqueue($"{call} is not in the document.");
            return;
        }

        foreach (string fault in document.Faults(operation, Exchange.Of(context, sent, answered)))
        {
            faults.Enqueue($"{call}, {operation.Id}: {fault}");
        }
    }

    private HttpRequestMessage Copy(HttpRequest from, byte[] body)
    {
        HttpRequestMessage request = new(new HttpMethod(from.Method), new Uri(app, from.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget));
        if (body.Length > 0 || from.ContentType is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach ((string name, StringValues values) in from.Headers.Where(header => !OfConnection.Contains(header.Key)
            && header.Key is not ("Host" or "Content-Length")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private static void Copy(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach ((string name, IEnumerable<string> values) in from.Headers.Concat(from.Content.Headers)
            .Where(header => !OfConnection.Contains(header.Key)))
        {
            to.Headers[name] = values.ToArray();
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body)
    {
        using MemoryStream bytes = new();
        await body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
