using System.Globalization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>
/// The review of an audit report in seven sequential steps. Source: seed 001, section 6; what a step takes down, and that a clarification reopens the
/// step that asked, is domain notes 4.1. The last step, the release, is <see cref="ReleaseProcedure"/>.
/// </summary>
public static class OversightProcedure
{
    /// <summary>Characters of a reviewer's notes.</summary>
    public const int MaxNotes = 4000;

    /// <summary>What the names of the parts begin with that keep what the automatic checks said.</summary>
    public const string PartPrefix = "checks-";

    /// <summary>What the review of a step waits for.</summary>
    internal static Step Next(Audit audit, OversightStep step, AssuranceTerms terms)
    {
        bool isRelease = step is OversightStep.Release;
        List<Choice> choices = isRelease
            ? [new("release"), new("decline", ReasonRequired: true)]
            : [new("pass"), new("fail", ReasonRequired: true)];
        if (MayAsk(audit, terms))
        {
            choices.Insert(1, new Choice("clarify", ReasonRequired: true));
        }

        return AuditProcedure.Await(audit, isRelease ? Role.Releaser : Role.Secretariat, step.TaskKind, choices);
    }

    /// <summary>The automatic checks ran: a person looks at the step that waits.</summary>
    internal static Decision<Audit> Record(AuditTurn turn, AuditCommand.RecordChecks command)
    {
        if (turn.Audit.State is not AuditState.ReportSubmitted submitted || turn.Audit.Latest?.Number != command.Run.Revision)
        {
            return AuditProcedure.Refuse("out-of-order", "No checks of this revision are awaited.");
        }

        turn.Audit = turn.Audit with { Checks = command.Run };
        turn.Keep(new CasePart(PartOf(command.Run.Revision), command.Run));
        turn.Say("checked", Actor.Machine, Summary(command.Run), isPublic: false);
        Open(turn, submitted.Step);
        return turn.Done();
    }

    /// <summary>A step is in order: the next one opens.</summary>
    internal static Decision<Audit> Pass(AuditTurn turn, AuditCommand.PassStep command)
    {
        if (Reviewed(turn) is not { } step)
        {
            return NotNow(turn);
        }

        if (Unconfirmed(turn, step, command.Confirmed) is { } missing)
        {
            return missing;
        }

        string[] failed =
            [.. turn.Audit.Checks!.Results.Where(check => check.Step == step && check.Result is CheckOutcome.Failed).Select(check => check.Key)];
        if (failed.Length > 0 && string.IsNullOrWhiteSpace(command.Reason))
        {
            return AuditProcedure.Refuse(
                "reason-required",
                $"Automatic checks failed ({string.Join(", ", failed)}): say why the step passes all the same, or ask for a clarification.");
        }

        Write(turn, step, command.By, ReviewResult.Pass, command.Confirmed, command.Notes, command.Reason);
        turn.Say($"{step.Name}-passed", command.By, command.Reason, isPublic: false);
        Open(turn, step.Following);
        return turn.Done();
    }

    /// <summary>The auditor is asked; the answer, a new revision, reopens this step.</summary>
    internal static Decision<Audit> Ask(AuditTurn turn, AuditCommand.Clarify command)
    {
        if (turn.Audit.State is not AuditState.InOversight { Step: var step } || step is OversightStep.Release != command.By.Role is Role.Releaser)
        {
            return NotNow(turn);
        }

        if (step is OversightStep.Release && ReleaseProcedure.FourEyes(turn, command.By) is { } same)
        {
            return same;
        }

        if (!MayAsk(turn.Audit, turn.TermsOfStep))
        {
            return AuditProcedure.Refuse(
                "too-many-rounds",
                $"The auditor was asked {turn.Audit.Clarifications.Count} times, or the report is closed since an appeal was heard; decide upon what is there.");
        }

        if (command.DueOn is { } asked && asked <= turn.Today)
        {
            return AuditProcedure.Refuse("date-out-of-range", "The answer is due on a later day than today.");
        }

        int round = turn.Audit.Clarifications.Count + 1;
        Deadline due = command.DueOn is { } on
            ? new Deadline(on, "set by the reviewer")
            : Deadline.After(turn.Today, turn.Terms.Clarification, "clarification");
        Write(turn, step, command.By, ReviewResult.Clarify, [], command.Notes, command.Question);
        turn.Audit = turn.Audit with
        {
            Clarifications =
            [
                .. turn.Audit.Clarifications,
                new ClarificationRound(
                    round, step, command.Topic, command.Question, command.By, turn.Today, due.On, AnsweredOn: null, Revision: null),
            ],
        };
        turn.Say("clarification-asked", command.By, command.Question, isPublic: false);
        turn.Enter(new AuditState.InClarification(step), due);
        turn.TellReport(new ReportNews.Reopened(command.Question, due.On));
        turn.MailFirm(AuditMail.ClarificationAsked, Urgency.High, ("round", round.ToString(CultureInfo.InvariantCulture)), ("due", Iso(due.On)));
        return turn.Done();
    }

