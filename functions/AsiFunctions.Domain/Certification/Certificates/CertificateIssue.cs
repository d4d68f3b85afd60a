using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>Whether a certificate may be issued, and what it then says.</summary>
/// <remarks>
/// The level follows from the findings. Asking for more is refused; asking for less too, since a provisional certificate without a major has
/// nothing to become full by; except where it is taken over and its findings may not be on record,
/// and where two people have decided in the oversight to depart from that, with a reason.
/// </remarks>
public static class CertificateIssue
{
    /// <summary>Decides.</summary>
    /// <param name="order">What shall be issued.</param>
    /// <param name="facts">What is on record.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="today">The day of the decision.</param>
    public static IssueDecision Decide(CertificateOrder order, IssueFacts facts, Actor by, DateOnly today)
    {
        if (by.Role is not Role.Releaser)
        {
            return new IssueDecision.Refused("wrong-role", "Only a releaser may issue a certificate.");
        }

        DateOnly issuedOn = order.IssuedOn ?? today;
        CertificationScope? scope = facts.Register.Scope(order.Scope);
        AuditFindings audit = facts.Version is null ? order.Audit : AuditChecks.Complete(order.Audit, facts.Version);
        CertificationTerms? terms = facts.Terms.TryRowOn(issuedOn, out Dated<CertificationTerms>? row) ? row.Value : null;
        List<Fault> faults =
        [
            .. Days(order, issuedOn, terms, today),
            .. References(order, facts, scope),
            // A released report was checked when it was submitted; there a criterion may have several non-conformances.
            .. order.Released is null ? AuditChecks.Check(audit, facts.Version, today, order.TakenOver is not null, "/audit") : [],
        ];
        CertificateLevel? level = terms is null ? null : LevelOf(order, audit, terms, faults);
        if (faults.Count > 0 || level is null || facts.Member is null || scope is null)
        {
            return new IssueDecision.Faulty(faults);
        }

        CertifiedScope certified = CertifiedScope.Of(facts.Register, scope, issuedOn);
        Certificate[] before = [.. facts.Certificates.Where(certificate => certificate.Scope.Key == scope.Key)];
        if ((Standing(order, facts.Member) ?? Scope(scope, certified) ?? Order(before, issuedOn)) is { } refused)
        {
            return refused;
        }

        Deadline? performanceStandardBy = null;
        if (order.Standard.Standard is StandardCode.ChainOfCustody)
        {
            switch (ChainOfCustody(facts, certified, issuedOn, terms!))
            {
                case ChainOfCustodyStanding.NotBefore no:
                    return new IssueDecision.Refused("ps-first", no.Reason);
                case ChainOfCustodyStanding.Until until:
                    performanceStandardBy = until.PerformanceStandardBy;
                    break;
            }
        }

        Certificate Draft(CaseId id, DateTimeOffset now) => new(
            id,
            StepNumber: 1,
            facts.Member.Id,
            facts.Member.Details.Organisation.DisplayName,
            certified,
            order.Standard,
            level.Value,
            issuedOn,
            CertificateValidity.Of(level.Value, issuedOn, terms!),
            CertifiedSince(before, issuedOn),
            audit,
            order.Assessment,
            performanceStandardBy,
            order.TakenOver,
            by,
            now,
            Records: [])
        {
            Released = order.Released,
        };
        return new IssueDecision.Granted((id, now) => Begin(Draft(id, now)));
    }

    private static Decision<Certificate>.Accepted Begin(Certificate certificate)
    {
        List<Effect> effects =
        [
            CertificateProcedure.TellDuty(certificate, certificate.IssuedBy),
            new Effect.Tell(certificate.Member.As(EntityRegister.Prefix), new CertificateNews(certificate.Facts, certificate.IssuedBy)),
        ];
        if (certificate.TakenOver is null)
        {
            effects.Insert(0, new Effect.SendMail(CertificateMail.Issued, Role.Member, Urgency.High, new Dictionary<string, string>
            {
                ["level"] = certificate.Level is CertificateLevel.Full ? "full" : "provisional",
                ["from"] = Iso(certificate.IssuedOn),
                ["until"] = Iso(certificate.ExpiresOn),
            }));
        }

        return new(certificate, [new CaseEvent("issued", certificate.IssuedBy, certificate.TakenOver)], effects);
    }

    private static IEnumerable<Fault> Days(CertificateOrder order, DateOnly issuedOn, CertificationTerms? terms, DateOnly today)
    {
        if (issuedOn > today)
        {
            yield return new Fault("/issuedOn", FaultCodes.OutOfRange, "A certificate is not issued for a day in the future.");
        }
        else if (issuedOn < today && order.TakenOver is null)
        {
            yield return new Fault(
                "/issuedOn", FaultCodes.OutOfRange, "A certificate is issued today; an earlier one is taken over: send takenOver with a reason.");
        }

        if (issuedOn < order.Audit.EndedOn)
        {
            yield return new Fault("/issuedOn", FaultCodes.Inconsistent, "A certificate is not issued before its audit has ended.");
        }

        if (terms is null)
        {
            yield return new Fault("/issuedOn", FaultCodes.OutOfRange, "No terms of certification are on record for that day.");
        }
    }

