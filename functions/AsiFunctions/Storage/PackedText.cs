using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>A long text that repeats itself, compressed into a row: <c>{name}0</c>, <c>{name}1</c> and so on.</summary>
internal static class PackedText
{
    // A property holds 64 KiB; a row 1 MiB, which two such texts share.
    private const int PieceLength = 60_000;
    private const int MaxPieces = 7;

    /// <summary>Adds the text to a row.</summary>
    /// <returns>False, and nothing added, when it does not fit although it is compressed.</returns>
    public static bool TryWrite(TableEntity row, string name, string text)
    {
        using MemoryStream packed = new();
        using (GZipStream packing = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        byte[][] pieces = [.. packed.ToArray().Chunk(PieceLength)];
        if (pieces.Length > MaxPieces)
        {
            return false;
        }

        foreach ((int number, byte[] piece) in pieces.Index())
        {
            row[NameOf(name, number)] = piece;
        }

        return true;
    }

    /// <summary>What <see cref="TryWrite"/> added.</summary>
    public static string Read(TableEntity row, string name)
    {
        using MemoryStream packed = new();
        for (int number = 0; row.GetBinary(NameOf(name, number)) is { } piece; number++)
        {
            packed.Write(piece);
        }

        packed.Position = 0;
        using StreamReader text = new(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static string NameOf(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
}
