using AsiFunctions.Access.Accounts;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Tasks;

/// <summary>The colleagues as the accounts know them. One point read, none for accounts by configuration.</summary>
public sealed class AccountColleagues(AccountStore accounts) : IColleagues
{
    /// <inheritdoc/>
    public async Task<Actor?> FindAsync(string accountId, CaseTask task, CancellationToken cancellation) =>
        await accounts.FindAsync(accountId, cancellation) is { Account: { IsActive: true } account }
            ? TaskRules.InRole(task, account.AsPerson())
            : null;
}
