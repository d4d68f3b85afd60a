using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.AdmissionCommand;
using static AsiFunctions.Domain.Membership.ApplicationState;
using static AsiFunctions.Domain.Time.Dates;
using Outcome = AsiFunctions.Domain.Membership.AdmissionOutcomes;
using What = AsiFunctions.Domain.Membership.AdmissionSteps;

namespace AsiFunctions.Domain.Membership;

// What people may do, state by state.
public static partial class AdmissionProcedure
{
    private static Decision<Application> Apply(Application application, AdmissionCommand command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (!AdmissionRefusals.MayTry(command))
        {
            return AdmissionRefusals.WrongRole(command);
        }

        return (application.State, command) switch
        {
            (Submitted, FindComplete c) => BeginDueDiligence(application, c, today, terms),
            (Submitted or ApplicationState.DueDiligence, Return c) => SendBack(application, c, today, terms),
            (Returned, Resubmit c) => TakeAgain(application, c, today, terms),
            (ApplicationState.DueDiligence, ClearDueDiligence c) => OpenNotice(application, c, today, terms),
            (Notice, RaiseObjection c) => TakeObjection(application, c, today),
            (Notice or ObjectionsOpen, AnswerObjection c) => Answer(application, c, today, terms),
            (DecisionPending, Approve c) => Admit(application, c.By, c.Note, Outcome.Approved, "approved", today, terms),
            (DecisionPending, Decline c) => TurnDown(application, c, today, terms),
            (Approved s, RecordPayment c) => Join(application, s, c, today, terms),
            (Declined, AdmissionCommand.Appeal c) => TakeAppeal(application, c, today, terms),
            (Appealed, Uphold or Overturn) when AdmissionRefusals.FourEyes(application, command) is { } refused => refused,
            (Appealed, Uphold c) => LetStand(application, c, today),
            (Appealed, Overturn c) => Reverse(application, c, today, terms),
            (not Declined, Withdraw c) when !application.IsOver => TakeBack(application, c, today),
            _ => AdmissionRefusals.NotNow(application, command),
        };
    }

    private static Decision<Application>.Accepted BeginDueDiligence(
        Application application, FindComplete command, DateOnly today, History<AdmissionTerms> terms)
    {
        ApplicationState.DueDiligence next = new(today, Deadline.After(today, terms.On(today).DueDiligence, What.DueDiligence));
        return Accept(Leave(application, Outcome.Complete, command.By, today, reason: null, next), new CaseEvent("found-complete", command.By));
    }

    private static Decision<Application> SendBack(Application application, Return command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (command.Reasons.Count == 0 || command.Reasons.Any(r => string.IsNullOrWhiteSpace(r.Text)))
        {
            return AdmissionRefusals.ReasonRequired("Say what the applicant has to complete or correct.");
        }

        string reason = string.Join("\n", command.Reasons.Select(r => r.Text));
        Returned next = new(today, Deadline.After(today, terms.On(today).Resubmission, What.Resubmission), command.Reasons, Reminded: []);
        return Accept(
            Leave(application, Outcome.Returned, command.By, today, reason, next),
            new CaseEvent("returned", command.By, reason),
            new Effect.SendMail(AdmissionMail.Returned, Role.Applicant, Urgency.High, UntilFact(next.Due)));
    }

    private static Decision<Application>.Accepted TakeAgain(
        Application application, Resubmit command, DateOnly today, History<AdmissionTerms> terms) =>
        Accept(
            Leave(application, Outcome.Resubmitted, command.By, today, reason: null, Check(today, terms)) with
            {
                Answers = command.Answers,
                Form = command.Form,
            },
            new CaseEvent("resubmitted", command.By),
            new Effect.SendMail(AdmissionMail.Resubmitted, Role.Applicant, Urgency.Immediate));

