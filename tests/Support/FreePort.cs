using System.Net;
using System.Net.Sockets;

namespace AsiFunctions.Tests.Support;

/// <summary>Ports on which nothing listens.</summary>
public static class FreePort
{
    /// <summary>
    /// A loopback port that is free now. Another process may take it before it is used: prefer to listen on port 0 and ask for
    /// the port, where the listener can tell it.
    /// </summary>
    public static int Next()
    {
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
