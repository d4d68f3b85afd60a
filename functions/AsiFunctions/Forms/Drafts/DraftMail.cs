using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;

namespace AsiFunctions.Forms.Drafts;

/// <summary>The message with the link to go on with.</summary>
public sealed class DraftMail(DraftStore drafts, DraftAnswers answers) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Draft.Prefix;

    /// <inheritdoc/>
    /// <remarks>
    /// Nothing that was written in the draft is part of it, not even a name: the address is whatever somebody typed, and ASI does not carry
    /// strangers' words to it.
    /// </remarks>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation) =>
        await drafts.FindAsync(id, cancellation) is not { } draft
            ? null
            : new MailDraft(
                [new MailRecipient(draft.Email, draft.Email, draft.Language, Key: "draft")],
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["link"] = answers.LinkTo(draft),
                    ["until"] = draft.KeptUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                });
}