    private static Decision<Application>.Accepted OpenNotice(
        Application application, ClearDueDiligence command, DateOnly today, History<AdmissionTerms> terms)
    {
        Notice next = new(today, Deadline.After(today, terms.On(today).Notice, What.NoticeToMembers));
        return Accept(
            Leave(application, Outcome.Cleared, command.By, today, command.Note, next),
            new CaseEvent("due-diligence-done", command.By, command.Note, Public: false),
            new Effect.SendMail(AdmissionMail.NoticeToMembers, Role.Member, Urgency.Bulk, UntilFact(next.Closes)));
    }

    private static Decision<Application> TakeObjection(Application application, RaiseObjection command, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(command.Grounds))
        {
            return AdmissionRefusals.ReasonRequired("Say on which grounds your organisation objects.");
        }

        if (application.Objections.FirstOrDefault(o => o.Member == command.Member) is { } earlier)
        {
            return AdmissionRefusals.AlreadyObjected(earlier);
        }

        Objection objection = new(application.Objections.Count + 1, command.Member, command.By, today, command.Grounds, Answer: null);
        return Accept(
            application with { Objections = [.. application.Objections, objection] },
            new CaseEvent("objection-received", command.By, command.Grounds, Public: false),
            new Effect.SendMail(AdmissionMail.ObjectionReceived, Role.Secretariat, Urgency.High, Facts(("objection", $"{objection.Number}"))));
    }

    private static Decision<Application> Answer(Application application, AnswerObjection command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (string.IsNullOrWhiteSpace(command.Text))
        {
            return AdmissionRefusals.ReasonRequired("Write the answer to the objection.");
        }

        Objection? objection = application.Objections.FirstOrDefault(o => o.Number == command.Number);
        if (objection is null or { Answer: not null })
        {
            return AdmissionRefusals.NotNow(application, command);
        }

        Objection answered = objection with { Answer = new ObjectionAnswer(command.By, today, command.Text) };
        Application next = application with { Objections = [.. application.Objections.Select(o => o.Number == answered.Number ? answered : o)] };
        if (next.State is ObjectionsOpen && next.Objections.All(o => o.Answer is not null))
        {
            next = Leave(next, Outcome.Answered, command.By, today, reason: null, Pending(today, terms));
        }

        return Accept(
            next,
            new CaseEvent("objection-answered", command.By, command.Text, Public: false),
            new Effect.SendMail(
                AdmissionMail.ObjectionAnswered,
                Role.Member,
                Urgency.High,
                Facts(("objection", $"{answered.Number}"), ("member", answered.Member.Value))));
    }

    /// <summary>Approves, by the board's decision or by the appeal: the first invoice goes out.</summary>
    private static Decision<Application>.Accepted Admit(
        Application application, Actor by, string? note, string outcome, string @event, DateOnly today, History<AdmissionTerms> terms)
    {
        AdmissionTerms now = terms.On(today);
        Deadline due = Deadline.After(today, now.Payment, What.Payment);
        Approved next = new(
            today, $"INV-{application.Id.Core}", due, Deadline.After(due.On, now.PaymentRecording, "payment-recording"), Reminded: []);
        return Accept(
            Leave(application, outcome, by, today, note, next),
            new CaseEvent(@event, by, note, Public: outcome == Outcome.Overturned),
            new Effect.SendMail(AdmissionMail.Approved, Role.Applicant, Urgency.High, UntilFact(due, InvoiceFact(next))));
    }

    private static Decision<Application> TurnDown(Application application, Decline command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return AdmissionRefusals.ReasonRequired("Say why the application is declined; the applicant reads it.");
        }

        Declined next = new(today, command.Reason, Deadline.After(today, terms.On(today).Appeal, What.Appeal));
        return Accept(
            Leave(application, Outcome.Declined, command.By, today, command.Reason, next),
            new CaseEvent("declined", command.By, command.Reason),
            new Effect.SendMail(AdmissionMail.Declined, Role.Applicant, Urgency.High, UntilFact(next.AppealUntil)));
    }

    private static Decision<Application> Join(
        Application application, Approved approved, RecordPayment command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (command.PaidOn > today || command.PaidOn < approved.Since)
        {
            return AdmissionRefusals.PaymentDay(approved, today);
        }

        if (command.PaidOn > approved.Due.On)
        {
            return AdmissionRefusals.PaidLate(approved);
        }

        Dated<AdmissionTerms> inForce = terms.RowOn(approved.Since);
        JoinEvent joinEvent = inForce.Value.JoinDateBy;
        DateOnly joinedOn = joinEvent == JoinEvent.Payment ? command.PaidOn : approved.Since;
        JoinDate joined = new(
            joinedOn, joinEvent, $"join date by {(joinEvent == JoinEvent.Payment ? "payment" : "approval")}, terms from {Iso(inForce.From)}");
        Decision<Member>.Accepted member = MemberProcedure.Join(application, joined);
        return Accept(
            Leave(application, Outcome.Paid, command.By, today, $"paid on {Iso(command.PaidOn)}", new Admitted(today, member.Case.Id, joined)),
            new CaseEvent("paid", command.By, $"paid on {Iso(command.PaidOn)}; {joined.Rule}"),
            new Effect.Open(member.Case, member.Events, member.Effects),
            new Effect.SendMail(AdmissionMail.MembershipBegins, Role.Applicant, Urgency.High, Facts(("joined", Iso(joined.On)))),
            new Effect.Invite(member.Case.Id));
    }

    private static Decision<Application> TakeAppeal(
        Application application, AdmissionCommand.Appeal command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (string.IsNullOrWhiteSpace(command.Grounds))
        {
            return AdmissionRefusals.ReasonRequired("Say on which grounds you appeal.");
        }

        Appealed next = new(today, command.Grounds, Deadline.After(today, terms.On(today).AppealDecision, What.AppealHearing));
        return Accept(
            Leave(application, Outcome.Appealed, command.By, today, command.Grounds, next),
            new CaseEvent("appealed", command.By, command.Grounds),
            new Effect.SendMail(AdmissionMail.AppealReceived, Role.Applicant, Urgency.Immediate),
            new Effect.SendMail(AdmissionMail.AppealReceived, Role.Board, Urgency.High));
    }

    private static Decision<Application> LetStand(Application application, Uphold command, DateOnly today) =>
        string.IsNullOrWhiteSpace(command.Reason)
            ? AdmissionRefusals.ReasonRequired("Say why the decision stands; the applicant reads it.")
            : Accept(
                Leave(application, Outcome.Upheld, command.By, today, command.Reason, new Closed(today)),
                new CaseEvent("appeal-upheld", command.By, command.Reason),
                new Effect.SendMail(AdmissionMail.AppealUpheld, Role.Applicant, Urgency.High));

    private static Decision<Application> Reverse(Application application, Overturn command, DateOnly today, History<AdmissionTerms> terms)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return AdmissionRefusals.ReasonRequired("Say why the decision is overturned; the applicant reads it.");
        }

        Decision<Application>.Accepted admitted = Admit(
            application, command.By, command.Reason, Outcome.Overturned, "appeal-overturned", today, terms);
        return admitted with { Effects = [new Effect.SendMail(AdmissionMail.AppealOverturned, Role.Applicant, Urgency.High), .. admitted.Effects] };
    }

    /// <summary>Withdraws the application; or, where it was declined and is appealed, the appeal, so that the decision stands on record.</summary>
    private static Decision<Application>.Accepted TakeBack(Application application, Withdraw command, DateOnly today) => Accept(
        Leave(
            application,
            Outcome.Withdrawn,
            command.By,
            today,
            command.Reason,
            application.State is Appealed ? new Closed(today) : new Withdrawn(today)),
        new CaseEvent(application.State is Appealed ? "appeal-withdrawn" : "withdrawn", command.By, command.Reason),
        new Effect.SendMail(AdmissionMail.Withdrawn, Role.Applicant, Urgency.Immediate),
        new Effect.SendMail(AdmissionMail.Withdrawn, Role.Secretariat, Urgency.Normal));
}
