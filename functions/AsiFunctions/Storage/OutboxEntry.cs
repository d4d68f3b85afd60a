using System.Text.Json;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Storage;

/// <summary>Something that has to leave the system, stored in the transaction of the decision that asks for it.</summary>
/// <param name="Id">Unique and stable (<c>{caseId}-{version}-{i}</c>); the message id by which receivers know a repeat.</param>
/// <param name="CaseId">The case that asks for it.</param>
/// <param name="Version">The case's version that asks for it; entries of one case leave in this order.</param>
/// <param name="Kind">Which handler takes it: one of <see cref="OutboxKinds"/>.</param>
/// <param name="Payload">The effect, without personal data.</param>
/// <param name="At">When the decision was stored.</param>
public sealed record OutboxEntry(string Id, CaseId CaseId, int Version, string Kind, JsonElement Payload, DateTimeOffset At);

/// <summary>The kinds of outbox entries.</summary>
public static class OutboxKinds
{
    /// <summary>A message to somebody; the payload is <see cref="Effect.SendMail"/>.</summary>
    public const string Mail = "mail";

    /// <summary>An organisation's first person is invited; the payload is <see cref="Effect.Invite"/>.</summary>
    public const string Invite = "invite";

    /// <summary>An uploaded file is scanned; the payload is <see cref="Effect.Scan"/>.</summary>
    public const string Scan = "scan";

    /// <summary>What the decision changes about the dashboard's counts; the payload is <see cref="Domain.Dashboard.Cells"/>.</summary>
    public const string Count = "count";

    /// <summary>The case's orchestration has to look again; no payload. Stays until the case has been looked at.</summary>
    public const string Wake = "wake";
}

/// <summary>Carries outbox entries of one kind out of the system, at least once.</summary>
public interface IOutboxHandler
{
    /// <summary>The kind it takes.</summary>
    string Kind { get; }

    /// <summary>True where entries stay after their dispatch until something else removes them, and are sent again until then.</summary>
    bool KeepsEntries => false;

    /// <summary>
    /// Sends what is waiting, together where the receiver allows. When it returns, all of it has been taken over durably and the entries are deleted;
    /// when it throws, none counts as sent: each is tried alone, and what fails alone is tried again later with growing pauses.
    /// </summary>
    /// <param name="entries">At least one; those of one case in the order of their decisions.</param>
    /// <param name="cancellation">The host stops; what is not sent is swept later.</param>
    Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation);
}
