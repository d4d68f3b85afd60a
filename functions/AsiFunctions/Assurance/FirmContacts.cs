using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;

namespace AsiFunctions.Assurance;

/// <summary>The contact that the firm's accreditation names.</summary>
public sealed class FirmContacts(AccreditationStore accreditation) : IFirmContacts
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailRecipient>> OfAsync(CaseId firm, CancellationToken cancellation) =>
        await accreditation.FirmAsync(firm, cancellation) is { Contact: { } contact } ? [Recipient(firm, contact)] : [];

    private static MailRecipient Recipient(CaseId firm, FirmContact contact) => new(contact.Email, contact.Name, contact.Language, firm.Value);
}
