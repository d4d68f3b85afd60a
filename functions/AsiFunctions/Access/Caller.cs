using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>Who makes a request, as far as the function's audience asks for it.</summary>
public abstract record Caller
{
    private protected Caller()
    {
    }

    /// <summary>Nobody asked who it is.</summary>
    public sealed record Anybody : Caller;

    /// <summary>Holds the key of one case.</summary>
    /// <param name="Case">The case of the route, whose key was sent.</param>
    public sealed record KeyHolder(CaseId Case) : Caller;

    /// <summary>Signed in; whether with or without an account was not asked.</summary>
    /// <param name="Key">Issuer and subject of the token.</param>
    /// <param name="Name">The token's name claim; null where it has none.</param>
    public sealed record Newcomer(PersonKey Key, string? Name) : Caller;
}

/// <summary>A person with an account: signed in, tied to one organisation, with roles.</summary>
/// <param name="AccountId">Stable; what timelines and logs show. 32 hexadecimal digits.</param>
/// <param name="Name">How timelines show them; null after erasure.</param>
/// <param name="Organisation">ASI, a member or an audit firm.</param>
/// <param name="Roles">At least one.</param>
public sealed record Person(string AccountId, string? Name, Organisation Organisation, IReadOnlySet<Role> Roles) : Caller
{
    /// <summary>True when the person has at least one of the roles.</summary>
    public bool Has(params ReadOnlySpan<Role> any)
    {
        foreach (Role role in any)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>This person, acting in a role.</summary>
    /// <exception cref="InvalidOperationException">The person does not have the role: the function's audience is wider than what it does.</exception>
    public Actor AsActor(Role role) => Roles.Contains(role)
        ? new Actor(AccountId, role, Name)
        : throw new InvalidOperationException($"Account {AccountId} does not have the role {role}.");

    /// <summary>This person, acting in the first of the roles that they have; null when they have none of them.</summary>
    public Actor? AsActorIn(params ReadOnlySpan<Role> roles)
    {
        foreach (Role role in roles)
        {
            if (Roles.Contains(role))
            {
                return AsActor(role);
            }
        }

        return null;
    }
}

/// <summary>What names a person for good: who vouches for them, and the name they have there.</summary>
/// <param name="Issuer">The token's <c>iss</c>.</param>
/// <param name="Subject">The token's <c>sub</c>.</param>
public sealed record PersonKey(string Issuer, string Subject)
{
    /// <summary>
    /// The id of this person's account, 32 hexadecimal digits: a hash, so that a request finds the account with one point read, and rows, timelines
    /// and logs never hold the subject, which some issuers make of an e-mail address.
    /// </summary>
    public string AccountId
    {
        get => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Issuer}\n{Subject}")).AsSpan(0, 16));
    }

    /// <summary>Names the account's id only: this may end up in a log.</summary>
    public override string ToString() => AccountId;
}
