using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>The certification duty, from joining to the end of the membership.</summary>
/// <remarks>
/// The deadlines board, the calendar, the reminders and the orchestration all ask <see cref="Next"/>. What other cases tell is in
/// DutyProcedure.News.cs, what people decide in DutyProcedure.Commands.cs, what time does in DutyProcedure.Time.cs.
/// </remarks>
public static partial class DutyProcedure
{
    /// <summary>What comes next.</summary>
    public static Step Next(Duty duty, History<CertificationTerms> terms) => duty.State switch
    {
        DutyState.Running s => new Step.Await(
            Role.Member, DutyTurn.Code(s.Goal.Kind), s.Goal.Since, [], Until: s.Goal.Due, Due: s.Goal.Due, Then: "suspend", Reminders(duty, terms)),
        DutyState.Missed s => new Step.Await(
            Role.Member,
            $"cure-{DutyTurn.Code(s.Goal.Kind)}",
            s.Since,
            [],
            Until: s.Grace,
            Due: s.Grace,
            Then: "end-membership",
            Reminders(duty, terms)),
        DutyState.Paused s => new Step.Await(
            Role.Secretariat,
            "resume-clock",
            s.Since,
            [new Choice("resume", ReasonRequired: true)],
            Until: null,
            Due: null,
            Then: null,
            Reminders(duty, terms)),
        DutyState.Undecided s => new Step.Await(
            Role.Secretariat,
            "decide-clock",
            s.Since,
            [new Choice("continue-clock", ReasonRequired: true), new Choice("new-clock", ReasonRequired: true)],
            Until: null,
            Due: null,
            Then: null,
            Reminders(duty, terms)),
        DutyState.Stopped => new Step.End(),
        _ => new Step.Rest(),
    };

    /// <summary>What is still to be said, earliest first: the milestones of the goal or the grace, and of what is due beside it.</summary>
    internal static IReadOnlyList<Reminder> Reminders(Duty duty, History<CertificationTerms> terms)
    {
        List<Reminder> all = [];
        switch (duty.State)
        {
            case DutyState.Running s:
                all.AddRange(Milestones(
                    DutyGoals.Milestones(s.Goal.Kind, DutyGoals.TermsOn(terms, s.Goal.Since)),
                    s.Goal.Due,
                    s.Goal.After,
                    s.Goal.Said,
                    MilestoneTemplate));
                break;
            case DutyState.Missed s:
                all.AddRange(Milestones(DutyGoals.TermsOn(terms, s.Since).GraceMilestones, s.Grace, s.Since, s.Said, DutyMail.GraceReminder));
                break;
        }

        foreach (Obligation open in duty.Obligations.Where(o => o.Closed is null))
        {
            all.AddRange(Obligations.Reminders(open, DutyGoals.TermsOn(terms, open.Since)));
        }

        return [.. all.OrderBy(r => r.On).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Milestones are counted back from the date. Those whose day is not after <paramref name="after"/>, and those that were said, are left out.
    /// </summary>
    internal static IEnumerable<Reminder> Milestones(
        IReadOnlyList<Period> before, Deadline due, DateOnly after, IReadOnlyList<string> said, string template) =>
        before
            .Select(p => new Reminder($"{p} before {Iso(due.On)}", p.Before(due.On), template))
            .Where(r => r.On > after && !said.Contains(r.Key));

    // Which text a milestone's message has is decided when it is sent: it depends on how far the member is by then.
    private const string MilestoneTemplate = DutyMail.Milestone;

    private static Decision<Duty>.Refused Refuse(string code, string message) => new(code, message);
}
