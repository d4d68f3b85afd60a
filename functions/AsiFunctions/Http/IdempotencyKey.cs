using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AsiFunctions.Http;

/// <summary>The caller's name for a request, so that a repeat is known as one (the draft RFC on the Idempotency-Key header).</summary>
/// <param name="Scope">What the key is unique within: the operation, and the caller where it is known.</param>
/// <param name="Value">The key, 1 to 255 visible ASCII characters.</param>
/// <param name="BodyHash">The hash of the body that it came with.</param>
public sealed record IdempotencyKey(string Scope, string Value, string BodyHash)
{
    /// <summary>
    /// What tells the key from others, whatever body it came with: kept with what it began, in place of the key itself. 64 hexadecimal digits.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Scope}\n{Value}")));

    /// <summary>
    /// Names the decision that the request asks for. The same key with another body is another decision, and is told what was decided before.
    /// </summary>
    public string DecisionId => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Scope}\n{Value}\n{BodyHash}")).AsSpan(0, 16));
}

/// <summary>What the header says.</summary>
/// <param name="Key">The key; null where none was sent.</param>
/// <param name="Problem">The answer to give at once where the header is malformed; otherwise null.</param>
public sealed record IdempotencyHeader(IdempotencyKey? Key, IResult? Problem);

/// <summary>Reads the Idempotency-Key header.</summary>
public static class IdempotencyKeys
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>Reads the key, in the quotes of the draft RFC or without.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scope">What the key is unique within: the operation's name, and for accounts the account's id too.</param>
    /// <param name="bodyHash">The hash of the body, from <see cref="RequestBody"/>.</param>
    public static IdempotencyHeader IdempotencyKey(this HttpRequest request, string scope, string bodyHash)
    {
        StringValues values = request.Headers[Header];
        if (values.Count == 0)
        {
            return new IdempotencyHeader(Key: null, Problem: null);
        }

        string value = values.Count == 1 ? values[0]!.Trim() : "";
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
        {
            value = value[1..^1];
        }

        bool malformed = value.Length is 0 or > MaxLength
            || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            || value.AsSpan().ContainsAny('"', '\\');
        return malformed
            ? new IdempotencyHeader(Key: null, Problems.IdempotencyKeyMalformed())
            : new IdempotencyHeader(new IdempotencyKey(scope, value, bodyHash), Problem: null);
    }
}
