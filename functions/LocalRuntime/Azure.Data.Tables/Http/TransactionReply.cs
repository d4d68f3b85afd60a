using System.Buffers.Text;

namespace Azure.Data.Tables.Http;

/// <summary>Takes the answer to a transaction apart: one answer for each action, or a single one that tells what was refused.</summary>
internal static class TransactionReply
{
    /// <exception cref="TableTransactionFailedException">The service refused an action and with it the whole transaction.</exception>
    public static IReadOnlyList<Response> Read(Response reply)
    {
        List<Response> parts = [];
        ReadOnlyMemory<byte> body = reply.Content.ToMemory();
        byte[] delimiter = DelimiterOf(body.Span);
        int start = body.Span.IndexOf(delimiter);
        while (start >= 0)
        {
            ReadOnlyMemory<byte> rest = body[(start + delimiter.Length)..];
            int length = rest.Span.IndexOf(delimiter);
            if (length < 0)
            {
                break;
            }

            parts.Add(ReadPart(rest[..length]));
            (body, start) = (rest, length);
        }

        return parts.Find(p => p.IsError) is { } refused
            ? throw new TableTransactionFailedException(new RequestFailedException(refused, innerException: null, TableErrors.Instance))
            : parts;
    }

    /// <summary>The answers are parts of a part: the inner boundary stands in the header of the outer part.</summary>
    private static byte[] DelimiterOf(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> marker = "boundary="u8;
        int at = body.IndexOf(marker);
        if (at < 0)
        {
            throw new InvalidDataException("The answer to a transaction is not a multipart message.");
        }

        ReadOnlySpan<byte> rest = body[(at + marker.Length)..];
        return [.. "--"u8, .. rest[..rest.IndexOfAny("\r\n;"u8)].Trim((byte)'"')];
    }

    private static TransactionPart ReadPart(ReadOnlyMemory<byte> part)
    {
        int start = part.Span.IndexOf("HTTP/1.1 "u8);
        if (start < 0 || !Utf8Parser.TryParse(part.Span[(start + 9)..], out int status, out int digits))
        {
            throw new InvalidDataException("The answer to a transaction has a part that is not an HTTP answer.");
        }

        part = part[(start + 9 + digits)..];
        ReadOnlySpan<byte> blankLine = "\r\n\r\n"u8;
        int end = part.Span.IndexOf(blankLine);
        return end < 0
            ? new TransactionPart(status, part, content: default)
            : new TransactionPart(status, part[..end], part[(end + blankLine.Length)..]);
    }
}
