using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>A firm's messages go to its contact; see <see cref="AccreditationMail"/>.</summary>
public sealed class AuditFirmMailComposer(AccreditationStore store, PortalLinks links) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => AuditFirm.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation) =>
        await store.FirmAsync(id, cancellation) is { } firm && AccreditationMailValues.Recipient(firm) is { } contact
            ? new MailDraft(
                [contact], AccreditationMailValues.Of(firm.Id, firm.Name, links.To($"audit-firms/{firm.Id}"), firm.Statuses, firm.Scopes, what))
            : null;
}
