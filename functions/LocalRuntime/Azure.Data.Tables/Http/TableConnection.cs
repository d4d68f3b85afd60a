using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Http;

/// <summary>One account's tables over HTTP: addresses, common headers, signing, retries by the options of Azure.Core.</summary>
internal sealed class TableConnection
{
    public static readonly ResponseClassifier Success = new StatusCodeClassifier([200, 201, 202, 204]);
    public static readonly ResponseClassifier SuccessOrNotFound = new StatusCodeClassifier([200, 201, 202, 204, 404]);
    public static readonly ResponseClassifier SuccessOrConflict = new StatusCodeClassifier([200, 201, 202, 204, 409]);

    private readonly HttpPipeline pipeline;
    private readonly string version;

    public TableConnection(TableConnectionString parsed, TableClientOptions? options)
        : this(parsed.Endpoint, parsed.Credential, options)
    {
    }

    public TableConnection(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
        : this(endpoint, Required(credential).AccountName, new SharedKeyPolicy(credential), options ??= new TableClientOptions())
    {
    }

    public TableConnection(Uri endpoint, TokenCredential credential, TableClientOptions? options)
        : this(endpoint, account: null, TokenPolicy(credential, options ??= new TableClientOptions()), options)
    {
    }

    private TableConnection(Uri endpoint, string? account, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Endpoint = endpoint;
        BasePath = endpoint.AbsolutePath.TrimEnd('/');
        Account = account ?? AccountIn(endpoint);
        version = options.Version;
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = TableErrors.Instance,
        });
    }

    public Uri Endpoint { get; }

    public string Account { get; }

    /// <summary>The part of the path before the tables: empty, or the account where the host does not name it.</summary>
    public string BasePath { get; }

    /// <param name="method">The verb.</param>
    /// <param name="path">The path under the account, escaped, without a slash in front.</param>
    /// <param name="expected">Which answers are none to fail on.</param>
    public HttpMessage CreateMessage(RequestMethod method, string path, ResponseClassifier expected)
    {
        HttpMessage message = pipeline.CreateMessage(context: null, expected);
        Request request = message.Request;
        request.Method = method;
        request.Uri.Scheme = Endpoint.Scheme;
        request.Uri.Host = Endpoint.Host;
        request.Uri.Port = Endpoint.Port;
        request.Uri.Path = $"{BasePath}/{path}";
        request.Headers.SetValue("x-ms-version", version);
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    /// <exception cref="RequestFailedException">The service refused, or did not answer in spite of the retries.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        await pipeline.SendAsync(message, cancellation);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }

    /// <summary>Sends a body that goes back to the pool once it was taken.</summary>
    public async Task<Response> SendAsync(HttpMessage message, BodyBuffer body, CancellationToken cancellation)
    {
        message.Request.Content = body;
        Response response = await SendAsync(message, cancellation);
        body.Recycle();
        return response;
    }

    private static TableSharedKeyCredential Required(TableSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return credential;
    }

    private static BearerTokenAuthenticationPolicy TokenPolicy(TokenCredential credential, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        TableAudience audience = options.Audience ?? TableAudience.AzurePublicCloud;
        return new BearerTokenAuthenticationPolicy(credential, $"{audience.ToString().TrimEnd('/')}/.default");
    }

    /// <summary>An address by number, or on this machine, names the account in its path; others begin with it.</summary>
    private static string AccountIn(Uri endpoint) =>
        endpoint.HostNameType == UriHostNameType.Dns && endpoint.Host.Contains('.', StringComparison.Ordinal)
            ? endpoint.Host[..endpoint.Host.IndexOf('.', StringComparison.Ordinal)]
            : endpoint.AbsolutePath.Trim('/');
}
