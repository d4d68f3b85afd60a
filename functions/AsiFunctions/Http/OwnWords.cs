using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Http;

/// <summary>A person's own words: a reason, a note, a message.</summary>
internal static class OwnWords
{
    /// <summary>Characters that they may have.</summary>
    public const int MaxLength = 4000;

    /// <summary>The words without blanks around them; null where nothing was said.</summary>
    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What is wrong with them.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="pointer">The member of the body.</param>
    /// <param name="needed">What to write; null where they may be left out.</param>
    public static Fault? Check(string? text, string pointer, string? needed) => Of(text) switch
    {
        null when needed is not null => new Fault(pointer, FaultCodes.Required, needed),
        { Length: > MaxLength } => new Fault(pointer, FaultCodes.TooLong, $"Please use at most {MaxLength} characters."),
        _ => null,
    };
}
