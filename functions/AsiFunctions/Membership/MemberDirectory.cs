using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;

namespace AsiFunctions.Membership;

/// <summary>Tells the accounts who a member is and whom to invite first.</summary>
public sealed class MemberDirectory(ICaseStore cases) : IOrganisationDirectory
{
    /// <inheritdoc/>
    public string Prefix => Member.Prefix;

    /// <inheritdoc/>
    public async Task<OrganisationEntry?> FindAsync(CaseId organisation, CancellationToken cancellation)
    {
        Stored<Member>? stored = await cases.FindAsync<Member>(organisation, cancellation);
        if (stored?.Case.Details is not { } details)
        {
            return null;
        }

        FirstContact? first = details.Contacts is { Primary: { } primary } ? new FirstContact(primary.Email, primary.Name, details.Language) : null;
        return new OrganisationEntry(details.Organisation.DisplayName, first);
    }
}
