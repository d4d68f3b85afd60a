using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AsiFunctions.Tests.Notifications;

/// <summary>A mail server on a free port that takes what it is told to take, and keeps it.</summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public FakeSmtpServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        loop = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What it took: the message as it came.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>
    /// Answers by the command that they answer: <c>RCPT</c>, <c>DATA</c>, <c>.</c> for the end of the message, <c>HELLO</c> for the greeting.
    /// </summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>True: takes the connection and never says a word.</summary>
    public bool IsSilent { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await loop.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The client hung up; the next one is served.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        if (IsSilent)
        {
            await reader.ReadLineAsync(stop.Token);
            return;
        }

        await SayAsync(stream, Answers.GetValueOrDefault("HELLO", "220 fake.example.org ready"));
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            string command = line.Split(' ')[0].ToUpperInvariant();
            switch (command)
            {
                case "EHLO":
                    await SayAsync(stream, "250-fake.example.org\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "DATA" when !Answers.ContainsKey("DATA"):
                    await SayAsync(stream, "354 go on");
                    await ReadMessageAsync(reader);
                    await SayAsync(stream, Answers.GetValueOrDefault(".", "250 taken"));
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, Answers.GetValueOrDefault(command, "250 ok"));
                    break;
            }
        }
    }

    private async Task ReadMessageAsync(StreamReader reader)
    {
        StringBuilder message = new();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            message.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        }

        Messages.Add(message.ToString());
    }

    private async Task SayAsync(NetworkStream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop.Token);
}
