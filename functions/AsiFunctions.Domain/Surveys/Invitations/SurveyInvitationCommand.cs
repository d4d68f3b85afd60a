using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Invitations;

/// <summary>What becomes of an invitation; all of it is the machine's doing, or follows from a token.</summary>
public abstract record SurveyInvitationCommand
{
    private SurveyInvitationCommand()
    {
    }

    /// <summary>No round is open.</summary>
    public sealed record Wait : SurveyInvitationCommand;

    /// <summary>A round has opened: look again.</summary>
    public sealed record Release : SurveyInvitationCommand;

    /// <summary>Sends the message.</summary>
    /// <param name="Survey">The round.</param>
    /// <param name="Reminders">How long after today those are reminded who have not replied.</param>
    /// <param name="To">The hash of the address that it goes to.</param>
    public sealed record Invite(CaseId Survey, IReadOnlyList<Period> Reminders, string To) : SurveyInvitationCommand;

    /// <summary>Time passes.</summary>
    public sealed record TimePasses : SurveyInvitationCommand;

    /// <summary>There is no reply yet: sends the reminder.</summary>
    public sealed record Remind : SurveyInvitationCommand;

    /// <summary>There is a reply.</summary>
    public sealed record Respond : SurveyInvitationCommand;

    /// <summary>The person wants no surveys.</summary>
    public sealed record OptOut : SurveyInvitationCommand;

    /// <summary>It ends without a reply.</summary>
    /// <param name="Why">Kebab case: <c>round-closed</c>, <c>quota-reached</c>, <c>nobody-to-invite</c>, <c>contact-changed</c>.</param>
    public sealed record Close(string Why) : SurveyInvitationCommand;
}

/// <summary>The messages of a survey, by template key.</summary>
public static class SurveyMail
{
    /// <summary>You are invited.</summary>
    public const string Invitation = "survey-invitation";

    /// <summary>There is no reply yet.</summary>
    public const string Reminder = "survey-reminder";
}
