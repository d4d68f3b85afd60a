using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Membership;

/// <summary>Says who receives an application's messages, and with which values; see <see cref="AdmissionMail"/>.</summary>
public sealed class ApplicationMail(ICaseStore cases, MemberList members, CaseKeys keys, PortalLinks links, MembershipSettings settings) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Application.Prefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<Application>(id, cancellation) is not { Case: { } application } || IsIdle(application, what.Template))
        {
            return null;
        }

        IReadOnlyList<MailRecipient> recipients = await RecipientsAsync(application, what, cancellation);
        return recipients.Count == 0 ? null : new MailDraft(recipients, Values(application, what));
    }

    /// <summary>A reminder that was overtaken while it waited to be sent.</summary>
    private static bool IsIdle(Application application, string template) => template switch
    {
        AdmissionMail.ResubmissionReminder => application.State is not ApplicationState.Returned,
        AdmissionMail.PaymentReminder => application.State is not ApplicationState.Approved,
        _ => false,
    };

    private async Task<IReadOnlyList<MailRecipient>> RecipientsAsync(Application application, Effect.SendMail what, CancellationToken cancellation) =>
        (what.To, what.Template) switch
        {
            (Role.Secretariat, _) => One(settings.Secretariat),
            (Role.Board, _) => One(settings.Board),
            (Role.Member, AdmissionMail.NoticeToMembers) => await members.ContactsAsync(cancellation),
            (Role.Member, _) => One(await members.ContactAsync(CaseId.Parse(what.Facts!["member"]), cancellation)),
            (Role.Applicant, AdmissionMail.Approved or AdmissionMail.PaymentReminder) => Applicant(application, withBilling: true),
            _ => Applicant(application, withBilling: false),
        };

    private static IReadOnlyList<MailRecipient> Applicant(Application application, bool withBilling)
    {
        if (application.Answers.Contacts is not { } contacts)
        {
            return [];
        }

        MailRecipient primary = new(contacts.Primary.Email, contacts.Primary.Name, application.Form.Language, "primary");
        return withBilling && contacts.Billing is { } billing && billing.Email != contacts.Primary.Email
            ? [primary, new MailRecipient(billing.Email, billing.Name, application.Form.Language, "billing")]
            : [primary];
    }

    private Dictionary<string, string> Values(Application application, Effect.SendMail what)
    {
        OrganisationDetails organisation = application.Answers.Organisation;
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["reference"] = application.Id.Value,
            ["organisation"] = organisation.DisplayName,
            ["country"] = Countries.EnglishName(organisation.Country),
            ["class"] = application.Answers.Class.Code,
            ["link"] = Link(application, what),
        };
        if (what.Template is AdmissionMail.Received)
        {
            values["caseKey"] = keys.KeyFor(application.Id);
        }

        if (Reason(application, what.Template) is { } reason)
        {
            values["reason"] = reason;
        }

        if (what.Template is AdmissionMail.MembershipBegins)
        {
            values["reference"] = application.Id.As(Member.Prefix).Value;
        }

        if (what.Facts?.GetValueOrDefault("objection") is { } number
            && application.Objections.FirstOrDefault(o => $"{o.Number}" == number) is { } objection)
        {
            values["objector"] = objection.Member.Value;
            values["answer"] = objection.Answer?.Text ?? "";
        }

        return values;
    }

    private string Link(Application application, Effect.SendMail what) => (what.To, what.Template) switch
    {
        (Role.Applicant, AdmissionMail.MembershipBegins) => links.To($"members/{application.Id.As(Member.Prefix)}"),
        (Role.Applicant, _) => links.To($"applications/{application.Id}?key={keys.KeyFor(application.Id)}"),
        (Role.Member, _) => links.To($"notices/{application.Id}"),
        _ => links.To($"cases/{application.Id}"),
    };

    private static string? Reason(Application application, string template) => template switch
    {
        AdmissionMail.Returned or AdmissionMail.ResubmissionReminder => application.LastReason(AdmissionOutcomes.Returned),
        AdmissionMail.Declined => application.LastReason(AdmissionOutcomes.Declined),
        AdmissionMail.AppealUpheld => application.LastReason(AdmissionOutcomes.Upheld),
        AdmissionMail.AppealOverturned => application.LastReason(AdmissionOutcomes.Overturned),
        AdmissionMail.Withdrawn => application.LastReason(AdmissionOutcomes.Withdrawn),
        _ => null,
    };

    private static IReadOnlyList<MailRecipient> One(MailRecipient? recipient) => recipient is null ? [] : [recipient];
}
