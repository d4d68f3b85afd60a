using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Invitations;

/// <summary>An invitation from its enqueueing to a reply, or to the end of its round. Nobody has a task with it.</summary>
public static class SurveyInvitationProcedure
{
    /// <summary>The machine's work before the message, as its step says it.</summary>
    public const string InviteWork = "invite";

    /// <summary>The machine's work before a reminder, as its step says it.</summary>
    public const string RemindWork = "remind";

    /// <summary>
    /// For a certification that was released. Source: seed 002, "Methodology": with each one issued, also a recertification, PS or CoC.
    /// </summary>
    /// <param name="id">The invitation's id.</param>
    /// <param name="subject">The audit.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SurveyInvitation>.Accepted Enqueue(CaseId id, AuditSubject subject, CaseId certificate, DateTimeOffset now) => Begin(
        new SurveyInvitation(id, StepNumber: 1, subject.Member, certificate, subject.Audit, subject.Assessment, DayOf(now))
        {
            Standard = subject.Standard.Standard,
        });

    /// <summary>For a certificate that a round lists.</summary>
    /// <param name="id">The invitation's id.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="survey">The round.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SurveyInvitation>.Accepted Enqueue(CaseId id, Certificate certificate, CaseId survey, DateTimeOffset now) => Begin(
        new SurveyInvitation(id, StepNumber: 1, certificate.Member, certificate.Id, certificate.Released?.Audit, certificate.Assessment, DayOf(now))
        {
            Standard = certificate.Standard.Standard,
            Survey = survey,
        });

    /// <summary>For a member of a round's classes.</summary>
    /// <param name="id">The invitation's id.</param>
    /// <param name="member">The member.</param>
    /// <param name="survey">The round.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SurveyInvitation>.Accepted Enqueue(CaseId id, CaseId member, CaseId survey, DateTimeOffset now) => Begin(
        new SurveyInvitation(id, StepNumber: 1, member, Certificate: null, Audit: null, Assessment: null, DayOf(now)) { Survey = survey });

    /// <summary>What comes next.</summary>
    public static Step Next(SurveyInvitation invitation) => invitation.State switch
    {
        SurveyInvitationState.Enqueued => new Step.Work(InviteWork, invitation.EnqueuedOn),
        SurveyInvitationState.Invited when invitation.RemindOn is [var next, ..] => new Step.Sleep(
            "reply", invitation.InvitedOn!.Value, new Deadline(next.AddDays(-1), $"reminded on {Dates.Iso(next)}"), RemindWork),
        SurveyInvitationState.Reminding => new Step.Work(RemindWork, invitation.InvitedOn!.Value),
        SurveyInvitationState.Waiting or SurveyInvitationState.Invited => new Step.Rest(),
        _ => new Step.End(),
    };

    /// <summary>What a command makes of an invitation.</summary>
    /// <param name="invitation">As stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SurveyInvitation> Decide(SurveyInvitation invitation, SurveyInvitationCommand command, DateTimeOffset now) =>
        command switch
        {
            _ when invitation.IsOver => NotNow(invitation),
            SurveyInvitationCommand.Wait when invitation.State is SurveyInvitationState.Enqueued => Accept(
                Turn(invitation, SurveyInvitationState.Waiting), "waiting"),
            SurveyInvitationCommand.Release => Release(invitation),
            SurveyInvitationCommand.Invite c when invitation.State is SurveyInvitationState.Enqueued => Invite(invitation, c, DayOf(now)),
            SurveyInvitationCommand.TimePasses => Pass(invitation, DayOf(now)),
            SurveyInvitationCommand.Remind when invitation.State is SurveyInvitationState.Reminding =>
                Send(Turn(invitation, SurveyInvitationState.Invited), "reminded", SurveyMail.Reminder),
            SurveyInvitationCommand.Respond when invitation.InvitedOn is not null => Accept(
                Turn(invitation, SurveyInvitationState.Responded), "responded"),
            SurveyInvitationCommand.OptOut => Accept(Turn(invitation, SurveyInvitationState.OptedOut), "opted-out"),
            SurveyInvitationCommand.Close c => Accept(Turn(invitation, SurveyInvitationState.Closed), c.Why),
            _ => NotNow(invitation),
        };

    private static Decision<SurveyInvitation>.Accepted Begin(SurveyInvitation invitation) =>
        new(invitation, [new CaseEvent("enqueued", Actor.Machine)], []);

    /// <summary>
    /// One that the machine is looking for a round for is told too, and nothing else becomes of it
    /// than that its version grows: what it was about to decide rests on a look from before, and is refused.
    /// </summary>
    private static Decision<SurveyInvitation> Release(SurveyInvitation invitation) => invitation.State switch
    {
        SurveyInvitationState.Waiting => Accept(Turn(invitation, SurveyInvitationState.Enqueued), "released"),
        SurveyInvitationState.Enqueued => new Decision<SurveyInvitation>.Accepted(invitation, [], []),
        _ => NotNow(invitation),
    };

    private static Decision<SurveyInvitation>.Accepted Invite(SurveyInvitation invitation, SurveyInvitationCommand.Invite command, DateOnly today) =>
        Send(
            Turn(invitation, SurveyInvitationState.Invited) with
            {
                Survey = command.Survey,
                InvitedOn = today,
                To = command.To,
                RemindOn = [.. command.Reminders.Select(period => period.After(today)).Where(day => day > today).Distinct().Order()],
            },
            "invited",
            SurveyMail.Invitation);

    private static Decision<SurveyInvitation> Pass(SurveyInvitation invitation, DateOnly today)
    {
        if (invitation.State is not SurveyInvitationState.Invited || invitation.RemindOn is not [var next, ..] || next > today)
        {
            return new Decision<SurveyInvitation>.Refused("nothing-due", "Nothing is due yet.");
        }

        // Several at once only after an outage: one reminder says it all.
        return new Decision<SurveyInvitation>.Accepted(
            Turn(invitation, SurveyInvitationState.Reminding) with { RemindOn = [.. invitation.RemindOn.Where(day => day > today)] }, [], []);
    }

    private static Decision<SurveyInvitation>.Accepted Send(SurveyInvitation invitation, string what, string template) =>
        new(invitation, [new CaseEvent(what, Actor.Machine)], [new Effect.SendMail(template, Role.Member)]);

    private static Decision<SurveyInvitation>.Accepted Accept(SurveyInvitation invitation, string what) =>
        new(invitation, [new CaseEvent(what, Actor.Machine)], []);

    private static SurveyInvitation Turn(SurveyInvitation invitation, SurveyInvitationState state) =>
        invitation with { State = state, StepNumber = invitation.StepNumber + 1 };

    private static Decision<SurveyInvitation>.Refused NotNow(SurveyInvitation invitation) =>
        new("out-of-order", $"The invitation is {invitation.StateName}.");

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
