namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>What reaches an instance, from a client, an activity, another instance or the engine itself.</summary>
internal abstract record Mail
{
    /// <summary>Business time of arrival, UTC: events and due timers of one step are played in the order of their times.</summary>
    public DateTime At { get; init; }

    /// <summary>Completed when the effect is stored; null if nobody waits.</summary>
    public TaskCompletionSource? Done { get; init; }
}

/// <summary>A client starts the instance.</summary>
internal sealed record StartMail(string Name, string Version, string? Input, DateTime? StartAt, IReadOnlyDictionary<string, string> Tags, ReusePolicy Reuse) : Mail;

internal sealed record EventMail(string Name, string? Input) : Mail;

internal sealed record SuspendMail(string? Reason) : Mail;

internal sealed record ResumeMail(string? Reason) : Mail;

internal sealed record TerminateMail(string? Output, bool Recursive) : Mail;

/// <summary>Deletes the row of a finished instance.</summary>
internal sealed record PurgeMail : Mail
{
    /// <summary>Whether there was a finished instance to delete; known once <see cref="Mail.Done"/> is.</summary>
    public bool Purged { get; set; }
}

/// <summary>An activity answered.</summary>
internal sealed record ActivityMail(string ExecutionId, Answer Answer) : Mail;

/// <summary>Another instance's message.</summary>
internal sealed record PeerMail(string Sender, OutMessage Message) : Mail
{
    /// <summary>Why the message was not taken; null if it was, now or before.</summary>
    public string? Refusal { get; set; }
}

/// <summary>One of this instance's own messages was taken, or refused for a reason.</summary>
internal sealed record SettledMail(long Seq, string? Refusal) : Mail;

/// <summary>The code of this execution awaited something foreign.</summary>
internal sealed record IllegalAwaitMail(string ExecutionId) : Mail;

/// <summary>Look again: a timer is due, or there is work left from before a restart.</summary>
internal sealed record WakeMail : Mail;
