using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Certification.Certificates.CertificateCommand;
using static AsiFunctions.Domain.Certification.Certificates.CertificateRecord;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>
/// A certificate from its issue to its end. Source of the states: domain notes 2.11. What appeals make of it is in CertificateProcedure.Appeals.cs.
/// </summary>
public static partial class CertificateProcedure
{
    /// <summary>What comes next: the validity runs out by itself.</summary>
    public static Step Next(Certificate certificate) => certificate.End is not null
        ? new Step.End()
        : new Step.Sleep(
            "validity",
            certificate.IssuedOn,
            new Deadline(certificate.ExpiresOn, Rule(certificate)),
            certificate.Level is CertificateLevel.Full ? "expire" : "lapse");

    /// <summary>What a command makes of a certificate.</summary>
    /// <param name="certificate">The certificate as stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The instant.</param>
    /// <param name="terms">The terms of certification, dated.</param>
    public static Decision<Certificate> Decide(
        Certificate certificate, CertificateCommand command, DateTimeOffset now, History<CertificationTerms> terms)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        CertificateStatus status = CertificateStatus.On(certificate, today);
        if (!MayDecide(command))
        {
            return Refuse("wrong-role", "Only a releaser may decide about a certificate.");
        }

        if (command is Expire)
        {
            return End(certificate, status, now);
        }

        if (status.IsOver && !WasInForceThen(certificate, command))
        {
            return Refuse("already-decided", $"The certificate is {Name(status)} since {Day(status.Since)}; nothing follows that.");
        }

