using AsiFunctions.Domain.Cases;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Access.Accounts;

/// <summary>What became of a change of an account.</summary>
public abstract record AccountChange
{
    private AccountChange()
    {
    }

    /// <summary>It is so now, or was already.</summary>
    public sealed record Done(Account Account) : AccountChange;

    /// <summary>It cannot be.</summary>
    /// <param name="Code">Stable, kebab case.</param>
    /// <param name="Message">One sentence for the person.</param>
    public sealed record Refused(string Code, string Message) : AccountChange;
}

/// <summary>Changes accounts, so that a member never loses its last member-admin by its own hand.</summary>
/// <param name="store">The accounts.</param>
/// <param name="clock">Business time.</param>
/// <param name="log">The audit trail.</param>
public sealed class AccountDesk(AccountStore store, TimeProvider clock, ILogger<AccountDesk> log)
{
    /// <summary>The code of a refusal where there is no such account.</summary>
    public const string NoAccount = "no-account";

    private const int MostTries = 5;

    /// <summary>Ends a person's access, from their next request on.</summary>
    public async Task<AccountChange> EndAsync(string accountId, Person by, CancellationToken cancellation)
    {
        AccountChange change = await ChangeAsync(
            accountId, by, account => account with { EndedAt = account.EndedAt ?? clock.GetUtcNow() }, cancellation);
        if (change is AccountChange.Done done)
        {
            log.Ended(by.AccountId, accountId, done.Account.Organisation);
        }

        return change;
    }

    /// <summary>Gives an account other roles.</summary>
    public async Task<AccountChange> GiveRolesAsync(string accountId, IReadOnlySet<Role> roles, Person by, CancellationToken cancellation)
    {
        AccountChange change = await ChangeAsync(accountId, by, account => account with { Roles = roles }, cancellation);
        if (change is AccountChange.Done done)
        {
            log.RolesGiven(by.AccountId, accountId, done.Account.Organisation, RoleNames.Join(roles));
        }

        return change;
    }

    /// <summary>Forgets who a person was: name and address go, access ends, the id stays, for the timelines that name it.</summary>
    public async Task<AccountChange> EraseAsync(string accountId, Person by, CancellationToken cancellation)
    {
        AccountChange change = await ChangeAsync(
            accountId, by, account => account with { Name = null, Email = null, EndedAt = account.EndedAt ?? clock.GetUtcNow() }, cancellation);
        if (change is AccountChange.Done)
        {
            log.Erased(by.AccountId, accountId);
        }

        return change;
    }

    private async Task<AccountChange> ChangeAsync(string accountId, Person by, Func<Account, Account> change, CancellationToken cancellation)
    {
        for (int i = 0; i < MostTries; i++)
        {
            if (await store.FindAsync(accountId, cancellation) is not { } stored)
            {
                return new AccountChange.Refused(NoAccount, "There is no such account.");
            }

            if (stored.Account.IsConfigured)
            {
                return new AccountChange.Refused("configured", "This account stands in the settings of the app and is changed there.");
            }

            Account after = change(stored.Account);
            bool losesAdmin = IsAdmin(stored.Account) && !IsAdmin(after) && !by.Has(Role.Operator);
            if (losesAdmin && !await HasOtherAdminAsync(after, cancellation))
            {
                return LastAdmin;
            }

            if (await store.SaveAsync(after, stored.Tag, cancellation) is not { } saved)
            {
                continue;
            }

            // Two admins who end each other at once both saw the other. Whoever finds none left now takes their own change back.
            if (losesAdmin && !await HasOtherAdminAsync(after, cancellation))
            {
                await store.SaveAsync(stored.Account, saved.Tag, cancellation);
                return LastAdmin;
            }

            return new AccountChange.Done(after);
        }

        return new AccountChange.Refused("busy", "The account changed meanwhile; look at it again.");
    }

    private static AccountChange.Refused LastAdmin { get; } =
        new("last-admin", "This is the organisation's last member-admin. Make a colleague member-admin first.");

    private static bool IsAdmin(Account account) => account.IsActive && account.Roles.Contains(Role.MemberAdmin);

    private async Task<bool> HasOtherAdminAsync(Account account, CancellationToken cancellation)
    {
        await foreach (Account other in store.ListAsync(account.Organisation, cancellation))
        {
            if (other.Id != account.Id && IsAdmin(other))
            {
                return true;
            }
        }

        return false;
    }
}
