using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Cases.Status;

/// <summary>How people look for a case: by a piece of what it is about, or of its reference, with or without dashes.</summary>
public static class CaseText
{
    /// <summary>True where the text is part of the title, of a keyword or of the reference.</summary>
    /// <param name="text">What is looked for; null finds everything.</param>
    /// <param name="id">The case.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="keywords">What it is found by besides, one a line.</param>
    public static bool Matches(string? text, CaseId id, string title, string keywords = "") => text is null
        || title.Contains(text, StringComparison.InvariantCultureIgnoreCase)
        || keywords.Contains(text, StringComparison.InvariantCultureIgnoreCase)
        || (Plain(text) is { Length: > 0 } plain && Plain(id.Value).Contains(plain, StringComparison.OrdinalIgnoreCase));

    private static string Plain(string reference) => string.Concat(reference.Where(char.IsLetterOrDigit));
}
