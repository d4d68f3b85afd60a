using System.Security.Cryptography;

namespace AsiFunctions.Certification.Evidence;

/// <summary>
/// A body on its way to the storage: counts and hashes what goes by, and stops what is too long. Never holds more than the reader's buffer.
/// </summary>
/// <param name="head">The first bytes, which were looked at already.</param>
/// <param name="rest">What follows.</param>
/// <param name="limit">Bytes, at most.</param>
internal sealed class UploadStream(ReadOnlyMemory<byte> head, Stream rest, long limit) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> head = head;

    /// <summary>How many bytes went by.</summary>
    public long Count { get; private set; }

    /// <summary>True where it stopped because of the limit.</summary>
    public bool IsTooLong { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    /// <summary>The hash of all that went by, hexadecimal; once, at the end.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (head.Length > 0)
        {
            read = Math.Min(head.Length, buffer.Length);
            head[..read].CopyTo(buffer);
            head = head[read..];
        }
        else
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
        }

        Count += read;
        if (Count > limit)
        {
            IsTooLong = true;
            throw new InvalidDataException("The body is longer than is taken.");
        }

        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
