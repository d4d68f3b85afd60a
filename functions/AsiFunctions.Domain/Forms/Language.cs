namespace AsiFunctions.Domain.Forms;

/// <summary>The languages that forms, messages and pages are offered in. Source: seed 002, the survey went out in English and Chinese.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Simplified Chinese.</summary>
    Chinese,
}

/// <summary>Language tags.</summary>
public static class Languages
{
    /// <summary>The tag that SurveyJS and HTTP know: <c>en</c> or <c>zh-cn</c>.</summary>
    public static string Tag(this Language language) => language == Language.Chinese ? "zh-cn" : "en";

    /// <summary>The two letters that answers and messages keep: <c>en</c> or <c>zh</c>.</summary>
    public static string Code(this Language language) => language == Language.Chinese ? "zh" : "en";

    /// <summary>Reads a BCP 47 tag by its first part, in any case: every <c>zh…</c> is Chinese, every <c>en…</c> English.</summary>
    /// <returns>Null for any other language.</returns>
    public static Language? Find(string? tag)
    {
        ReadOnlySpan<char> all = tag.AsSpan().Trim();
        int dash = all.IndexOf('-');
        ReadOnlySpan<char> first = dash < 0 ? all : all[..dash];
        return first switch
        {
            _ when first.Equals("en", StringComparison.OrdinalIgnoreCase) => Language.English,
            _ when first.Equals("zh", StringComparison.OrdinalIgnoreCase) => Language.Chinese,
            _ => null,
        };
    }
}
