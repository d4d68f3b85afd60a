using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Notifications;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>What the messages of <see cref="AccreditationMail"/> say of a firm or an auditor.</summary>
internal static class AccreditationMailValues
{
    /// <summary>The values of a message.</summary>
    /// <param name="reference">Whose accreditation it is.</param>
    /// <param name="who">Their name.</param>
    /// <param name="link">Their page of the portal.</param>
    /// <param name="statuses">Their standing.</param>
    /// <param name="scopes">Their scopes.</param>
    /// <param name="what">The message.</param>
    public static Dictionary<string, string> Of(
        CaseId reference, string who, string link, History<AccreditationStatus> statuses, IReadOnlyList<AccreditedScope> scopes, Effect.SendMail what)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal) { ["reference"] = reference.Value, ["who"] = who, ["link"] = link };
        if (StateOf(what.Template) is { } state && statuses.Rows.LastOrDefault(row => row.Value.State == state)?.Value.Reason is { } reason)
        {
            values["reason"] = reason;
        }

        if (what.Facts?.GetValueOrDefault("scope") is { } key && scopes.FirstOrDefault(scope => scope.Key == key) is { } scope)
        {
            AddScope(values, scope, what.Template);
        }

        return values;
    }

    /// <summary>A firm's contact as a recipient; null after an erasure.</summary>
    public static MailRecipient? Recipient(AuditFirm firm) =>
        firm.Contact is { } contact ? new MailRecipient(contact.Email, contact.Name, contact.Language, firm.Id.Value) : null;

    private static void AddScope(Dictionary<string, string> values, AccreditedScope scope, string template)
    {
        values["standard"] = scope.Standard is StandardCode.PerformanceStandard ? "PS" : "CoC";
        values["activities"] = string.Join(", ", scope.Activities.Select(activity => activity.EnglishName));
        values["countries"] = string.Join(", ", scope.Countries);
        if (template == AccreditationMail.ScopeGranted)
        {
            values["from"] = Iso(scope.From);
            if (scope.To is { } to)
            {
                values["until"] = Iso(to);
            }
        }
        else if (scope.EndReason is { } reason)
        {
            values["reason"] = reason;
        }
    }

    private static AccreditationState? StateOf(string template) => template switch
    {
        AccreditationMail.Refused => AccreditationState.Refused,
        AccreditationMail.Suspended => AccreditationState.Suspended,
        AccreditationMail.Reinstated => AccreditationState.Accredited,
        AccreditationMail.Withdrawn => AccreditationState.Withdrawn,
        _ => null,
    };
}
