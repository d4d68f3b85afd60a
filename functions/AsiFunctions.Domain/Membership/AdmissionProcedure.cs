using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.ApplicationState;
using static AsiFunctions.Domain.Time.Dates;
using Outcome = AsiFunctions.Domain.Membership.AdmissionOutcomes;
using What = AsiFunctions.Domain.Membership.AdmissionSteps;

namespace AsiFunctions.Domain.Membership;

/// <summary>From a submitted application to a member, or to a reason why not.</summary>
/// <remarks>The status query, the work queues and the orchestration all ask this one function.</remarks>
public static partial class AdmissionProcedure
{
    /// <summary>What comes next.</summary>
    /// <param name="application">The application as stored.</param>
    /// <param name="terms">All terms, dated; the reminders of a step follow the terms of the day on which it began.</param>
    public static Step Next(Application application, History<AdmissionTerms> terms) => application.State switch
    {
        Submitted s => AwaitDecision(
            Role.Secretariat, What.CompletenessCheck, s.Since, s.Due, s.Escalated, new Choice("accept"), new Choice("return", ReasonRequired: true)),
        Returned s => new Step.Await(
            Role.Applicant,
            What.Resubmission,
            s.Since,
            [new Choice("resubmit"), new Choice("withdraw")],
            Until: s.Due,
            Due: s.Due,
            Then: "lapse",
            Reminders(terms.On(s.Since).ResubmissionReminders, s.Since, s.Due, s.Reminded, AdmissionMail.ResubmissionReminder)),
        DueDiligence s => AwaitDecision(
            Role.Secretariat, What.DueDiligence, s.Since, s.Due, s.Escalated, new Choice("clear"), new Choice("return", ReasonRequired: true)),
        Notice s => new Step.Sleep(
            What.NoticeToMembers,
            s.Since,
            s.Closes,
            Then: application.Objections.All(o => o.Answer is not null) ? What.BoardDecision : What.AnswerObjections),
        ObjectionsOpen s => AwaitDecision(
            Role.Secretariat, What.AnswerObjections, s.Since, s.Due, s.Escalated, new Choice("answer", ReasonRequired: true)),
        DecisionPending s => AwaitDecision(
            Role.Board, What.BoardDecision, s.Since, s.Due, s.Escalated, new Choice("approve"), new Choice("decline", ReasonRequired: true)),
        Approved s => new Step.Await(
            Role.Applicant,
            What.Payment,
            s.Since,
            [new Choice("record-payment")],
            Until: s.Closes,
            Due: s.Due,
            Then: "lapse",
            Reminders(terms.On(s.Since).PaymentReminders, s.Since, s.Due, s.Reminded, AdmissionMail.PaymentReminder),
            Recorder: Role.Secretariat),
        Declined s => new Step.Await(
            Role.Applicant,
            What.Appeal,
            s.Since,
            [new Choice("appeal", ReasonRequired: true)],
            Until: s.AppealUntil,
            Due: s.AppealUntil,
            Then: "close",
            Reminders: []),
        Appealed s => AwaitDecision(
            Role.Board,
            What.AppealHearing,
            s.Since,
            s.Due,
            s.Escalated,
            new Choice("uphold", ReasonRequired: true),
            new Choice("overturn", ReasonRequired: true)),
        _ => new Step.End(),
    };

