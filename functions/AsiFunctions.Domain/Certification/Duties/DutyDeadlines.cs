using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>How a member stands with its certification.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DutyRisk>))]
public enum DutyRisk
{
    /// <summary>Time enough, or far enough on the way.</summary>
    [JsonStringEnumMemberName("on-track")]
    OnTrack,

    /// <summary>Little time left and no audit scheduled, or something beside the certificate is overdue.</summary>
    [JsonStringEnumMemberName("at-risk")]
    AtRisk,

    /// <summary>The date has passed; the grace runs.</summary>
    [JsonStringEnumMemberName("missed")]
    Missed,

    /// <summary>The clock is stopped for a while.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>Whether a clock goes on waits for a decision.</summary>
    [JsonStringEnumMemberName("undecided")]
    Undecided,

    /// <summary>No clock runs.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>One thing that is due: what, when, why, and what stops it.</summary>
/// <param name="Key">Unique within the duty; an obligation's key, or the kind of goal.</param>
/// <param name="Kind">Kebab case: <c>first-certification</c>, <c>end-of-grace</c>, <c>surveillance</c>.</param>
/// <param name="Due">The last day in time, with the rule that set it.</param>
/// <param name="TargetFrom">The first day of the time aimed at; null where only the last day counts.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="StoppedBy">What stops it.</param>
/// <param name="Then">What happens when it passes.</param>
/// <param name="Overdue">True when it has passed.</param>
/// <param name="Certificate">The certificate or audit it belongs to; null where none does.</param>
public sealed record DutyDeadline(
    string Key, string Kind, Deadline Due, DateOnly? TargetFrom, string Source, string StoppedBy, string Then, bool Overdue, CaseId? Certificate);

/// <summary>What is due of a duty, for lists, boards and calendars.</summary>
public static class DutyDeadlines
{
    private const string TwoYears = "PT and IU members certify within two years of joining (ASI's article of August 2023)";
    private const string Again = "members stay certified; not certifying again in time forfeits the membership (ASI's article of January 2024)";
    private const string Year = "a provisional certificate converts within its year (ASI's article of September 2023)";
    private const string AfterMiss = "grace before the membership is forfeited (assumption, configurable)";

    /// <summary>What is due, soonest first. A paused clock's goal has no date and is left out.</summary>
    public static IReadOnlyList<DutyDeadline> Of(Duty duty, DateOnly today)
    {
        List<DutyDeadline> all = [];
        switch (duty.State)
        {
            case DutyState.Running s:
                all.Add(OfGoal(s.Goal, today));
                break;
            case DutyState.Missed s:
                all.Add(OfGoal(s.Goal, today));
                all.Add(new DutyDeadline(
                    "end-of-grace",
                    "end-of-grace",
                    s.Grace,
                    null,
                    AfterMiss,
                    "a PS certificate, an extension, or a change to a class that does not certify",
                    "the membership ends",
                    s.Grace.On < today,
                    null));
                break;
        }

        all.AddRange(duty.Obligations.Where(o => o.Closed is null).Select(o => OfObligation(o, today)));
        return [.. all.OrderBy(d => d.Due.On).ThenBy(d => d.Key, StringComparer.Ordinal)];
    }

    /// <summary>How the member stands.</summary>
    public static DutyRisk RiskOf(Duty duty, DateOnly today, History<CertificationTerms> terms) => duty.State switch
    {
        DutyState.Missed => DutyRisk.Missed,
        DutyState.Paused => DutyRisk.Paused,
        DutyState.Undecided => DutyRisk.Undecided,
        DutyState.Running s => IsAtRisk(duty, s.Goal, today, DutyGoals.TermsOn(terms, today)) ? DutyRisk.AtRisk : DutyRisk.OnTrack,
        _ => DutyRisk.None,
    };

    private static bool IsAtRisk(Duty duty, Goal goal, DateOnly today, CertificationTerms terms) =>
        (today >= terms.AtRiskFrom.Before(goal.Due.On)
            && (duty.Progress?.Value ?? CertificationProgress.NoSelfAssessment) < CertificationProgress.AuditScheduled)
        || duty.Obligations.Any(o => o.Closed is null && o.Due.On < today);

    private static DutyDeadline OfGoal(Goal goal, DateOnly today)
    {
        (string source, string stoppedBy, string then) = goal.Kind switch
        {
            GoalKind.FirstCertification =>
                (TwoYears, "a full or provisional PS certificate, issued on or before the day", "the member is suspended, and the grace begins"),
            GoalKind.Conversion =>
                (Year, "the conversion into a full certificate, or a new one", "the certificate lapses, and the first certification is open again"),
            _ => (Again, "a new PS certificate, issued on or before the day", "the member is suspended, and the grace begins"),
        };
        string key = DutyTurn.Code(goal.Kind);
        return new DutyDeadline(key, key, goal.Due, TargetFrom: null, source, stoppedBy, then, goal.Due.On < today, Certificate: null);
    }

    private static DutyDeadline OfObligation(Obligation obligation, DateOnly today)
    {
        (string source, string stoppedBy, string then) = obligation.Kind switch
        {
            ObligationKind.Surveillance =>
                ("surveillance by maturity, about 18 months in most cases (ASI's FAQ; the table is an assumption)", "the surveillance audit", "the Secretariat is told"),
            ObligationKind.CorrectiveActionPlan =>
                ("within a month of the on-site part (Assurance Manual; ASI's article of September 2023)", "the plan, approved by the Lead Auditor", "the Secretariat is told"),
            ObligationKind.MajorClosure =>
                ("closure within 6 to 12 months of the audit (ASI's article of September 2023)", "closure, verified by the auditor", "the Secretariat is told"),
            _ => ("a CoC certificate may come first after the casthouse only, and its PS certificate has to follow (unofficial)", "a PS certificate over the same facilities", "the CoC certificate is suspended"),
        };
        return new DutyDeadline(
            obligation.Key,
            DutyTurn.Code(obligation.Kind),
            obligation.Due,
            obligation.TargetFrom,
            source,
            stoppedBy,
            then,
            obligation.Due.On < today,
            obligation.Certificate);
    }
}