        return command switch
        {
            Suspend c => Hold(certificate, c, status, today, now),
            Reinstate c => Restore(certificate, c, status, today, now),
            Withdraw c => Record(
                certificate, new Withdrawal(today, c.By, now, c.Reason), Mail(CertificateMail.Withdrawn, ("from", Iso(today)))),
            Supersede c => Yield(certificate, c, now),
            Extend c => Prolong(certificate, c, status, today, now, terms.On(today).ChainOfCustodyExtension),
            CertificateCommand.Convert c => Complete(certificate, c, status, today, now, terms),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    /// <summary>What a certificate tells its member's duty, now.</summary>
    public static Effect.Tell TellDuty(Certificate certificate, Actor by) =>
        new(certificate.Member.As(Member.DutyPrefix), new CertificateNews(certificate.Facts, by));

    /// <summary>
    /// True where a successor of earlier days is entered when the validity is over already, but had
    /// not run out on its first day: records that are taken over come one after the other, and most successors came before the end.
    /// </summary>
    private static bool WasInForceThen(Certificate certificate, CertificateCommand command) =>
        command is Supersede { From: var from } && from >= certificate.IssuedOn && !CertificateStatus.On(certificate, from).IsOver;

    private static bool MayDecide(CertificateCommand command) => command switch
    {
        Expire => command.By.Role is Role.Machine,
        Suspend or Reinstate => command.By.Role is Role.Releaser or Role.Machine,
        _ => command.By.Role is Role.Releaser,
    };

    private static Decision<Certificate> Hold(
        Certificate certificate, Suspend command, CertificateStatus status, DateOnly today, DateTimeOffset now) =>
        SuspensionCauses.After(certificate.Records).HeldBy(command.By)
            ? Refuse("already-decided", $"The certificate is suspended since {Day(status.Since)}.")
            : Record(certificate, new Suspension(today, command.By, now, command.Reason), Mail(CertificateMail.Suspended, ("from", Iso(today))));

    private static Decision<Certificate> Restore(
        Certificate certificate, Reinstate command, CertificateStatus status, DateOnly today, DateTimeOffset now)
    {
        if (status.State is not CertificateState.Suspended)
        {
            return Refuse("already-decided", $"The certificate is in force since {Day(status.Since)}.");
        }

        SuspensionCauses causes = SuspensionCauses.After(certificate.Records);
        if (!causes.HeldBy(command.By))
        {
            return command.By.Role is Role.Machine
                ? Refuse("wrong-role", "A releaser suspended the certificate; a releaser reinstates it.")
                : Refuse(
                    "performance-standard-missing",
                    "The certificate is suspended until its certificate against the Performance Standard has followed; that lifts it.");
        }

        Reinstatement record = new(today, command.By, now, command.Reason);
        return causes.After(record).Any
            ? Record(certificate, record)
            : Record(certificate, record, Mail(CertificateMail.Reinstated, ("from", Iso(today)), ("until", Iso(certificate.ExpiresOn))));
    }

    // The message about the successor says it all: no message about this one.
    private static Decision<Certificate> Yield(Certificate certificate, Supersede command, DateTimeOffset now) => command.From < certificate.IssuedOn
        ? Refuse("out-of-order", $"The certificate was issued on {Day(certificate.IssuedOn)}, later than the one that would supersede it.")
        : Record(certificate, new Supersession(command.From, command.By, now, Reason: null, command.Successor));

    private static Decision<Certificate> Prolong(
        Certificate certificate, Extend command, CertificateStatus status, DateOnly today, DateTimeOffset now, ExtensionOffer? offer)
    {
        if (status.State is CertificateState.Suspended)
        {
            return Suspended(status);
        }

        if (certificate.Records.OfType<Extension>().LastOrDefault() is { } extended)
        {
            return Refuse("already-decided", $"The certificate was extended on {Day(extended.On)}, until {Day(extended.Until)}.");
        }

        PreviousAudit audit = command.Audit ?? CertificateExtensions.LatestOf(certificate);
        if (CertificateExtensions.Obstacles(certificate, audit, command.RequestedOn, today, offer) is { Count: > 0 } obstacles)
        {
            return Refuse("not-eligible", string.Join(' ', obstacles));
        }

        if (CertificateExtensions.NeedsReason(audit) && string.IsNullOrWhiteSpace(command.Reason))
        {
            return Refuse("reason-required", "The previous audit found minor non-conformances: say why they do not stand in the way.");
        }

        return Record(
            certificate,
            new Extension(today, command.By, now, command.Reason, command.RequestedOn, audit, certificate.ExpiresOn, offer!.Until),
            Mail(CertificateMail.Extended, ("until", Iso(offer.Until))));
    }

    // Full from its issue on, as if it had been full from the beginning: the three years are not counted from the conversion.
    private static Decision<Certificate> Complete(
        Certificate certificate,
        CertificateCommand.Convert command,
        CertificateStatus status,
        DateOnly today,
        DateTimeOffset now,
        History<CertificationTerms> terms)
    {
        if (status.State is CertificateState.Suspended)
        {
            return Suspended(status);
        }

        if (status.State is CertificateState.Full)
        {
            return Refuse("already-decided", $"The certificate is full since {Day(status.Since)}.");
        }

        if (command.Audit.EndedOn < certificate.LatestAudit.EndedOn)
        {
            return Refuse(
                "audit-too-early",
                $"The audit that the certificate rests on ended on {Day(certificate.LatestAudit.EndedOn)}; a follow-up ends later.");
        }

        if (CertificationOutcomes.Of(command.Audit, terms.On(today)) is not CertificationOutcome.Full)
        {
            return Refuse(
                "not-full", "The audit does not allow a full certificate: majors have to be closed, and minors need a corrective action plan.");
        }

        DateOnly until = CertificateValidity.Of(CertificateLevel.Full, certificate.IssuedOn, terms.On(certificate.IssuedOn)).On;
        return Record(
            certificate,
            new Conversion(today, command.By, now, command.Reason, command.Audit, certificate.ExpiresOn, until),
            Mail(CertificateMail.Converted, ("from", Iso(today)), ("until", Iso(until))));
    }

    private static Decision<Certificate> End(Certificate certificate, CertificateStatus status, DateTimeOffset now) =>
        certificate.End is null && status.State is CertificateState.Expired or CertificateState.Lapsed
            ? Record(
                certificate,
                new Expiry(status.Since, Actor.Machine, now, Reason: null),
                Mail(CertificateMail.Expired, ("level", LevelCode(certificate)), ("from", Iso(status.Since))))
            : Refuse("out-of-order", $"The certificate is valid until {Day(certificate.ExpiresOn)}.");

    private static Decision<Certificate>.Accepted Record(Certificate certificate, CertificateRecord record, params IReadOnlyList<Effect> effects)
    {
        Certificate after = certificate with
        {
            StepNumber = record.IsEnd || record is Restoration || record.SetsExpiry is not null ? certificate.StepNumber + 1 : certificate.StepNumber,
            Records = [.. certificate.Records, record],
        };
        string what = record is Expiry ? after.StateName : record.Name;
        return new(after, [new CaseEvent(what, record.By, record.Reason)], [.. WithoutOldNews(after, effects), TellDuty(after, record.By)]);
    }

    // What was taken over from earlier records has expired long ago: nobody is told so today.
    private static IReadOnlyList<Effect> WithoutOldNews(Certificate certificate, IReadOnlyList<Effect> effects) =>
        certificate is { TakenOver: not null, End: Expiry { } end } && end.On <= DateOnly.FromDateTime(certificate.IssuedAt.UtcDateTime)
            ? []
            : effects;

    private static string Rule(Certificate certificate) => certificate.Records.LastOrDefault(record => record.SetsExpiry is not null) is { } record
        ? $"{record.Name} on {Iso(record.On)}"
        : certificate.Validity.Rule;

    private static Decision<Certificate>.Refused Suspended(CertificateStatus status) =>
        Refuse("out-of-order", $"The certificate is suspended since {Day(status.Since)}; reinstate it first.");

    private static Decision<Certificate>.Refused Refuse(string code, string message) => new(code, message);

    private static Effect.SendMail Mail(string template, params IReadOnlyList<(string Name, string Value)> facts) =>
        new(template, Role.Member, Urgency.High, facts.ToDictionary(fact => fact.Name, fact => fact.Value));

    private static string LevelCode(Certificate certificate) => certificate.Level is CertificateLevel.Full ? "full" : "provisional";

    private static string Name(CertificateStatus status) => status.State switch
    {
        CertificateState.Withdrawn => "withdrawn",
        CertificateState.Superseded => "superseded",
        CertificateState.Lapsed => "lapsed",
        _ => "expired",
    };
}
