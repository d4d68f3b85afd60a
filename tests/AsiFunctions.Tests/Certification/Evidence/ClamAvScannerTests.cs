using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AsiFunctions.Certification.Evidence;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Tests.Certification.Evidence;

public sealed class ClamAvScannerTests
{
    // Never written in one piece: a scanner on the machine that runs the tests would take this file for infected.
    private const string Eicar = "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE";

    [Theory]
    [InlineData("stream: OK", ScanVerdict.Clean)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND", ScanVerdict.Infected)]
    public async Task The_daemon_is_sent_the_file_in_pieces_and_its_line_is_the_verdict(string line, ScanVerdict verdict)
    {
        byte[] file = Encoding.UTF8.GetBytes(Eicar + new string('x', 200_000));
        using FakeDaemon daemon = new(line);

        Assert.Equal(verdict, await new ClamAvScanner(daemon.Address).ScanAsync(new MemoryStream(file), default));

        Assert.Equal(file, await daemon.Received);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("")]
    public async Task What_is_no_verdict_is_none(string line)
    {
        using FakeDaemon daemon = new(line);

        await Assert.ThrowsAsync<IOException>(() => new ClamAvScanner(daemon.Address).ScanAsync(new MemoryStream([1, 2, 3]), default));
    }

    [Fact]
    public async Task A_daemon_that_is_not_there_is_no_verdict()
    {
        FakeDaemon gone = new("");
        gone.Dispose();

        await Assert.ThrowsAsync<IOException>(() => new ClamAvScanner(gone.Address).ScanAsync(new MemoryStream([1, 2, 3]), default));
    }

    [Theory]
    [InlineData(null, null, ScannerKind.Missing)]
    [InlineData("none", null, ScannerKind.None)]
    [InlineData(null, "localhost:3310", ScannerKind.ClamAv)]
    public void The_settings_say_what_scans_and_without_them_nothing_does(string? scanner, string? address, ScannerKind expected)
    {
        EvidenceSettings settings = EvidenceSettings.Read(Settings(("Evidence:Scanner", scanner), ("Evidence:ClamAv", address)));

        Assert.Equal((expected, 50L * 1024 * 1024), (settings.Scanner, settings.MaxBytes));
    }

    [Theory]
    [InlineData("Evidence:Scanner", "off", "none")]
    [InlineData("Evidence:ClamAv", "localhost", "host:port")]
    [InlineData("Evidence:MediaTypes", "text/html", "text/html")]
    public void A_setting_that_cannot_be_used_is_told(string name, string value, string told) =>
        Assert.Contains(
            told, Assert.Throws<InvalidOperationException>(() => EvidenceSettings.Read(Settings((name, value)))).Message, StringComparison.Ordinal);

    private static IConfiguration Settings(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Name, v => v.Value)).Build();

    /// <summary>Takes one file as clamd does, and says one line.</summary>
    private sealed class FakeDaemon : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);

        public FakeDaemon(string line)
        {
            listener.Start();
            Address = new ScannerAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
            Received = ServeAsync(line);
        }

        public ScannerAddress Address { get; }

        public Task<byte[]> Received { get; }

        public void Dispose() => listener.Dispose();

        private async Task<byte[]> ServeAsync(string line)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            await using NetworkStream stream = client.GetStream();
            byte[] command = new byte["zINSTREAM\0"u8.Length];
            await stream.ReadExactlyAsync(command);
            Assert.Equal("zINSTREAM\0", Encoding.UTF8.GetString(command));
            using MemoryStream file = new();
            byte[] length = new byte[sizeof(uint)];
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                if (BinaryPrimitives.ReadUInt32BigEndian(length) is var size && size == 0)
                {
                    break;
                }

                byte[] piece = new byte[size];
                await stream.ReadExactlyAsync(piece);
                file.Write(piece);
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\0"));
            return file.ToArray();
        }
    }
}
