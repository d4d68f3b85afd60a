using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Http.OpenApi;

/// <summary>Hands out this document.</summary>
public sealed class GetOpenApi
{
    private static readonly Lazy<(byte[] Json, EntityTagHeaderValue Tag)> Document = new(Read);

    /// <summary>
    /// The app's HTTP functions as OpenAPI 3.1, for programs that make clients, pages or tests of it. Answers 304 to a matching If-None-Match.
    /// </summary>
    [Function(nameof(GetOpenApi))]
    [OpenToPublic]
    [ReadsHeader("If-None-Match")]
    [Answers(StatusCodes.Status200OK, typeof(JsonObject), Headers = ["ETag"])]
    [Answers(StatusCodes.Status304NotModified, Headers = ["ETag"])]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(Document.Value.Json, "application/json; charset=utf-8", entityTag: Document.Value.Tag);
    }

    private static (byte[] Json, EntityTagHeaderValue Tag) Read()
    {
        using Stream resource = typeof(GetOpenApi).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("openapi.json is not part of the assembly.");
        using MemoryStream json = new();
        resource.CopyTo(json);
        byte[] bytes = json.ToArray();
        return (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\""));
    }
}
