using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access.Accounts;

/// <summary>An account as colleagues and staff see it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Who it is; null after erasure.</param>
/// <param name="Email">Where messages to them go; null after erasure, and for accounts of the settings.</param>
/// <param name="Organisation">Their organisation.</param>
/// <param name="Roles">What they may act as, in the order of the roles.</param>
/// <param name="Since">When they joined; null for accounts of the settings.</param>
/// <param name="EndedAt">When their access ended; null while it lasts.</param>
/// <param name="IsConfigured">True where the account stands in the settings and is changed there.</param>
public sealed record AccountView(
    string Id,
    string? Name,
    string? Email,
    Organisation Organisation,
    IReadOnlyList<Role> Roles,
    DateTimeOffset? Since,
    DateTimeOffset? EndedAt,
    bool IsConfigured)
{
    internal static AccountView Of(Account account) => new(
        account.Id,
        account.Name,
        account.Email,
        account.Organisation,
        [.. account.Roles.Order()],
        account.IsConfigured ? null : account.Since,
        account.EndedAt,
        account.IsConfigured);
}
