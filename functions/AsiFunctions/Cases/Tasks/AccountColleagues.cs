using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Cases.Tasks;

/// <summary>The colleagues as the accounts know them. One or two point reads.</summary>
public sealed class AccountColleagues(AccountStore accounts) : IColleagues
{
    /// <inheritdoc/>
    public async Task<Actor?> FindAsync(string accountId, Role role, CancellationToken cancellation) =>
        await accounts.FindAsync(accountId, cancellation) is { Account: { IsActive: true } account } && account.Roles.Contains(role)
            ? new Actor(account.Id, role, account.Name)
            : null;
}
