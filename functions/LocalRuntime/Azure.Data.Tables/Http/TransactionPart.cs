using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>
/// The answer to one action of a transaction. Few callers look at more than its ETag, so nothing is taken apart before it is asked for.
/// </summary>
/// <param name="status">The status code.</param>
/// <param name="head">The reason, and the headers line by line.</param>
/// <param name="content">The body; empty where there is none.</param>
internal sealed class TransactionPart(int status, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> content) : Response
{
    private string? text;

    public override int Status => status;

    public override string ReasonPhrase => Head.AsSpan(0, Math.Max(Head.IndexOf('\r', StringComparison.Ordinal), 0)).Trim().ToString();

    public override bool IsError => status >= 400;

    public override Stream? ContentStream { get; set; } = content.IsEmpty
        ? null
        : new MemoryStream(content.ToArray(), index: 0, content.Length, writable: false, publiclyVisible: true);

    public override string ClientRequestId { get; set; } = "";

    private string Head => text ??= Encoding.ASCII.GetString(head.Span);

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (ReadOnlySpan<char> line in Head.AsSpan().EnumerateLines())
        {
            int colon = line.IndexOf(':');
            if (colon > 0 && line[..colon].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = line[(colon + 1)..].Trim().ToString();
                return true;
            }
        }

        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out string? value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        from line in Head.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        where colon > 0
        select new HttpHeader(line[..colon], line[(colon + 1)..].Trim());
}
