using System.Globalization;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>Says who receives an appeal's messages, and with which values; see <see cref="AppealMail"/>.</summary>
public sealed class AppealMailComposer(ICaseStore cases, MemberList members, PortalLinks links, MembershipSettings settings) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Appeal.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<Appeal>(id, cancellation) is not { Case: { } appeal } || IsOvertaken(appeal, what.Template))
        {
            return null;
        }

        MailRecipient? recipient = what.To switch
        {
            Role.Board => settings.Board,
            Role.Secretariat => settings.Secretariat,
            _ => await members.ContactAsync(appeal.Member, cancellation),
        };
        return recipient is null ? null : new MailDraft([recipient], Values(appeal, what.Template));
    }

    /// <summary>A reminder of what was heard while it waited to be sent.</summary>
    private static bool IsOvertaken(Appeal appeal, string template) =>
        appeal.Outcome is not null && template is (AppealMail.Reminder or AppealMail.Escalation);

    private Dictionary<string, string> Values(Appeal appeal, string template)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["reference"] = appeal.Id.Value,
            ["organisation"] = appeal.Decision.MemberName,
            ["subject"] = appeal.Subject.Value,
            ["decision"] = appeal.Decision.What,
            ["on"] = appeal.Decision.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["link"] = links.To($"appeals/{appeal.Id}"),
        };
        if (template == AppealMail.Decided && appeal.Outcome is { } outcome)
        {
            values["reason"] = outcome.Reason;
        }

        return values;
    }
}
