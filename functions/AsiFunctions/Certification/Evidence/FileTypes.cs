namespace AsiFunctions.Certification.Evidence;

/// <summary>The kinds of files that can be told by their first bytes.</summary>
/// <remarks>
/// What a sender says of a file is not believed: a program that calls itself a PDF is refused. Documents of office programs are ZIP archives.
/// </remarks>
public static class FileTypes
{
    /// <summary>How many of a file's first bytes are looked at.</summary>
    public const int HeadLength = 4096;

    private static readonly Dictionary<string, Func<ReadOnlyMemory<byte>, bool>> Tests = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/pdf"] = head => head.Span.StartsWith("%PDF-"u8),
        ["image/png"] = head => head.Span.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        ["image/jpeg"] = head => head.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = IsArchive,
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = IsArchive,
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = IsArchive,
        ["text/csv"] = IsText,
        ["text/plain"] = IsText,
    };

    /// <summary>The media types that can be told.</summary>
    public static IReadOnlyCollection<string> Known => Tests.Keys;

    /// <summary>True where a file that begins like this can be of the type.</summary>
    /// <param name="mediaType">What the sender says.</param>
    /// <param name="head">The first bytes, <see cref="HeadLength"/> of them where the file is as long.</param>
    public static bool Fits(string mediaType, ReadOnlyMemory<byte> head) =>
        Tests.TryGetValue(mediaType, out Func<ReadOnlyMemory<byte>, bool>? test) && test(head);

    private static bool IsArchive(ReadOnlyMemory<byte> head) => head.Span.StartsWith("PK\u0003\u0004"u8);

    // Texts have no zero bytes, except in UTF-16, which says so in front; and they begin like no other kind of file that a program would open or run.
    private static bool IsText(ReadOnlyMemory<byte> head) =>
        head.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || head.Span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || (!head.Span.Contains((byte)0) && !head.Span.StartsWith("%PDF-"u8) && !head.Span.StartsWith("MZ"u8) && !IsArchive(head));
}
