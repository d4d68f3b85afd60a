using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Audits;

/// <summary>Says who receives an audit's messages, and with which values; see <see cref="AuditMail"/>.</summary>
public sealed class AuditMailComposer(ICaseStore cases, MemberList members, IFirmContacts firms, PortalLinks links, MembershipSettings settings) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Audit.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<Audit>(id, cancellation) is not { Case: { } audit } || IsOvertaken(audit, what))
        {
            return null;
        }

        IReadOnlyList<MailRecipient> recipients = await RecipientsAsync(audit, what.To, cancellation);
        return recipients.Count == 0 ? null : new MailDraft(recipients, Values(audit, what));
    }

    /// <summary>A reminder of something that was done while it waited to be sent; whatever else happened has happened and is told.</summary>
    private static bool IsOvertaken(Audit audit, Effect.SendMail what) => what.Template switch
    {
        AuditMail.PlanReminder => audit.State is not (AuditState.PlanAwaited or AuditState.Postponed),
        AuditMail.ReportReminder => audit.State is not AuditState.ReportAwaited,
        AuditMail.ClarificationReminder => audit.State is not AuditState.InClarification,
        _ => false,
    };

    private async Task<IReadOnlyList<MailRecipient>> RecipientsAsync(Audit audit, Role to, CancellationToken cancellation)
    {
        if (to is Role.LeadAuditor)
        {
            return await firms.OfAsync(audit.Subject.Firm, cancellation);
        }

        MailRecipient? one = to is Role.Secretariat ? settings.Secretariat : await members.ContactAsync(audit.Subject.Member, cancellation);
        return one is null ? [] : [one];
    }

    private Dictionary<string, string> Values(Audit audit, Effect.SendMail what)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["reference"] = audit.Id.Value,
            ["organisation"] = audit.Subject.MemberName,
            ["firm"] = audit.Subject.FirmName,
            ["scope"] = audit.Subject.ScopeName,
            ["standard"] = $"{audit.Subject.Standard}",
            ["link"] = links.To($"audits/{audit.Id}"),
        };
        if (Reason(audit, what.Template) is { } reason)
        {
            values["reason"] = reason;
        }

        return values;
    }

    /// <summary>
    /// The words of who decided; a person's own words do not travel with the message. What is stuck
    /// is told by its code, for the text may name anything.
    /// </summary>
    private static string? Reason(Audit audit, string template) => template switch
    {
        AuditMail.Postponed => audit.Postponements is [.., { } last] ? last.Reason : null,
        AuditMail.Cancelled => audit.Cancelled?.Reason,
        AuditMail.ClarificationAsked or AuditMail.ClarificationReminder => audit.Clarifications is [.., { } round] ? round.Question : null,
        AuditMail.Declined => audit.Decision?.Reason,
        _ => null,
    };
}
