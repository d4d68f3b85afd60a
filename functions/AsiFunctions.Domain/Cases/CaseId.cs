using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Cases;

/// <summary>The name of a case, and the reference that people read aloud: <c>APP-7K3M-9QXF</c>.</summary>
/// <remarks>
/// Three letters say the kind; seven characters of a 32-letter alphabet without I, L, O and U carry 35 bits; the eighth is a check
/// character that finds every single wrong character and every swap of two neighbours. Cases that grow out of one another share the
/// eight characters (an application and the member it becomes), and with them their table partition.
/// </remarks>
[JsonConverter(typeof(CaseIdJsonConverter))]
public readonly record struct CaseId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int DataLength = 7;

    private CaseId(string value) => Value = value;

    /// <summary>The canonical text, capital letters with dashes.</summary>
    public string Value { get => field ?? throw new InvalidOperationException("An unset case id was used."); }

    /// <summary>The three letters that say the kind of case.</summary>
    public string Prefix => Value[..3];

    /// <summary>The eight characters after the kind, with their dash; what decides the partition.</summary>
    public string Core => Value[4..];

    /// <summary>Makes an id from random or derived bits.</summary>
    /// <param name="prefix">Three capital letters.</param>
    /// <param name="bits">The lowest 35 bits are used.</param>
    public static CaseId From(string prefix, ulong bits)
    {
        Span<char> core = stackalloc char[DataLength + 2];
        int check = 0;
        for (int i = 0; i < DataLength; i++)
        {
            int digit = (int)((bits >> (5 * i)) & 31);
            check = Times2(check) ^ digit;
            core[i < 4 ? i : i + 1] = Alphabet[digit];
        }

        core[4] = '-';
        core[^1] = Alphabet[Times2(check)];
        return new CaseId($"{prefix}-{core}");
    }

    /// <summary>The case of another kind that grows out of this one.</summary>
    public CaseId As(string prefix) => new($"{prefix}-{Core}");

    /// <summary>Reads what a person typed: any case, O for 0, I and L for 1, dashes and blanks as they like.</summary>
    /// <exception cref="FormatException">The text is no case id, or its check character does not fit.</exception>
    public static CaseId Parse(string text) => TryParse(text, out CaseId? id)
        ? id.Value
        : throw new FormatException($"'{text}' is not a case reference.");

    /// <summary>As <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CaseId? id)
    {
        id = null;
        if (text is null or { Length: > 32 })
        {
            return false;
        }

        string plain = string.Concat(text.ToUpperInvariant().Where(c => c is not ('-' or ' ')));
        if (plain.Length != 3 + DataLength + 1 || !plain.AsSpan(0, 3).ContainsOnlyLetters())
        {
            return false;
        }

        int check = 0;
        Span<char> core = stackalloc char[DataLength + 1];
        for (int i = 0; i <= DataLength; i++)
        {
            char c = plain[3 + i] switch { 'O' => '0', 'I' or 'L' => '1', char other => other };
            int digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            core[i] = c;
            check = Times2(check) ^ digit;
        }

        if (check != 0)
        {
            return false;
        }

        id = new CaseId($"{plain[..3]}-{core[..4]}-{core[4..]}");
        return true;
    }

    /// <summary>As <see cref="Parse"/>, without an exception, for ids of one kind of case.</summary>
    /// <param name="text">What a person typed.</param>
    /// <param name="prefix">The kind's prefix, such as <c>APP</c>.</param>
    /// <param name="id">The id; default where the text is none of that kind.</param>
    public static bool TryParse(string? text, string prefix, out CaseId id)
    {
        bool read = TryParse(text, out CaseId? parsed) && parsed.Value.Prefix == prefix;
        id = read ? parsed!.Value : default;
        return read;
    }

    /// <summary>The canonical text.</summary>
    public override string ToString() => Value;

    // Multiplication by x in GF(32) with the primitive polynomial x^5 + x^2 + 1.
    private static int Times2(int value) =>
        (value << 1) switch { int shifted when (shifted & 32) != 0 => shifted ^ 0b100101, int shifted => shifted };
}

file static class Letters
{
    public static bool ContainsOnlyLetters(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('A', 'Z') < 0;
}
