using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace AsiFunctions.Certification.Evidence;

/// <summary>Asks a ClamAV daemon, by its command INSTREAM: pieces with their length in front, a zero at the end, and one line back.</summary>
public sealed class ClamAvScanner(ScannerAddress address) : IVirusScanner
{
    private const int PieceLength = 64 * 1024;
    private const int LongestAnswer = 4096;

    // A daemon that reloads its signatures answers late; one that hangs must not hold up the relay.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            await using NetworkStream line = client.GetStream();
            await SendAsync(content, line, patience.Token);
            return VerdictOf(await ReceiveAsync(line, patience.Token));
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException("The virus scanner does not answer.", e);
        }
    }

    private static async Task SendAsync(Stream content, NetworkStream line, CancellationToken cancellation)
    {
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        byte[] piece = new byte[sizeof(uint) + PieceLength];
        int read;
        do
        {
            read = await content.ReadAsync(piece.AsMemory(sizeof(uint)), cancellation);
            BinaryPrimitives.WriteUInt32BigEndian(piece, (uint)read);
            await line.WriteAsync(piece.AsMemory(0, sizeof(uint) + read), cancellation);
        }
        while (read > 0);
    }

    private static async Task<string> ReceiveAsync(NetworkStream line, CancellationToken cancellation)
    {
        byte[] answer = new byte[LongestAnswer];
        int length = 0;
        int read;
        while (length < answer.Length && (read = await line.ReadAsync(answer.AsMemory(length), cancellation)) > 0)
        {
            length += read;
            if (answer[length - 1] == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0').Trim();
    }

    // "stream: OK", "stream: Eicar-Signature FOUND", "INSTREAM size limit exceeded. ERROR".
    private static ScanVerdict VerdictOf(string answer) => answer switch
    {
        "stream: OK" => ScanVerdict.Clean,
        _ when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) => ScanVerdict.Infected,
        _ => throw new IOException($"The virus scanner did not scan: {answer}"),
    };
}
