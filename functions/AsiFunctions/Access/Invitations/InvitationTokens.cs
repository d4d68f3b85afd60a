using System.Globalization;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access.Invitations;

/// <summary>The secrets in invitations' links: derived, so that a message can be written again, and stored nowhere.</summary>
public sealed class InvitationTokens(SecretKeys keys)
{
    private const string Purpose = "invitation";

    /// <summary>The token of an invitation's present round: <c>IVT-7K3M-9QXF.1.…</c>.</summary>
    public string TokenFor(Invitation invitation)
    {
        string subject = Subject(invitation.Id, invitation.Round);
        return $"{subject}.{keys.Derive(Purpose, subject)}";
    }

    /// <summary>Reads a token that was made here.</summary>
    /// <returns>The invitation and round that it opens; null for anything else.</returns>
    public (CaseId Id, int Round)? Read(string? token) =>
        token?.Split('.') is [string reference, string count, string secret]
        && CaseId.TryParse(reference, out CaseId? id)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int round)
        && keys.Verify(Purpose, Subject(id.Value, round), secret)
            ? (id.Value, round)
            : null;

    private static string Subject(CaseId id, int round) => FormattableString.Invariant($"{id}.{round}");
}
