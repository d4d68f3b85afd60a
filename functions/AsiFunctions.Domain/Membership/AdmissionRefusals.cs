using System.Globalization;
using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Membership.AdmissionCommand;
using static AsiFunctions.Domain.Time.Dates;
using Outcome = AsiFunctions.Domain.Membership.AdmissionOutcomes;
using What = AsiFunctions.Domain.Membership.AdmissionSteps;

namespace AsiFunctions.Domain.Membership;

/// <summary>Why a command does not apply, in plain words: what was decided, by whom, when.</summary>
internal static class AdmissionRefusals
{
    /// <summary>True where somebody in that role may try that at all.</summary>
    public static bool MayTry(AdmissionCommand command) => RolesFor(command).Contains(command.By.Role);

    public static Decision<Application>.Refused WrongRole(AdmissionCommand command) => new(
        "wrong-role", $"Only {string.Join(" or ", RolesFor(command).Select(Party))} may do this.");

    public static Decision<Application>.Refused ReasonRequired(string message) => new("reason-required", message);

    public static Decision<Application>.Refused AlreadyObjected(Objection earlier) => new(
        "already-decided", $"Your organisation objected on {Day(earlier.On)}. Write to the Secretariat if you want to add to it.");

    public static Decision<Application>.Refused PaymentDay(ApplicationState.Approved approved, DateOnly today) => new(
        "payment-day", $"The day of payment lies between the invoice ({Day(approved.Since)}) and today ({Day(today)}).");

    public static Decision<Application>.Refused PaidLate(ApplicationState.Approved approved) => new(
        "too-late",
        $"The last day of payment was {Day(approved.Due.On)}. A payment after it does not count; return it, and let the organisation apply again.");

    /// <summary>A refusal where who decides the appeal is who declined; null where it is somebody else.</summary>
    public static Decision<Application>.Refused? FourEyes(Application application, AdmissionCommand command)
    {
        StepTaken declined = application.Steps.Last(s => s.Outcome == Outcome.Declined);
        return declined.By.Id != command.By.Id
            ? null
            : new("four-eyes", $"You declined this application on {Day(declined.On)}; somebody else has to hear the appeal.");
    }

    /// <summary>The command does not fit where the application stands.</summary>
    public static Decision<Application>.Refused NotNow(Application application, AdmissionCommand command)
    {
        if (command is AnswerObjection answer && Unanswerable(application, answer) is { } unanswerable)
        {
            return unanswerable;
        }

        if (LastOf(application, command) is { } taken)
        {
            return taken.By.Role == Role.Machine
                ? new("too-late", $"The last day for {What.InWords(taken.What)} was {Day(taken.Term.On)}.")
                : new("already-decided", $"{Sentence(taken, command.By)}");
        }

        if (application.IsOver)
        {
            return new("over", $"{Sentence(application.Steps[^1], command.By)} Nothing more can be decided about this application.");
        }

        return new("out-of-order", $"The application is at {What.InWords(Current(application))} now; that comes first.");
    }

    private static Decision<Application>.Refused? Unanswerable(Application application, AnswerObjection command)
    {
        Objection? objection = application.Objections.FirstOrDefault(o => o.Number == command.Number);
        return objection switch
        {
            null => new("no-such-objection", $"There is no objection number {command.Number.ToString(CultureInfo.InvariantCulture)}."),
            { Answer: { } answer } => new("already-decided", $"The objection was answered by {Who(answer.By, command.By)} on {Day(answer.On)}."),
            _ => null,
        };
    }

    /// <summary>How the step that the command is about was last decided, in this round of submission; null where it was not.</summary>
    private static StepTaken? LastOf(Application application, AdmissionCommand command)
    {
        string[] steps = StepsOf(application, command);
        foreach (StepTaken taken in application.Steps.Reverse())
        {
            if (steps.Contains(taken.What))
            {
                return taken;
            }

            if (taken.Outcome == Outcome.Resubmitted)
            {
                return null;
            }
        }

        return null;
    }

    private static string[] StepsOf(Application application, AdmissionCommand command) => command switch
    {
        FindComplete => [What.CompletenessCheck],
        Return => [What.CompletenessCheck, What.DueDiligence],
        Resubmit => [What.Resubmission],
        ClearDueDiligence => [What.DueDiligence],
        RaiseObjection => [What.NoticeToMembers],
        AnswerObjection => [What.AnswerObjections],
        Approve or Decline => [What.BoardDecision],
        RecordPayment => [What.Payment],
        AdmissionCommand.Appeal => [What.Appeal],
        Uphold or Overturn => [What.AppealHearing],
        Withdraw => [application.Steps[^1].What],
        _ => [],
    };

    private static Role[] RolesFor(AdmissionCommand command) => command switch
    {
        FindComplete or Return or ClearDueDiligence or AnswerObjection or RecordPayment => [Role.Secretariat],
        Approve or Decline or Uphold or Overturn => [Role.Board],
        Resubmit or AdmissionCommand.Appeal => [Role.Applicant],
        Withdraw => [Role.Applicant, Role.Secretariat],
        RaiseObjection => [Role.Member, Role.MemberAdmin],
        _ => [Role.Machine],
    };

    private static string Current(Application application) => application.State switch
    {
        ApplicationState.Submitted => What.CompletenessCheck,
        ApplicationState.Returned => What.Resubmission,
        ApplicationState.DueDiligence => What.DueDiligence,
        ApplicationState.Notice => What.NoticeToMembers,
        ApplicationState.ObjectionsOpen => What.AnswerObjections,
        ApplicationState.DecisionPending => What.BoardDecision,
        ApplicationState.Approved => What.Payment,
        ApplicationState.Declined => What.Appeal,
        _ => What.AppealHearing,
    };

    private static string Sentence(StepTaken taken, Actor reader) => taken.Outcome switch
    {
        Outcome.Lapsed => $"The application lapsed on {Day(taken.On)}: the last day for {What.InWords(taken.What)} was {Day(taken.Term.On)}.",
        Outcome.NotAppealed => $"The application was declined, and the last day for an appeal was {Day(taken.Term.On)}.",
        string outcome => $"{Fact(outcome)} by {Who(taken.By, reader)} on {Day(taken.On)}.",
    };

    private static string Fact(string outcome) => outcome switch
    {
        Outcome.Complete => "The application was found complete",
        Outcome.Returned => "The application was returned to the applicant",
        Outcome.Resubmitted => "The application was resubmitted",
        Outcome.Cleared => "Due diligence was completed",
        Outcome.Answered => "The objections were answered",
        Outcome.Approved => "The application was approved",
        Outcome.Declined => "The application was declined",
        Outcome.Paid => "The payment was recorded",
        Outcome.Appealed => "An appeal was made",
        Outcome.Upheld => "The appeal was heard and the decision stands, as decided",
        Outcome.Overturned => "The appeal was heard and the decision overturned",
        Outcome.Withdrawn => "It was withdrawn",
        _ => "This was decided",
    };

    // Applicants and members learn which body decided, not which person of it.
    private static string Who(Actor actor, Actor reader) =>
        actor.Name is null || reader.Role is Role.Applicant or Role.Member or Role.MemberAdmin
            ? Party(actor.Role)
            : $"{actor.Name} ({Party(actor.Role)})";

    private static string Party(Role role) => role switch
    {
        Role.Applicant => "the applicant",
        Role.Member or Role.MemberAdmin => "a member",
        Role.Secretariat => "the Secretariat",
        Role.Board => "the board",
        Role.Machine => "the passing of time",
        _ => role.ToString(),
    };
}
