using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access.Accounts;

/// <summary>Ties a person to one organisation and its roles.</summary>
/// <param name="Id">The person's account id (<see cref="PersonKey.AccountId"/>).</param>
/// <param name="Name">How timelines show them; null after erasure.</param>
/// <param name="Email">Where messages to them go; null after erasure and for people who have the account by configuration.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="Organisation">Their organisation.</param>
/// <param name="Roles">At least one, all of them roles of that organisation's people.</param>
/// <param name="Since">When they joined the organisation.</param>
/// <param name="Invitation">The invitation they accepted, with its round; null for an account by configuration.</param>
/// <param name="EndedAt">When their access ended; null while it lasts.</param>
public sealed record Account(
    string Id,
    string? Name,
    string? Email,
    string Language,
    Organisation Organisation,
    IReadOnlySet<Role> Roles,
    DateTimeOffset Since,
    string? Invitation,
    DateTimeOffset? EndedAt)
{
    /// <summary>True while the person has access.</summary>
    public bool IsActive => EndedAt is null;

    /// <summary>True where the account stands in the settings and cannot be changed here.</summary>
    public bool IsConfigured => Invitation is null;

    /// <summary>The person as functions know them.</summary>
    public Person AsPerson() => new(Id, Name, Organisation, Roles);
}
