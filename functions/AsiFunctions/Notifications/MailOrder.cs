using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Notifications;

/// <summary>What travels through the queue: ids, the message and its facts; no personal data.</summary>
/// <param name="Id">Unique and stable; a message is sent once for it and each recipient. The id of the message in the queue.</param>
/// <param name="CaseId">What it is about; its prefix decides who composes it.</param>
/// <param name="Mail">Which message, to which role.</param>
public sealed record MailOrder(string Id, CaseId CaseId, Effect.SendMail Mail);
