using System.Net;
using System.Net.Sockets;

namespace AsiFunctions.LocalRuntime.Host.Services;

/// <summary>Looks at ports of this machine.</summary>
internal static class Ports
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using TcpClient client = new();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>The first line a server says by itself; null if it says nothing soon.</summary>
    public static async Task<string?> GreetingAsync(int port, CancellationToken cancellation)
    {
        using TcpClient client = new();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            using StreamReader reader = new(client.GetStream());
            return await reader.ReadLineAsync(limit.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>The Server header of an HTTP server; null if what listens does not answer as one.</summary>
    public static async Task<string?> ServerAsync(int port, CancellationToken cancellation)
    {
        using HttpClient client = new() { Timeout = Patience };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(
                new Uri($"http://127.0.0.1:{port}/"), HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.Headers.Server.ToString();
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