    /// <summary>No answer is awaited any more: the step that asked goes on with the revision that is there.</summary>
    internal static Decision<Audit> Withdraw(AuditTurn turn, AuditCommand.WithdrawQuestion command)
    {
        if (turn.Audit.State is not AuditState.InClarification asked)
        {
            return NotNow(turn);
        }

        turn.Audit = turn.Audit with
        {
            Clarifications = [.. turn.Audit.Clarifications.SkipLast(1), turn.Audit.Clarifications[^1] with { WithdrawnOn = turn.Today }],
        };
        turn.Say("clarification-withdrawn", command.By, command.Reason, isPublic: false);
        Open(turn, asked.Step);
        turn.TellReport(new ReportNews.QuestionWithdrawn());
        turn.MailFirm(
            AuditMail.ClarificationWithdrawn, Urgency.Normal, ("round", turn.Audit.Clarifications.Count.ToString(CultureInfo.InvariantCulture)));
        return turn.Done();
    }

    /// <summary>A step fails: whoever may release is asked at once, and the rules allow no certificate any more.</summary>
    internal static Decision<Audit> Fail(AuditTurn turn, AuditCommand.FailStep command)
    {
        if (Reviewed(turn) is not { } step)
        {
            return NotNow(turn);
        }

        Write(turn, step, command.By, ReviewResult.Fail, [], command.Notes, command.Reason);
        turn.Say($"{step.Name}-failed", command.By, command.Reason, isPublic: false);
        Open(turn, OversightStep.Release);
        return turn.Done();
    }

    /// <summary>A step waits for its reviewer, within its service level.</summary>
    internal static void Open(AuditTurn turn, OversightStep step) => turn.Enter(
        new AuditState.InOversight(step), Deadline.After(turn.Today, turn.Terms.ServiceLevels[step], $"service level of {step.Name}"));

    /// <summary>What is missing of a step's checklist; null where nothing is.</summary>
    internal static Decision<Audit>? Unconfirmed(AuditTurn turn, OversightStep step, IReadOnlyList<string> confirmed)
    {
        string[] missing = [.. turn.Checklist.Of(step).Select(item => item.Key).Except(confirmed)];
        return missing.Length == 0
            ? null
            : AuditProcedure.Refuse(
                "checklist-incomplete",
                $"Confirm every item of the checklist, or ask for a clarification; not confirmed: {string.Join(", ", missing)}.");
    }

    /// <summary>Takes down a review.</summary>
    internal static void Write(
        AuditTurn turn, OversightStep step, Actor by, ReviewResult result, IReadOnlyList<string> confirmed, string? notes, string? reason) =>
        turn.Audit = turn.Audit with
        {
            Reviews =
            [
                .. turn.Audit.Reviews,
                new StepReview(
                    step, turn.Audit.Latest!.Number, by, turn.Audit.Clock.Since, turn.Now, result, turn.Checklist.Version, confirmed, notes, reason),
            ],
        };

    /// <summary>The part that keeps what the automatic checks said of a revision.</summary>
    public static string PartOf(int revision) => string.Create(CultureInfo.InvariantCulture, $"{PartPrefix}{revision}");

    internal static Decision<Audit>.Refused NotNow(AuditTurn turn) => AuditProcedure.Refuse(
        turn.Audit.Decision is null ? "out-of-order" : "already-decided", $"The audit is {turn.Audit.StateName}; this is not to be decided now.");

    // After an appeal the decision is taken anew upon the same report.
    private static bool MayAsk(Audit audit, AssuranceTerms terms) => audit.Clarifications.Count < terms.MostRounds && audit.Decisions.Count == 0;

    private static OversightStep? Reviewed(AuditTurn turn) =>
        turn.Audit.State is AuditState.InOversight { Step: not OversightStep.Release and var step } ? step : null;

    private static string Summary(CheckRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"revision {run.Revision}: {Count(run, CheckOutcome.Passed)} passed, {Count(run, CheckOutcome.Warning)} to look at, {Count(run, CheckOutcome.Failed)} failed");

    private static int Count(CheckRun run, CheckOutcome outcome) => run.Results.Count(check => check.Result == outcome);
}
