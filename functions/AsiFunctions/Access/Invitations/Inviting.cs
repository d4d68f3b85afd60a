using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access.Invitations;

/// <summary>Whom to invite, and as what.</summary>
/// <param name="Organisation">Whose account it will be.</param>
/// <param name="Roles">Roles of that organisation's people.</param>
/// <param name="Email">Where the invitation goes.</param>
/// <param name="Name">How the person is addressed.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="By">The account that invites, or <c>machine</c>.</param>
/// <param name="IsConfirmed">False where a member-admin has to confirm it before it is sent.</param>
public sealed record Wish(
    Organisation Organisation, IReadOnlySet<Role> Roles, string Email, string Name, string Language, string By, bool IsConfirmed)
{
    /// <summary>The address as two wishes are compared by it.</summary>
    public string Address => Email.Trim().ToLowerInvariant();
}

/// <summary>What became of a wish to invite somebody.</summary>
public abstract record Inviting
{
    private Inviting()
    {
    }

    /// <summary>The invitation is there, now or since an earlier wish of the same kind.</summary>
    public sealed record Invited(Invitation Invitation) : Inviting;

    /// <summary>The person has an account of the organisation already.</summary>
    public sealed record HasAccount : Inviting;
}
