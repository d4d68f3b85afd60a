using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Appeals;

/// <summary>An appeal from its filing to its outcome. Source: the issue "Assurance", capability 4; ASI's own procedure was not found.</summary>
public static class AppealProcedure
{
    /// <summary>The last day on which a decision can be appealed against.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="today">The terms of this day count.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Deadline FilingUntil(AppealableDecision decision, DateOnly today, History<AppealTerms> terms) =>
        Deadline.After(decision.On, terms.On(today).Filing, "appeal");

    /// <summary>Files an appeal.</summary>
    /// <param name="id">Its id, beside the member.</param>
    /// <param name="subject">The case whose decision it is about.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="grounds">In the member's words; not empty.</param>
    /// <param name="by">Who files it.</param>
    /// <param name="request">Names the request.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<Appeal>.Accepted Begin(
        CaseId id,
        IAppealable subject,
        AppealableDecision decision,
        string grounds,
        Actor by,
        string request,
        DateTimeOffset now,
        History<AppealTerms> terms)
    {
        DateOnly today = DayOf(now);
        Deadline due = Deadline.After(today, terms.On(today).Hearing, "hearing of the appeal");
        Appeal appeal = new(
            id, StepNumber: 1, subject.Member, subject.Id, decision, grounds, by, now, due, Said: [], Escalated: false, request, Outcome: null);
        return new(
            appeal,
            [new CaseEvent("filed", by, grounds)],
            [
                new Effect.Tell(subject.Id, new AppealNews.Filed(id, by, grounds) { Number = decision.Number }),
                Mail(AppealMail.Filed, Role.Board, Urgency.High, ("due", Iso(due.On))),
                Mail(AppealMail.Filed, Role.Secretariat, Urgency.Normal, ("due", Iso(due.On))),
            ]);
    }

    /// <summary>What comes next.</summary>
    public static Step Next(Appeal appeal, History<AppealTerms> terms) => appeal.Outcome is not null
        ? new Step.End()
        : new Step.Await(
            Role.Board,
            "appeal-hearing",
            DayOf(appeal.FiledAt),
            [new Choice("uphold", ReasonRequired: true), new Choice("overturn", ReasonRequired: true)],
            Until: appeal.Escalated ? null : appeal.Due,
            appeal.Due,
            Then: appeal.Escalated ? null : "escalate",
            Reminders(appeal, terms));

    /// <summary>What a command makes of an appeal.</summary>
    /// <param name="appeal">As stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<Appeal> Decide(Appeal appeal, AppealCommand command, DateTimeOffset now, History<AppealTerms> terms) => command switch
    {
        AppealCommand.TimePasses => Pass(appeal, now, terms),
        AppealCommand.Uphold c => Hear(appeal, c.By, c.Reason, overturned: false, now),
        AppealCommand.Overturn c => Hear(appeal, c.By, c.Reason, overturned: true, now),
        _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
    };

    private static Decision<Appeal> Hear(Appeal appeal, Actor by, string? reason, bool overturned, DateTimeOffset now)
    {
        if (by.Role is not Role.Board)
        {
            return Refuse("wrong-role", "Only the board hears appeals.");
        }

        if (appeal.Outcome is { } outcome)
        {
            return Refuse("already-decided", $"The appeal was {appeal.StateName} on {Day(DayOf(outcome.At))}.");
        }

        if (appeal.Decision.TookPart.Contains(by.Id, StringComparer.Ordinal))
        {
            return Refuse("four-eyes", "You took part in the decision; somebody else has to hear the appeal.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refuse("reason-required", "Give the reasons; the member reads them.");
        }

        Appeal heard = appeal with { StepNumber = appeal.StepNumber + 1, Outcome = new AppealOutcome(overturned, by, now, reason) };
        AppealNews news = overturned
            ? new AppealNews.Overturned(appeal.Id, by, reason) { Number = appeal.Decision.Number }
            : new AppealNews.Upheld(appeal.Id, by, reason) { Number = appeal.Decision.Number };
        return new Decision<Appeal>.Accepted(
            heard,
            [new CaseEvent(heard.StateName, by, reason)],
            [new Effect.Tell(appeal.Subject, news), Mail(AppealMail.Decided, Role.Member, Urgency.High, ("outcome", heard.StateName))]);
    }

    private static Decision<Appeal> Pass(Appeal appeal, DateTimeOffset now, History<AppealTerms> terms)
    {
        if (appeal is { Outcome: null, Escalated: false } && appeal.Due.IsPast(now))
        {
            return new Decision<Appeal>.Accepted(
                appeal with { Escalated = true },
                [new CaseEvent("overdue", Actor.Machine, appeal.Due.Rule)],
                [Mail(AppealMail.Escalation, Role.Secretariat, Urgency.High, ("what", "appeal-hearing"), ("due", Iso(appeal.Due.On)))]);
        }

        List<Reminder> passed = [.. Reminders(appeal, terms).Where(reminder => reminder.At <= now)];
        if (passed.Count == 0)
        {
            return Refuse("nothing-due", "Nothing is due yet.");
        }

        // Several at once only after an outage: the latest says it all.
        string last = passed[^1].Key;
        return new Decision<Appeal>.Accepted(
            appeal with { Said = [.. appeal.Said, .. passed.Select(reminder => reminder.Key)] },
            [new CaseEvent("reminded", Actor.Machine, last)],
            [
                Mail(
                    AppealMail.Reminder,
                    Role.Board,
                    Urgency.Normal,
                    ("due", Iso(appeal.Due.On)),
                    ("left", last[..last.IndexOf(' ', StringComparison.Ordinal)])),
            ]);
    }

    private static List<Reminder> Reminders(Appeal appeal, History<AppealTerms> terms)
    {
        DateOnly since = DayOf(appeal.FiledAt);
        return appeal.Escalated || appeal.Outcome is not null
            ? []
            : [.. terms.On(since).HearingReminders
                .Select(period => new Reminder(
                    string.Create(CultureInfo.InvariantCulture, $"{period} left"), period.Before(appeal.Due.On), AppealMail.Reminder))
                .Where(reminder => reminder.On > since && !appeal.Said.Contains(reminder.Key))
                .OrderBy(reminder => reminder.On)];
    }

    private static Effect.SendMail Mail(string template, Role to, Urgency urgency, params IReadOnlyList<(string Name, string Value)> facts) =>
        new(template, to, urgency, facts.ToDictionary(fact => fact.Name, fact => fact.Value));

    private static Decision<Appeal>.Refused Refuse(string code, string message) => new(code, message);

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
