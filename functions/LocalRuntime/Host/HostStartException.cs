namespace AsiFunctions.LocalRuntime.Host;

/// <summary>Why the host cannot start, in words for the person at the console: what is wrong, where, and what to do.</summary>
public sealed class HostStartException : Exception
{
    /// <summary>One fault a line.</summary>
    public HostStartException(string message)
        : base(message)
    {
    }

    /// <summary>One fault a line, with its cause for a debugger; the console shows only the message.</summary>
    public HostStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
