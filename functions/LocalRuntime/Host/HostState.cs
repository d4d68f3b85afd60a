using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Host.Dev;

namespace AsiFunctions.LocalRuntime.Host;

/// <summary>What comes into being while the host starts and others then use.</summary>
internal sealed class HostState(MovableClock clock) : IDisposable
{
    private DevIssuer? issuer;

    public MovableClock Clock => clock;

    /// <summary>Whether every trigger listens.</summary>
    public bool IsReady { get; set; }

    public DevIssuer Issuer
    {
        get => issuer ?? throw new InvalidOperationException("The host has not started.");
        set => issuer = value;
    }

    public void Dispose() => issuer?.Dispose();
}
