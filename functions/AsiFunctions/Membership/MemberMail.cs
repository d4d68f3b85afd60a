using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Membership;

/// <summary>Says who receives a member's messages, and with which values; see <see cref="MembershipMail"/>.</summary>
public sealed class MemberMail(ICaseStore cases, PortalLinks links) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Member.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<Member>(id, cancellation) is not { Case: { } member } || MemberList.ContactOf(member) is not { } contact)
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["reference"] = member.Id.Value,
            ["organisation"] = member.Details.Organisation.DisplayName,
            ["link"] = links.To($"members/{member.Id}"),
        };
        if (Text(member.Status) is { } text)
        {
            values["text"] = text;
        }

        return new MailDraft([contact], values);
    }

    private static string? Text(MemberStatus status) => status switch
    {
        MemberStatus.Suspended suspended => suspended.Text,
        MemberStatus.Ended ended => ended.Text,
        _ => null,
    };
}
