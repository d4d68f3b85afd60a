using System.Security.Cryptography;
using System.Text.Json;
using AsiFunctions.Domain.Forms;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>A request's body, or the answer that refuses it.</summary>
/// <param name="Value">What was read; default where there is a problem.</param>
/// <param name="Hash">SHA-256 of the bytes as they came, for <see cref="IdempotencyKey"/>; hexadecimal.</param>
/// <param name="Problem">The answer to give at once; null where all is well.</param>
public sealed record Body<T>(T Value, string Hash, IResult? Problem);

/// <summary>Reads JSON bodies strictly: content type, size, syntax, doubled and unknown members, control characters.</summary>
public static class RequestBody
{
    /// <summary>Bytes that a body may have unless the function says otherwise.</summary>
    public const int DefaultLimit = 256 * 1024;

    /// <summary>Reads a body as <typeparamref name="T"/>; unknown members are refused.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes, at most.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<Body<T>> ReadAsync<T>(this HttpRequest request, int limit = DefaultLimit, CancellationToken cancellation = default)
    {
        (byte[] bytes, IResult? problem) = await ReadBytesAsync(request, limit, cancellation);
        if (problem is not null)
        {
            return new Body<T>(default!, "", problem);
        }

        try
        {
            T? value = JsonSerializer.Deserialize<T>(bytes, Json.Strict);
            return value is null
                ? new Body<T>(default!, "", Problems.MalformedBody(new Fault("", "null", "The body is null.")))
                : new Body<T>(value, Hash(bytes), Problem: null);
        }
        catch (JsonException e)
        {
            return new Body<T>(default!, "", Problems.MalformedBody(JsonFaults.From(e)));
        }
    }

    /// <summary>Reads a body as a JSON object whose members somebody else checks, such as a form's definition.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes, at most.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public static async Task<Body<JsonElement>> ReadObjectAsync(
        this HttpRequest request, int limit = DefaultLimit, CancellationToken cancellation = default)
    {
        (byte[] bytes, IResult? problem) = await ReadBytesAsync(request, limit, cancellation);
        if (problem is not null)
        {
            return new Body<JsonElement>(default, "", problem);
        }

        JsonElement value = JsonElement.Parse(bytes);
        return value.ValueKind is JsonValueKind.Object
            ? new Body<JsonElement>(value, Hash(bytes), Problem: null)
            : new Body<JsonElement>(default, "", Problems.MalformedBody(new Fault("", "type", "The body must be a JSON object.")));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<(byte[] Bytes, IResult? Problem)> ReadBytesAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            return ([], Problems.UnsupportedMediaType());
        }

        if (request.ContentLength > limit)
        {
            return ([], Problems.PayloadTooLarge(limit));
        }

        using MemoryStream bytes = new();
        byte[] chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (bytes.Length + read > limit)
            {
                return ([], Problems.PayloadTooLarge(limit));
            }

            bytes.Write(chunk, 0, read);
        }

        byte[] body = bytes.ToArray();
        return JsonFaults.Find(body) is { } fault ? ([], Problems.MalformedBody(fault)) : (body, null);
    }
}
