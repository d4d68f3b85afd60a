namespace AsiFunctions.Domain.Forms;

/// <summary>The codes that checking a form gives. The names are part of the API and do not change.</summary>
public static class FaultCodes
{
    /// <summary>A question that must be answered was not.</summary>
    public const string Required = "required";

    /// <summary>There is no such field.</summary>
    public const string Unknown = "unknown";

    /// <summary>The question was not asked, given the other answers; its answer must be left out.</summary>
    public const string NotAsked = "not-asked";

    /// <summary>A value of another JSON type is needed.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>A text has too many characters, or a list too many items.</summary>
    public const string TooLong = "too-long";

    /// <summary>A text has too few characters, or a list too few items.</summary>
    public const string TooShort = "too-short";

    /// <summary>A text holds control characters or broken Unicode.</summary>
    public const string ControlCharacter = "control-character";

    /// <summary>The choice is not one of those offered.</summary>
    public const string NotOffered = "not-offered";

    /// <summary>The same choice, or the same field, is given twice.</summary>
    public const string Doubled = "doubled";

    /// <summary>A number or date lies below or above what is accepted.</summary>
    public const string OutOfRange = "out-of-range";

    /// <summary>A text is not of the form that is needed: a date, an e-mail address, a web address, a pattern.</summary>
    public const string Malformed = "malformed";

    /// <summary>The answers do not fit one another.</summary>
    public const string Inconsistent = "inconsistent";
}
