using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>
/// What is due beside the certificate itself: surveillance audits, corrective action plans, closures, and the PS certificate after a CoC one.
/// </summary>
internal static class Obligations
{
    /// <summary>What a certificate brings with it.</summary>
    /// <remarks>
    /// Surveillance by maturity, counted from issue; one that would fall on the expiry or later is the recertification. Without a maturity on
    /// record the medium row counts (assumption). Majors are to be closed 6 to 12 months from the
    /// audit (Assurance Manual; article of September 2023). Audits and closures whose day lay before the certificate came on record are not asked
    /// for: earlier records were kept elsewhere (assumption).
    /// </remarks>
    public static IEnumerable<Obligation> Of(CertificateFacts certificate, CertificationTerms terms, DateOnly since)
    {
        Maturity maturity = certificate.Maturity ?? Maturity.Medium;
        foreach (Period period in terms.Surveillance.TryGetValue(maturity, out IReadOnlyList<Period>? periods) ? periods : [])
        {
            Deadline due = Deadline.After(certificate.IssuedOn, period, $"surveillance of {certificate.Id}");
            if (due.On < certificate.ExpiresOn && due.On >= since)
            {
                yield return Open($"surveillance-{certificate.Id}-{period}", ObligationKind.Surveillance, certificate.Id, due, since);
            }
        }

        if (certificate is { Majors: > 0, OnSiteEndedOn: { } audited } && terms.MajorClosureTo.After(audited) >= since)
        {
            yield return Closure($"major-closure-{certificate.Id}", certificate.Id, audited, terms, since);
        }

        if (certificate.PerformanceStandardBy is { } last)
        {
            Deadline due = new(last, $"PS certificate after {certificate.Id}");
            yield return Open($"performance-standard-{certificate.Id}", ObligationKind.PerformanceStandard, certificate.Id, due, since);
        }
    }

    /// <summary>What the findings of an audit bring with them: a plan within a month of the on-site part, closure within the target.</summary>
    public static IEnumerable<Obligation> Of(FindingsNews findings, CertificationTerms terms, DateOnly since)
    {
        string name = findings.Source?.Value ?? Iso(findings.OnSiteEndedOn);
        Deadline plan = Deadline.After(findings.OnSiteEndedOn, terms.CorrectiveActionPlan, "corrective action plan");
        yield return Open($"corrective-action-plan-{name}", ObligationKind.CorrectiveActionPlan, findings.Source, plan, since);
        yield return Closure($"major-closure-{name}", findings.Source, findings.OnSiteEndedOn, terms, since);
    }

    /// <summary>The reminders of an open obligation, and the day on which it is found overdue.</summary>
    public static IEnumerable<Reminder> Reminders(Obligation obligation, CertificationTerms terms)
    {
        IReadOnlyList<Period> before = obligation.Kind is ObligationKind.CorrectiveActionPlan
            ? terms.CorrectiveActionMilestones
            : terms.SurveillanceMilestones;
        foreach (Reminder reminder in DutyProcedure.Milestones(
            before, obligation.Due, obligation.Since, obligation.Said.Select(said => Plain(obligation, said)).ToList(), DutyMail.ObligationReminder))
        {
            yield return reminder with { Key = Named(obligation, reminder.Key) };
        }

        if (!obligation.Overdue)
        {
            yield return new Reminder(OverdueKey(obligation), obligation.Due.On.AddDays(1), DutyMail.ObligationOverdue);
        }
    }

    public static string OverdueKey(Obligation obligation) => Named(obligation, "overdue");

    public static string Named(Obligation obligation, string key) => $"{obligation.Key}: {key}";

    private static string Plain(Obligation obligation, string said) => said[(obligation.Key.Length + 2)..];

    private static Obligation Closure(string key, CaseId? source, DateOnly audited, CertificationTerms terms, DateOnly since) =>
        Open(key, ObligationKind.MajorClosure, source, Deadline.After(audited, terms.MajorClosureTo, "closure of majors"), since) with
        {
            TargetFrom = terms.MajorClosureFrom.After(audited),
        };

    private static Obligation Open(string key, ObligationKind kind, CaseId? source, Deadline due, DateOnly since) =>
        new(key, kind, source, due, TargetFrom: null, since, Said: [], Overdue: false, Closed: null);
}
