namespace AsiFunctions.Notifications.Mail;

/// <summary>Hands one message to a mail server.</summary>
public interface IMailTransport
{
    /// <summary>Tries once. Does not throw for what a server or an address can do wrong.</summary>
    Task<MailSending> SendAsync(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>One message to one person.</summary>
/// <param name="Id">Names it; the Message-ID is made of it, so that a second try is known as the same message.</param>
/// <param name="Address">The recipient's address.</param>
/// <param name="Name">The recipient's name.</param>
/// <param name="Mail">Subject and texts.</param>
public sealed record OutgoingMail(string Id, string Address, string Name, RenderedMail Mail);

/// <summary>What came of a try.</summary>
public abstract record MailSending
{
    private MailSending()
    {
    }

    /// <summary>The server has taken the message over.</summary>
    public sealed record Taken : MailSending;

    /// <summary>Not now; the same message may be taken later.</summary>
    /// <param name="Code">Why: <c>smtp-421</c>, <c>unreachable</c>, <c>timeout</c>. Holds no address.</param>
    public sealed record Later(string Code) : MailSending;

    /// <summary>Never, as it is.</summary>
    /// <param name="Code">Why: <c>smtp-550</c>, <c>address</c>. Holds no address.</param>
    public sealed record Refused(string Code) : MailSending;
}
