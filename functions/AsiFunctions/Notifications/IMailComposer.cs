using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Notifications;

/// <summary>Says who receives a case's message, and with which values. Implemented by each capability for its kind of case.</summary>
/// <remarks>
/// Asked when the message is accepted and again when it is sent, perhaps days later: nothing personal waits in a queue, and a person who
/// was erased meanwhile receives nothing. The texts themselves are in Templates.
/// </remarks>
public interface IMailComposer
{
    /// <summary>The first three letters of the ids it knows: <c>APP</c>.</summary>
    string Prefix { get; }

    /// <summary>Reads the case and answers who receives the message, or null when there is nothing to send.</summary>
    Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation);
}

/// <summary>Recipients and values of one message.</summary>
/// <param name="Recipients">Each receives an e-mail of their own; none sees the others.</param>
/// <param name="Values">
/// By the names that the template declares. Dates as <c>yyyy-MM-dd</c>, codes as they are stored: the template says how each is shown in
/// its language. An optional value may be left out; a person's own words (reasons) are shown as given. <c>name</c> is added from the recipient.
/// </param>
public sealed record MailDraft(IReadOnlyList<MailRecipient> Recipients, IReadOnlyDictionary<string, string> Values);

/// <summary>One person who receives a message.</summary>
/// <param name="Address">Their e-mail address.</param>
/// <param name="Name">How they are addressed.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>; any other is written to in English.</param>
/// <param name="Key">
/// Names them within the message, and stays when the address changes: <c>primary</c>, a member's or an account's id. No personal data. Null: their
/// address decides (its hash is stored).
/// </param>
public sealed record MailRecipient(string Address, string Name, string Language, string? Key = null);