    /// <summary>Begins an admission.</summary>
    /// <param name="id">A new application's id.</param>
    /// <param name="answers">What was declared, already checked.</param>
    /// <param name="form">The form that was filled in.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<Application>.Accepted Submit(
        CaseId id, ApplicationAnswers answers, FormVersion form, DateTimeOffset now, History<AdmissionTerms> terms)
    {
        DateOnly today = DayOf(now);
        Application application = new(id, StepNumber: 1, Check(today, terms), answers, form, now, Steps: [], Objections: []);
        return Accept(
            application, new CaseEvent("submitted", Actor.Applicant), new Effect.SendMail(AdmissionMail.Received, Role.Applicant, Urgency.Immediate));
    }

    /// <summary>What a command makes of an application.</summary>
    /// <remarks>
    /// A person's command meets the application as the time has made it: deadlines that are past at <paramref name="now"/> take effect first,
    /// whether or not the orchestration has woken yet, so nothing can slip in after its deadline. (Reminders wait for the orchestration: the
    /// command may make them idle.) If the command is then refused, nothing changes at all.
    /// </remarks>
    /// <param name="application">The application as stored.</param>
    /// <param name="command">What somebody wants; time passing does one due thing, and is refused with <c>nothing-due</c> where none is.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated; a step that begins today is given its deadline by today's terms.</param>
    public static Decision<Application> Decide(Application application, AdmissionCommand command, DateTimeOffset now, History<AdmissionTerms> terms)
    {
        if (command is AdmissionCommand.TimePasses)
        {
            return Pass(application, now, terms);
        }

        List<CaseEvent> events = [];
        List<Effect> effects = [];
        while (PassDeadline(application, now, terms) is Decision<Application>.Accepted passed)
        {
            application = passed.Case;
            events.AddRange(passed.Events);
            effects.AddRange(passed.Effects);
        }

        Decision<Application> decision = Apply(application, command, DayOf(now), terms);
        return decision is Decision<Application>.Accepted accepted
            ? accepted with { Events = [.. events, .. accepted.Events], Effects = [.. effects, .. accepted.Effects] }
            : decision;
    }

    /// <summary>Does the first thing that is due: a reminder, or what follows a deadline. Everything bears the day on which it was due.</summary>
    private static Decision<Application> Pass(Application application, DateTimeOffset now, History<AdmissionTerms> terms)
    {
        return Next(application, terms) is Step.Await { Reminders: [Reminder first, ..] } step && first.At <= now
            ? Remind(application, first, step)
            : PassDeadline(application, now, terms);
    }

    private static Decision<Application> PassDeadline(Application application, DateTimeOffset now, History<AdmissionTerms> terms)
    {
        Deadline? deadline = Next(application, terms) switch { Step.Await a => a.Until, Step.Sleep s => s.Until, _ => null };
        return deadline is null || !deadline.IsPast(now)
            ? new Decision<Application>.Refused("nothing-due", "Nothing is due yet.")
            : Expire(application, deadline, terms);
    }

    private static Decision<Application>.Accepted Remind(Application application, Reminder reminder, Step.Await step)
    {
        ApplicationState reminded = application.State switch
        {
            Returned s => s with { Reminded = [.. s.Reminded, reminder.Key] },
            Approved s => s with { Reminded = [.. s.Reminded, reminder.Key] },
            ApplicationState other => throw new InvalidOperationException($"The state {other.Name} has no reminders."),
        };
        return Accept(
            application with { State = reminded },
            new CaseEvent("reminded", Actor.Machine, reminder.Key),
            new Effect.SendMail(reminder.Template, step.Ball, Urgency.Normal, UntilFact(step.Due!, InvoiceFact(application.State))));
    }

    private static Decision<Application>.Accepted Expire(Application application, Deadline deadline, History<AdmissionTerms> terms)
    {
        DateOnly on = deadline.On.AddDays(1);
        return application.State switch
        {
            Submitted s => Escalate(application, s with { Escalated = true }, deadline),
            DueDiligence s => Escalate(application, s with { Escalated = true }, deadline),
            ObjectionsOpen s => Escalate(application, s with { Escalated = true }, deadline),
            DecisionPending s => Escalate(application, s with { Escalated = true }, deadline),
            Appealed s => Escalate(application, s with { Escalated = true }, deadline),
            Returned s => Lapse(application, s.Due, on),
            Approved s => Lapse(application, s.Due, on),
            Notice => Accept(
                Leave(application, Outcome.WindowClosed, Actor.Machine, on, reason: null, AfterNotice(application, on, terms)),
                new CaseEvent("notice-closed", Actor.Machine, deadline.Rule)),
            Declined => Accept(
                Leave(application, Outcome.NotAppealed, Actor.Machine, on, reason: null, new Closed(on)),
                new CaseEvent("closed", Actor.Machine, deadline.Rule)),
            ApplicationState other => throw new InvalidOperationException($"The state {other.Name} has no deadline."),
        };
    }

    private static Decision<Application>.Accepted Escalate(Application application, ApplicationState escalated, Deadline deadline) => Accept(
        application with { State = escalated },
        new CaseEvent("escalated", Actor.Machine, deadline.Rule, Public: false),
        new Effect.SendMail(
            AdmissionMail.Escalation,
            Role.Secretariat,
            Urgency.High,
            Facts(("what", StepOf(application.State).What), ("due", Iso(deadline.On)))));

    private static Decision<Application>.Accepted Lapse(Application application, Deadline missed, DateOnly on)
    {
        string what = StepOf(application.State).What;
        return Accept(
            Leave(application, Outcome.Lapsed, Actor.Machine, on, reason: null, new Lapsed(on, what, missed)),
            new CaseEvent("lapsed", Actor.Machine, missed.Rule),
            new Effect.SendMail(AdmissionMail.Lapsed, Role.Applicant, Urgency.High, Facts(("why", what), ("until", Iso(missed.On)))));
    }

    private static ApplicationState AfterNotice(Application application, DateOnly on, History<AdmissionTerms> terms) =>
        application.Objections.All(o => o.Answer is not null)
            ? Pending(on, terms)
            : new ObjectionsOpen(on, Deadline.After(on, terms.On(on).ObjectionAnswers, What.AnswerObjections));

    private static Submitted Check(DateOnly on, History<AdmissionTerms> terms) =>
        new(on, Deadline.After(on, terms.On(on).CompletenessCheck, What.CompletenessCheck));

    private static DecisionPending Pending(DateOnly on, History<AdmissionTerms> terms) =>
        new(on, Deadline.After(on, terms.On(on).BoardDecision, What.BoardDecision));

    private static Step.Await AwaitDecision(
        Role ball, string what, DateOnly since, Deadline due, bool escalated, params IReadOnlyList<Choice> choices) =>
        new(ball, what, since, choices, Until: escalated ? null : due, Due: due, Then: escalated ? null : "escalate", Reminders: []);

    /// <summary>The reminders still to give, earliest first; those whose moment lay before the step began are left out.</summary>
    private static List<Reminder> Reminders(
        IReadOnlyList<Period> before, DateOnly since, Deadline due, IReadOnlyList<string> given, string template) =>
        [.. before
            .Select(p => new Reminder($"{p} before {due.On:yyyy-MM-dd}", p.Before(due.On), template))
            .Where(r => r.On > since && !given.Contains(r.Key))
            .OrderBy(r => r.On)];

    /// <summary>The step that a state is, with its day and its term.</summary>
    private static (string What, DateOnly Since, Deadline Term) StepOf(ApplicationState state) => state switch
    {
        Submitted s => (What.CompletenessCheck, s.Since, s.Due),
        Returned s => (What.Resubmission, s.Since, s.Due),
        DueDiligence s => (What.DueDiligence, s.Since, s.Due),
        Notice s => (What.NoticeToMembers, s.Since, s.Closes),
        ObjectionsOpen s => (What.AnswerObjections, s.Since, s.Due),
        DecisionPending s => (What.BoardDecision, s.Since, s.Due),
        Approved s => (What.Payment, s.Since, s.Due),
        Declined s => (What.Appeal, s.Since, s.AppealUntil),
        Appealed s => (What.AppealHearing, s.Since, s.Due),
        _ => throw new InvalidOperationException($"The state {state.Name} awaits nothing."),
    };

    private static Application Leave(Application application, string outcome, Actor by, DateOnly on, string? reason, ApplicationState next)
    {
        (string what, DateOnly since, Deadline term) = StepOf(application.State);
        return application with
        {
            StepNumber = application.StepNumber + 1,
            State = next,
            Steps = [.. application.Steps, new StepTaken(application.StepNumber, what, since, term, outcome, by, on, reason)],
        };
    }

    private static Decision<Application>.Accepted Accept(Application application, CaseEvent @event, params IReadOnlyList<Effect> effects) =>
        new(application, [@event], effects);

    private static Dictionary<string, string> Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        Dictionary<string, string> all = [];
        foreach ((string name, string value) in facts)
        {
            all[name] = value;
        }

        return all;
    }

    private static Dictionary<string, string> UntilFact(Deadline until, params ReadOnlySpan<(string Name, string Value)> more) =>
        Facts([.. more, ("until", Iso(until.On))]);

    private static (string Name, string Value)[] InvoiceFact(ApplicationState state) => state is Approved s ? [("invoice", s.Invoice)] : [];

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
