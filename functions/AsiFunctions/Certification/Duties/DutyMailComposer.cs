using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Duties;

/// <summary>Says who receives a certification duty's messages, and with which values; see <see cref="DutyMail"/>.</summary>
public sealed class DutyMailComposer(ICaseStore cases, PortalLinks links, MembershipSettings settings) : IMailComposer
{
    /// <inheritdoc/>
    public string Prefix => Member.DutyPrefix;

    /// <inheritdoc/>
    public async Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        if (await cases.FindAsync<Duty>(id, cancellation) is not { Case: { } duty }
            || await cases.FindAsync<Member>(duty.Member, cancellation) is not { Case: { } member }
            || IsOvertaken(duty, what)
            || (what.To is Role.Secretariat ? settings.Secretariat : MemberList.ContactOf(member)) is not { } recipient)
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["reference"] = member.Id.Value,
            ["organisation"] = MemberList.NameOf(member),
            ["link"] = links.To($"members/{member.Id}/deadlines"),
        };
        if (Reason(duty, what) is { } reason)
        {
            values["reason"] = reason;
        }

        return new MailDraft([recipient], values);
    }

    /// <summary>A reminder of a date that no longer holds, since it waited to be sent; whatever else happened has happened and is told.</summary>
    private static bool IsOvertaken(Duty duty, Effect.SendMail what) => what.Template switch
    {
        DutyMail.ReminderNoSelfAssessment
            or DutyMail.ReminderSelfAssessmentSubmitted
            or DutyMail.ReminderAuditScheduled
            or DutyMail.ReminderReportInOversight
            or DutyMail.Milestone => duty.State is not DutyState.Running running || !Is(what, "due", running.Goal.Due),
        DutyMail.GraceReminder => duty.State is not DutyState.Missed missed || !Is(what, "grace", missed.Grace),
        DutyMail.ObligationReminder => !duty.Obligations.Any(o => o.Closed is null && Is(what, "due", o.Due)),
        _ => false,
    };

    private static bool Is(Effect.SendMail what, string fact, Deadline deadline) =>
        what.Facts?.GetValueOrDefault(fact) == deadline.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The words of who decided; a person's own words do not travel with the message.</summary>
    private static string? Reason(Duty duty, Effect.SendMail what) => what.Template switch
    {
        DutyMail.Extended => duty.Changes.LastOrDefault(c => c.Cause == "extension" && Is(what, "due", c.After))?.Reason,
        DutyMail.Paused => (duty.State as DutyState.Paused)?.Reason,
        _ => null,
    };
}
