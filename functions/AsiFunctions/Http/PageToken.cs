using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AsiFunctions.Http.OpenApi;

namespace AsiFunctions.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Send it as <c>page</c> for the next ones; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Cuts sorted lists into pages. The token names the last one shown, so that what comes or goes meanwhile shifts nothing.</summary>
[Asks("page", typeof(string), "The token that the page before ended with; default: the first page.")]
[Asks("size", typeof(int), "How many a page has at most, 1 to 200; default: 50.")]
public static class Paging
{
    /// <summary>How many a page has when nothing is asked.</summary>
    public const int DefaultSize = 50;

    /// <summary>How many a page has at most.</summary>
    public const int MaxSize = 200;

    /// <summary>The page after the one that the token was given with.</summary>
    /// <param name="items">All of them.</param>
    /// <param name="key">What they are sorted by, unique, compared ordinally.</param>
    /// <param name="token">The token sent; null for the first page.</param>
    /// <param name="size">1 to <see cref="MaxSize"/>.</param>
    /// <returns>Null when the token is none of ours.</returns>
    public static Page<T>? Cut<T>(IEnumerable<T> items, Func<T, string> key, string? token, int size)
    {
        string? after = null;
        if (token is not null && !TryRead(token, out after))
        {
            return null;
        }

        List<(string Key, T Item)> rest = [.. items
            .Select(item => (Key: key(item), Item: item))
            .Where(entry => after is null || string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(size + 1)];
        return new Page<T>([.. rest.Take(size).Select(entry => entry.Item)], rest.Count > size ? Write(rest[size - 1].Key) : null);
    }

    private static string Write(string key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { key }));

    private static bool TryRead(string token, out string? key)
    {
        key = null;
        try
        {
            key = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(token)) is [string only] ? only : null;
            return key is not null;
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            return false;
        }
    }
}
