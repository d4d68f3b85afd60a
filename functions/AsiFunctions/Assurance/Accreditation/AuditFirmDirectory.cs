using AsiFunctions.Access;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Tells the accounts who an audit firm is and whom to invite first.</summary>
public sealed class AuditFirmDirectory(AccreditationStore store) : IOrganisationDirectory
{
    /// <inheritdoc/>
    public string Prefix => AuditFirm.Prefix;

    /// <inheritdoc/>
    public async Task<OrganisationEntry?> FindAsync(CaseId organisation, CancellationToken cancellation) =>
        await store.FirmAsync(organisation, cancellation) is { } firm
            ? new OrganisationEntry(firm.Name, firm.Contact is { } contact ? new FirstContact(contact.Email, contact.Name, contact.Language) : null)
            : null;
}
