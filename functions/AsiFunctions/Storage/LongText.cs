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
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(PieceLength, text.Length - start);

            // A pair of surrogates stays together: half of one is no text.
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            row[NameOf(name, number++)] = text.Substring(start, length);
            start += length;
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

    private static string NameOf(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
}
