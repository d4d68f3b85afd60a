using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>
/// Messages about an auditor go to the contacts of the firms that they work for; each firm sees itself only. See <see cref="AccreditationMail"/>.
/// </summary>
public sealed class AuditorMailComposer(AccreditationStore store, PortalLinks links, TimeProvider clock) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Auditor.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await store.AuditorsAsync([id], cancellation) is not [{ Name: { } name } auditor])
        {
            return null;
        }

        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        AuditFirm?[] firms = await Task.WhenAll(auditor.Engagements
            .Where(engagement => engagement.IsOpenOn(today))
            .Select(engagement => engagement.Firm)
            .Distinct()
            .Select(firm => store.FirmAsync(firm, cancellation)));
        MailRecipient[] recipients = [.. firms.OfType<AuditFirm>().Select(AccreditationMailValues.Recipient).OfType<MailRecipient>()];
        return recipients.Length == 0
            ? null
            : new MailDraft(
                recipients, AccreditationMailValues.Of(auditor.Id, name, links.To($"auditors/{auditor.Id}"), auditor.Statuses, auditor.Scopes, what));
    }
}
