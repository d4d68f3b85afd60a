using System.Buffers;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>What the number of a criterion says by itself.</summary>
public static class CriterionKeys
{
    private const int Longest = 40;

    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>True for a text that can be a criterion's key.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= Longest && text[0] is not '.' && !text.AsSpan().ContainsAnyExcept(Characters);

    /// <summary>What stands before a criterion's first dot, which is its principle in ASI's numbering; known from the key alone.</summary>
    public static string ChapterOf(string key)
    {
        int dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? key : key[..dot];
    }
}
