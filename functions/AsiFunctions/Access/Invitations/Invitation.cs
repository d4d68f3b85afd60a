using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access.Invitations;

/// <summary>What became of an invitation.</summary>
public enum InvitationState
{
    /// <summary>A colleague asked for it; a member-admin has to confirm it before it is sent.</summary>
    AwaitsConfirmation,

    /// <summary>Sent, and open until its last day.</summary>
    Pending,

    /// <summary>Somebody made an account of it.</summary>
    Accepted,

    /// <summary>Taken back.</summary>
    Revoked,
}

/// <summary>Somebody is invited to an account of an organisation.</summary>
/// <param name="Id"><c>IVT-…</c>. An organisation's first invitation shares its characters; the others' follow from organisation and address.</param>
/// <param name="Round">How often these two were invited, from 1. An older round's token opens nothing.</param>
/// <param name="Organisation">Whose account it will be.</param>
/// <param name="Roles">The roles that the account will have.</param>
/// <param name="Email">Where it is sent; null once it is accepted or revoked.</param>
/// <param name="EmailMark">Derived from the address, to know a repeat by when the address is gone.</param>
/// <param name="Name">How the person is addressed; null once it is accepted or revoked.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="State">What became of it.</param>
/// <param name="By">The account that invites; <c>machine</c> for an organisation's first.</param>
/// <param name="Until">The last day on which it can be accepted.</param>
/// <param name="ChangedAt">When it came into its state.</param>
/// <param name="AcceptedBy">The account that was made of it.</param>
public sealed record Invitation(
    CaseId Id,
    int Round,
    Organisation Organisation,
    IReadOnlySet<Role> Roles,
    string? Email,
    string EmailMark,
    string? Name,
    string Language,
    InvitationState State,
    string By,
    DateOnly Until,
    DateTimeOffset ChangedAt,
    string? AcceptedBy)
{
    /// <summary>The first three letters of the ids; not INV, which invoices begin with.</summary>
    public const string Prefix = "IVT";

    /// <summary>This round of it, as accounts and messages name it.</summary>
    public string RoundId => FormattableString.Invariant($"{Id}-{Round}");

    /// <summary>True while it can be accepted: what happens on the last day is in time.</summary>
    public bool IsOpen(DateTimeOffset now) => State is InvitationState.Pending && DateOnly.FromDateTime(now.UtcDateTime) <= Until;
}