    private static IEnumerable<Fault> References(CertificateOrder order, IssueFacts facts, CertificationScope? scope)
    {
        if (facts.Member is null)
        {
            yield return new Fault("/member", FaultCodes.Unknown, "There is no such member.");
            yield break;
        }

        if (scope is null)
        {
            yield return new Fault("/scope", FaultCodes.Unknown, "The member has no certification scope of that key.");
        }
        else if (scope.Standard != order.Standard.Standard)
        {
            yield return new Fault("/standard", FaultCodes.Inconsistent, "The certification scope was opened for the other standard.");
        }

        if (facts.Version is null)
        {
            yield return new Fault("/version", FaultCodes.Unknown, "No such version of the standard is loaded.");
        }
        else if (!facts.Version.IsAuditableOn(order.Audit.EndedOn))
        {
            yield return new Fault("/version", "not-auditable", $"{order.Standard} could not be audited against on {Day(order.Audit.EndedOn)}.");
        }

        if (order.Assessment is { } assessment
            && scope?.Assessments.Any(a => a.Id == assessment && a.Standard == order.Standard && a.SubmittedOn is not null) == false)
        {
            yield return new Fault(
                "/assessment", FaultCodes.Unknown, "The scope has no submitted self-assessment of that reference against this version.");
        }
    }

    private static CertificateLevel? LevelOf(CertificateOrder order, AuditFindings audit, CertificationTerms terms, List<Fault> faults)
    {
        if (order is { Released.Departure: not null, Level: { } decided })
        {
            return decided;
        }

        CertificationOutcome outcome = CertificationOutcomes.Of(audit, terms);
        if (outcome is CertificationOutcome.None none)
        {
            faults.AddRange(none.Reasons.Select(reason => new Fault(
                reason.Code is "plan-missing" or "plan-not-approved" ? "/audit/correctiveActionPlan" : "/audit/findings",
                reason.Code,
                reason.Message)));
            return null;
        }

        CertificateLevel allowed = outcome is CertificationOutcome.Full ? CertificateLevel.Full : CertificateLevel.Provisional;
        bool below = (order.Level, allowed) is (CertificateLevel.Provisional, CertificateLevel.Full);
        if (order.Level is { } asked && asked != allowed && !(below && order.TakenOver is not null))
        {
            faults.Add(below
                ? new Fault("/level", FaultCodes.Inconsistent, "The audit found no major non-conformance: the certificate is full.")
                : new Fault("/level", "above-outcome", "With major non-conformances the certificate is provisional."));
        }

        return order.Level ?? allowed;
    }

    // A suspension for a certification that is overdue is what the certificate cures; any other is to be settled first.
    private static IssueDecision.Refused? Standing(CertificateOrder order, Member member) => member.Status switch
    {
        MemberStatus.Ended => new("membership-ended", $"The membership ended on {Day(member.Statuses.Latest.From)}."),
        _ when !member.Class.MayBeCertified =>
            new("class-not-certified", $"Members in {member.Class.EnglishName} ({member.Class.Code}) cannot be certified; only PT and IU can."),
        MemberStatus.Suspended { Reason: not SuspensionReason.CertificationOverdue } when order.TakenOver is null =>
            new("membership-suspended", $"The membership is suspended since {Day(member.Statuses.Latest.From)}; reinstate it first."),
        _ => null,
    };

    private static IssueDecision.Refused? Scope(CertificationScope scope, CertifiedScope certified) => scope switch
    {
        { ClosedOn: { } closed } => new("scope-closed", $"The certification scope {scope.Key} was closed on {Day(closed)}."),
        _ when certified is { Facilities: [], Products: [] } => new("scope-empty", $"All that the certification scope {scope.Key} covers is closed."),
        _ => null,
    };

    private static IssueDecision.Refused? Order(IReadOnlyList<Certificate> before, DateOnly issuedOn) =>
        before.FirstOrDefault(certificate => certificate.IssuedOn > issuedOn) is { } later
            ? new("later-certificate", $"{later.Id} was issued for the scope on {Day(later.IssuedOn)}; certificates are taken over in the order of their days.")
            : null;

    private static ChainOfCustodyStanding ChainOfCustody(IssueFacts facts, CertifiedScope certified, DateOnly on, CertificationTerms terms)
    {
        CertifiedScope[] inForce = [.. facts.Certificates
            .Where(certificate => certificate.Standard.Standard is StandardCode.PerformanceStandard
                && certificate.IssuedOn <= on
                && CertificateStatus.On(certificate, on).IsInForce)
            .Select(certificate => certificate.Scope)];
        Deadline? first = inForce.Length > 0 ? null : facts.FirstCertification ?? PerformanceStandardScopes.FirstCertification(facts.Member!, terms);
        return ChainOfCustodyRules.Check(certified.Activities, certified.IsCoveredBy(inForce), first, on, terms);
    }

    /// <summary>The first day of the unbroken line of certificates that one issued on a day continues, or begins.</summary>
    /// <param name="before">The scope's certificates until then.</param>
    /// <param name="issuedOn">The first day of the new one.</param>
    internal static DateOnly CertifiedSince(IReadOnlyList<Certificate> before, DateOnly issuedOn)
    {
        if (before.MaxBy(certificate => certificate.IssuedOn) is not { } last)
        {
            return issuedOn;
        }

        CertificateStatus status = CertificateStatus.On(last, issuedOn);
        bool unbroken = !status.IsOver || (status.State is not CertificateState.Withdrawn && status.Since == issuedOn);
        return unbroken ? last.CertifiedSince : issuedOn;
    }
}
