namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>
/// Finds in a text for publication what must not be in it. Rather one word too many than one too few: a reviewer looks at what is found.
/// </summary>
internal static class ConfidentialWords
{
    /// <summary>
    /// True where a text has a name or word, whatever its case, its blanks and line breaks, and the
    /// width of its letters; a whole word, so that "Al" does not stand in "Aluminium".
    /// </summary>
    /// <param name="text">For publication.</param>
    /// <param name="word">A name, or several words; blank for nothing.</param>
    public static bool Names(string text, string word)
    {
        string within = Plain(text);
        string wanted = Plain(word);
        if (wanted.Length == 0)
        {
            return false;
        }

        for (int at = within.IndexOf(wanted, StringComparison.OrdinalIgnoreCase); at >= 0; at = within.IndexOf(
            wanted, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + wanted.Length;
            bool begins = at == 0 || !IsPartOfWord(within[at - 1]) || !IsPartOfWord(wanted[0]);
            bool ends = end == within.Length || !IsPartOfWord(within[end]) || !IsPartOfWord(wanted[^1]);
            if (begins && ends)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Single blanks between words, and Latin letters as wide as Chinese characters made narrow.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(part => string.Concat(part.Select(Narrow))));

    // U+FF01 to U+FF5E are the printable ASCII characters in full width, in the same order.
    private static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c;

    // Chinese has no blanks between words: there any occurrence counts.
    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) && c < '\u2E80';
}
