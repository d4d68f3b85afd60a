using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Http;

/// <summary>Answers that anybody may have and keep, but has to ask each time whether they still hold: 304 to a matching If-None-Match.</summary>
internal static class PublicAnswer
{
    /// <summary>Something as JSON.</summary>
    public static IResult Json<T>(HttpRequest request, T value) =>
        Of(request, JsonSerializer.SerializeToUtf8Bytes(value, AsiFunctions.Json.Options), "application/json; charset=utf-8");

    /// <summary>A table whose columns are the properties of its rows.</summary>
    public static async Task<IResult> CsvAsync<TRow>(HttpRequest request, IEnumerable<TRow> rows, string fileName) =>
        Of(request, await CsvTable.WriteAsync(rows), CsvTable.ContentType, fileName);

    /// <summary>Any content.</summary>
    public static IResult Of(HttpRequest request, byte[] content, string contentType, string? fileName = null)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, no-cache";
        EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
        return Results.File(content, contentType, fileName, enableRangeProcessing: false, lastModified: null, entityTag: tag);
    }
}
