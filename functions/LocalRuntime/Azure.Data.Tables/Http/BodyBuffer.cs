using System.Buffers;
using Azure.Core;

namespace Azure.Data.Tables.Http;

/// <summary>A request's body in one array from the shared pool, written once and sent as often as the retries need it.</summary>
/// <remarks>
/// A batch of a hundred rows would otherwise land on the large object heap many times a second. The array goes back only
/// by <see cref="Recycle" />, once the service has answered the whole body; after a failure it is left to the collector,
/// for a broken connection may still be reading it.
/// </remarks>
internal sealed class BodyBuffer : RequestContent, IBufferWriter<byte>
{
    private byte[] array;
    private int length;

    public BodyBuffer(int sizeHint)
    {
        array = ArrayPool<byte>.Shared.Rent(sizeHint);
    }

    public ReadOnlySpan<byte> Written => array.AsSpan(0, length);

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return array.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return array.AsSpan(length);
    }

    public void Clear() => length = 0;

    public void Recycle()
    {
        byte[] done = array;
        array = [];
        length = 0;
        ArrayPool<byte>.Shared.Return(done);
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(Written);

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        await stream.WriteAsync(array.AsMemory(0, length), cancellation);

    public override bool TryComputeLength(out long length)
    {
        length = this.length;
        return true;
    }

    public override void Dispose()
    {
    }

    private void EnsureRoom(int sizeHint)
    {
        int needed = length + Math.Max(sizeHint, 1);
        if (needed <= array.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, array.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }
}
