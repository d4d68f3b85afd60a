namespace AsiFunctions.Domain.Forms;

/// <summary>A text for people, in both languages.</summary>
/// <param name="English">Not empty.</param>
/// <param name="Chinese">Simplified Chinese, not empty.</param>
public sealed record LocalText(string English, string Chinese)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.Chinese ? Chinese : English;
}

/// <summary>One choice of a question: what is stored, and what people read.</summary>
/// <param name="Value">Stable; compared as it is written.</param>
/// <param name="Text">What people read.</param>
public sealed record Option(string Value, LocalText Text);
