using System.Globalization;
using System.Text;

namespace AsiFunctions.Domain.Forms.Conditions;

/// <summary>What a piece of a condition is.</summary>
internal enum TokenKind
{
    Name,
    Text,
    Number,
    Word,
    Sign,
    End,
}

/// <summary>A piece of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes or braces; words in lower case, as SurveyJS reads them in any case.</param>
/// <param name="At">Where it begins, from 1.</param>
internal sealed record Token(TokenKind Kind, string Text, int At)
{
    public string Shown => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Name => $"{{{Text}}}",
        TokenKind.Text => $"'{Text}'",
        _ => $"\"{Text}\"",
    };
}

/// <summary>Cuts a condition into its pieces.</summary>
internal static class ConditionTokens
{
    private static readonly string[] Signs = ["<=", ">=", "==", "!=", "<>", "&&", "||", "=", "<", ">", "(", ")", "[", "]", ",", "!"];

    /// <exception cref="FormatException">A character that cannot begin a piece, or a piece without its end.</exception>
    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", at + 1));
                return tokens;
            }

            (Token token, at) = ReadOne(text, at);
            tokens.Add(token);
        }
    }

    private static (Token Token, int Next) ReadOne(string text, int at)
    {
        char c = text[at];
        if (c is '{')
        {
            int close = text.IndexOf('}', at);
            return close < 0
                ? throw new FormatException($"the name that begins at {Position(at)} has no closing brace")
                : (new Token(TokenKind.Name, text[(at + 1)..close], at + 1), close + 1);
        }

        if (c is '\'' or '"')
        {
            return ReadQuoted(text, at);
        }

        if (char.IsAsciiDigit(c) || (c is '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            int end = at + 1;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.'))
            {
                end++;
            }

            return (new Token(TokenKind.Number, text[at..end], at + 1), end);
        }

        if (char.IsAsciiLetter(c))
        {
            int end = at + 1;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            return (new Token(TokenKind.Word, text[at..end].ToLowerInvariant(), at + 1), end);
        }

        string? sign = Array.Find(Signs, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0);
        return sign is null
            ? throw new FormatException($"\"{c}\" at {Position(at)} has no meaning here")
            : (new Token(TokenKind.Sign, sign, at + 1), at + sign.Length);
    }

    private static (Token Token, int Next) ReadQuoted(string text, int at)
    {
        StringBuilder value = new();
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] == text[at])
            {
                return (new Token(TokenKind.Text, value.ToString(), at + 1), i + 1);
            }

            // SurveyJS knows the escapes \' and \" only.
            bool escaped = text[i] is '\\' && i + 1 < text.Length && text[i + 1] is '\'' or '"';
            value.Append(escaped ? text[++i] : text[i]);
        }

        throw new FormatException($"the text that begins at {Position(at)} has no closing quote");
    }

    private static string Position(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
