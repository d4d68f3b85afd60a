using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>What a member has to reach, and by when, as it follows from its join date and its certificates.</summary>
public static class DutyGoals
{
    /// <summary>The term of a first certification that counts from a day.</summary>
    /// <remarks>
    /// 24 calendar months, month-end clamped, end of day UTC (ASI's article of August 2023). Who joined before the programme's launch has the later
    /// of launch and joining plus the term (ASI's join page).
    /// </remarks>
    /// <param name="from">Joining, or the switch into the class.</param>
    /// <param name="takenOverOn">When the duty was taken over; null where it is counted from its beginning.</param>
    /// <param name="terms">The terms of that day.</param>
    public static FirstTerm FirstTerm(DateOnly from, DateOnly? takenOverOn, CertificationTerms terms)
    {
        Deadline due = from < terms.ProgrammeLaunch
            ? Deadline.After(terms.ProgrammeLaunch, terms.FirstCertification, "first certification, of a member from before the programme's launch,")
            : Deadline.After(from, terms.FirstCertification, "first certification");
        return new FirstTerm(from, due, takenOverOn);
    }

    /// <summary>The goal as it follows on a day from what is on record.</summary>
    /// <remarks>
    /// While a PS certificate stands: to renew it before it expires, or to convert it where it is provisional. When the last one is over: the first
    /// certification is open again, or the recertification where a full one stood; due on the later of the first term's day and the last day covered,
    /// each as it was moved.
    /// </remarks>
    /// <param name="duty">A duty whose clock ran.</param>
    /// <param name="day">The day.</param>
    public static Goal On(Duty duty, DateOnly day)
    {
        CertificateFacts? last = duty.Certificates
            .Where(c => c.Standard.Standard is StandardCode.PerformanceStandard && c.IssuedOn <= day)
            .OrderBy(c => c.CoveredUntil).ThenBy(c => c.Level is CertificateLevel.Full)
            .LastOrDefault();
        Deadline first = Moved(duty, GoalKind.FirstCertification, duty.First!.Due);
        (GoalKind kind, Deadline due) = last switch
        {
            null => (GoalKind.FirstCertification, first),
            { Level: CertificateLevel.Full } when last.CoveredUntil >= day =>
                Dated(GoalKind.Recertification, new Deadline(last.CoveredUntil, $"recertification before {last.Id} expires")),
            _ when last.CoveredUntil >= day => Dated(GoalKind.Conversion, new Deadline(last.CoveredUntil, $"conversion before {last.Id} lapses")),
            _ => Later(
                Dated(Again(), new Deadline(last.CoveredUntil, $"last day covered by {last.Id}")),
                Dated(Again(), first)),
        };
        return new Goal(kind, Since: day, due, After: day, Said: []);

        GoalKind Again() => WasEverFull(duty, day) ? GoalKind.Recertification : GoalKind.FirstCertification;

        (GoalKind Kind, Deadline Due) Dated(GoalKind of, Deadline on) => (of, Moved(duty, of, on));
    }

    /// <summary>The milestones of a goal of that kind.</summary>
    public static IReadOnlyList<Period> Milestones(GoalKind kind, CertificationTerms terms) => kind switch
    {
        GoalKind.FirstCertification => terms.FirstMilestones,
        GoalKind.Conversion => terms.ConversionMilestones,
        _ => terms.RecertificationMilestones,
    };

    /// <summary>The terms of a day; before the first row, that row's.</summary>
    internal static CertificationTerms TermsOn(History<CertificationTerms> terms, DateOnly day) =>
        terms.TryRowOn(day, out Dated<CertificationTerms>? row) ? row.Value : terms.Rows[0].Value;

    private static (GoalKind Kind, Deadline Due) Later((GoalKind Kind, Deadline Due) one, (GoalKind Kind, Deadline Due) other) =>
        one.Due.On > other.Due.On ? one : other;

    private static bool WasEverFull(Duty duty, DateOnly day) => duty.Certificates.Any(c =>
        c is { Standard.Standard: StandardCode.PerformanceStandard, Level: CertificateLevel.Full } && c.IssuedOn <= day);

    /// <summary>The date after all the times it was moved, one after the other.</summary>
    private static Deadline Moved(Duty duty, GoalKind kind, Deadline due)
    {
        foreach (DueDateChange change in duty.Changes)
        {
            if (change.Kind == kind && change.Before.On == due.On)
            {
                due = change.After;
            }
        }

        return due;
    }
}
