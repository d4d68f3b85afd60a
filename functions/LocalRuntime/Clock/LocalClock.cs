namespace AsiFunctions.LocalRuntime.Clock;

/// <summary>The process's business clock, for what cannot be given one: a Service Bus client is made from a connection string alone.</summary>
public static class LocalClock
{
    /// <summary>The clock of this process; the host replaces it at start with the one it restored.</summary>
    public static MovableClock Current { get; set; } = new();
}
