using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.NonConformances.NonConformanceRecord;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.NonConformances;

/// <summary>What later audits find of it.</summary>
public static partial class NonConformanceProcedure
{
    /// <summary>What the news of an approved audit, of whatever firm, make of a non-conformance. Each audit verifies it once.</summary>
    /// <param name="nonConformance">As stored.</param>
    /// <param name="news">What is told.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">All terms, dated.</param>
    public static Decision<NonConformance> Hear(NonConformance nonConformance, ICaseNews news, DateTimeOffset now, History<NonConformanceTerms> terms)
    {
        if (news is not VerifiedNews verified || verified.Verification.NonConformance != nonConformance.Id)
        {
            return Refuse("unknown-news", "A non-conformance does not know this.");
        }

        if (nonConformance.Records.Any(record => record.FoundBy == verified.Audit))
        {
            return Refuse("already-verified", $"The audit {verified.Audit} has verified this already.");
        }

        if (nonConformance.Closed is { } closed)
        {
            return Refuse("already-closed", $"The non-conformance was closed on {Day(closed.On)}.");
        }

        NonConformanceTerms current = terms.On(DayOf(now));
        string note = verified.Verification.Note;
        return (verified.Verification.Result, nonConformance.Grade) switch
        {
            (VerificationResult.Closed, _) => CloseAt(nonConformance, new Closure(verified.On, verified.By, now, verified.Audit, note)),
            (VerificationResult.Downgraded, NonConformanceGrade.Major) => LowerBy(
                nonConformance, new Downgrade(verified.On, verified.By, now, verified.Audit, note), now, current),
            (VerificationResult.Upgraded, NonConformanceGrade.Minor) => RaiseBy(
                nonConformance, new Upgrade(verified.On, verified.By, now, verified.Audit, note), now, current),
            _ => Record(nonConformance, new Unresolved(verified.On, verified.By, now, verified.Audit, note)),
        };
    }

    /// <summary>
    /// What waited for the auditor goes on: a plan needs no approval any more, and after an action
    /// the rest has a date of its own (assumption). What waits for the member waits on.
    /// </summary>
    private static Decision<NonConformance>.Accepted LowerBy(
        NonConformance nonConformance, Downgrade downgrade, DateTimeOffset now, NonConformanceTerms terms)
    {
        DateOnly today = DayOf(now);
        return GoOn(nonConformance, downgrade, nonConformance.Step.Stage switch
        {
            NonConformanceStage.CapSubmitted => StepOf(NonConformanceStage.CapApproved, today, ByPlan(nonConformance.Plan!)),
            NonConformanceStage.Implemented => StepOf(
                NonConformanceStage.CapApproved, today, Deadline.After(today, terms.RenewedAction, Terms.Renewed)),
            _ => nonConformance.Step,
        });
    }
}
