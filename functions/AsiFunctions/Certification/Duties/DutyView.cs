using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Certification.Duties;

/// <summary>A member's certification duty: how it stands, what is due, and what was.</summary>
/// <param name="Member">The member.</param>
/// <param name="State">Where the duty stands.</param>
/// <param name="Risk">How the member stands.</param>
/// <param name="Clock">The number of the clock; 0 while none ever ran.</param>
/// <param name="Progress">How far the member is.</param>
/// <param name="Deadlines">What is due, soonest first.</param>
/// <param name="First">The term of the first certification.</param>
/// <param name="Changes">The dates that were moved.</param>
/// <param name="Past">The goals that ended.</param>
/// <param name="AsOf">The day of this answer.</param>
public sealed record DutyView(
    CaseId Member,
    string State,
    DutyRisk Risk,
    int Clock,
    CertificationProgress? Progress,
    IReadOnlyList<DutyDeadline> Deadlines,
    FirstTerm? First,
    IReadOnlyList<DueDateMove> Changes,
    IReadOnlyList<PastGoal> Past,
    DateOnly AsOf)
{
    /// <summary>What is shown of a duty on a day.</summary>
    public static DutyView Of(Duty duty, DateOnly today, History<CertificationTerms> terms) => new(
        duty.Member,
        duty.StateName,
        DutyDeadlines.RiskOf(duty, today, terms),
        duty.Clock,
        duty.Goal is null ? null : duty.Progress?.Value ?? CertificationProgress.NoSelfAssessment,
        DutyDeadlines.Of(duty, today),
        duty.First,
        [.. duty.Changes.Select(c => new DueDateMove(c.Kind, c.Before.On, c.After, c.Cause, c.On, c.By.Role, c.Reason))],
        duty.Past,
        today);
}

/// <summary>A due date that was moved, without the name of who decided.</summary>
/// <param name="Kind">What had to be reached.</param>
/// <param name="Before">The date before.</param>
/// <param name="After">The date from then on, and its rule.</param>
/// <param name="Cause"><c>extension</c> or <c>pause</c>.</param>
/// <param name="On">When it was moved.</param>
/// <param name="By">In which role somebody decided.</param>
/// <param name="Reason">Why.</param>
public sealed record DueDateMove(GoalKind Kind, DateOnly Before, Deadline After, string Cause, DateOnly On, Role By, string Reason);
