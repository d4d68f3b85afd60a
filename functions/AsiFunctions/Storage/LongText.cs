using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>A text that may be longer than a property takes, split over several: <c>{name}0</c>, <c>{name}1</c> and so on.</summary>
internal static class LongText
{
    // A property holds 64 KiB of UTF-16; a row 1 MiB. 60 KB pieces leave room for the other properties.
    private const int PieceLength = 30_000;
    private const int MaxPieces = 15;

    /// <summary>The most UTF-16 units that are taken.</summary>
    public const int MaxLength = PieceLength * MaxPieces;

    /// <summary>Adds the text to a row.</summary>
    /// <returns>False, and nothing added, when it is longer than <see cref="MaxLength"/>.</returns>
    public static bool TryWrite(TableEntity row, string name, string text)
    {
        if (text.Length > MaxLength)
        {
            return false;
        }

        int number = 0;
        foreach (string piece in Pieces(text, PieceLength))
        {
            row[NameOf(name, number++)] = piece;
        }

        return true;
    }

    /// <summary>What <see cref="TryWrite"/> added.</summary>
    public static string Read(TableEntity row, string name)
    {
        StringBuilder text = new();
        for (int number = 0; row.GetString(NameOf(name, number)) is { } piece; number++)
        {
            text.Append(piece);
        }

        return text.ToString();
    }

    /// <summary>Cuts a text, but never through a pair of surrogates: half of one is no text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most UTF-16 units of a piece, 2 or more.</param>
    public static IEnumerable<string> Pieces(string text, int longest)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(longest, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            yield return text.Substring(start, length);
            start += length;
        }
    }

    private static string NameOf(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
}
