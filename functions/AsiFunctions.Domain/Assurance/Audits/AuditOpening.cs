using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>An audit that shall be opened.</summary>
/// <param name="Scope">The certification scope's key in the member's register.</param>
/// <param name="Type">Why there is an audit.</param>
/// <param name="Firm">The accredited firm that the member has chosen.</param>
/// <param name="Assessment">The submitted self-assessment that it rests on; null where the type needs none.</param>
public sealed record AuditRequest(string Scope, AuditType Type, CaseId Firm, CaseId? Assessment);

/// <summary>What the decision to open an audit is taken upon.</summary>
/// <param name="Member">The member.</param>
/// <param name="Register">What it has that can be certified.</param>
/// <param name="Firm">The firm; null where there is none of that id.</param>
/// <param name="Standards">All versions of the standards.</param>
/// <param name="Certificates">The certificates of the scope.</param>
public sealed record OpeningFacts(
    Member Member, EntityRegister Register, AuditFirm? Firm, IReadOnlyList<StandardVersion> Standards, IReadOnlyList<Certificate> Certificates);

/// <summary>Whether an audit may be opened.</summary>
public abstract record OpeningDecision
{
    private OpeningDecision()
    {
    }

    /// <summary>It may.</summary>
    /// <param name="Subject">What is audited, given the audit's id.</param>
    public sealed record Granted(Func<CaseId, AuditSubject> Subject) : OpeningDecision;

    /// <summary>What was sent is wrong; all of it at once.</summary>
    public sealed record Faulty(IReadOnlyList<Fault> Faults) : OpeningDecision;

    /// <summary>What was sent is well-formed, but does not fit what is on record.</summary>
    public sealed record Refused(string Code, string Message) : OpeningDecision;
}

/// <summary>The opening of audits. Source of the types: ASI's articles of June and December 2021, domain notes 2.8.</summary>
/// <remarks>
/// Initial, recertification and scope change rest on a submitted self-assessment, and are made
/// against its version; recertification and scope change on one that was not submitted before the present certificate was issued (assumption: that
/// one has served). Surveillance and follow-up look after a certificate, and are made against the version that it was audited against.
/// </remarks>
public static class AuditOpening
{
    /// <summary>Decides.</summary>
    /// <param name="request">What shall be opened.</param>
    /// <param name="facts">What is on record.</param>
    /// <param name="today">The day, UTC.</param>
    public static OpeningDecision Decide(AuditRequest request, OpeningFacts facts, DateOnly today)
    {
        CertificationScope? scope = facts.Register.Scope(request.Scope);
        Certificate? current = facts.Certificates
            .Where(certificate => certificate.Scope.Key == request.Scope && CertificateStatus.On(certificate, today) is { IsOver: false })
            .MaxBy(certificate => certificate.IssuedOn);
        bool rests = request.Type is AuditType.Initial or AuditType.Recertification or AuditType.ScopeChange;
        ScopeAssessment? assessment = scope?.Assessments.FirstOrDefault(known => known.Id == request.Assessment && known.SubmittedOn is not null);
        Fault[] faults = [.. References(request, facts, scope, rests, assessment)];
        if (faults.Length > 0)
        {
            return new OpeningDecision.Faulty(faults);
        }

        if (Standing(facts, scope!, today) is { } refused)
        {
            return refused;
        }

        if (request.Type is AuditType.Initial ? current is not null : current is null)
        {
            return request.Type is AuditType.Initial
                ? new OpeningDecision.Refused(
                    "certified-already", $"The scope has the certificate {current!.Id}: open a recertification, a surveillance or a scope change.")
                : new OpeningDecision.Refused(
                    "no-certificate", "The scope has no certificate that the audit could look after: open an initial audit.");
        }

        if (request.Type is AuditType.FollowUp && current!.Level is not CertificateLevel.Provisional)
        {
            return new OpeningDecision.Refused("not-provisional", $"{current.Id} is full: a follow-up is for provisional certificates.");
        }

        if (current is not null && assessment?.SubmittedOn < current.IssuedOn)
        {
            return new OpeningDecision.Refused(
                "assessment-outdated",
                $"{assessment.Id} was submitted on {Day(assessment.SubmittedOn.Value)}, before {current.Id} was issued on {Day(current.IssuedOn)}: submit a self-assessment of the present cycle.");
        }

        StandardRef standard = rests ? assessment!.Standard : current!.Standard;
        if (facts.Standards.FirstOrDefault(version => version.Ref == standard) is not { } against || (rests && !against.IsAuditableOn(today)))
        {
            return new OpeningDecision.Refused(
                "version-not-auditable", $"{standard} cannot be audited against any more: make a self-assessment against a later version.");
        }

        return new OpeningDecision.Granted(id => new AuditSubject(
            id,
            facts.Member.Id,
            facts.Member.Details.Organisation.DisplayName,
            facts.Member.Class,
            facts.Firm!.Id,
            facts.Firm.Name,
            request.Type,
            standard,
            scope!.Key,
            scope.Name,
            scope.Activities,
            [.. facts.Register.Facilities
                .Where(facility => scope.Facilities.Contains(facility.Key) && facility.ClosedOn is null)
                .Select(facility => new AuditSite(facility.Key, facility.Name, facility.Country, facility.Activities))],
            assessment?.Id,
            current?.Id));
    }

    private static IEnumerable<Fault> References(
        AuditRequest request, OpeningFacts facts, CertificationScope? scope, bool rests, ScopeAssessment? assessment)
    {
        if (scope is null)
        {
            yield return new Fault("/scope", FaultCodes.Unknown, "The member has no certification scope of that key.");
        }

        if (facts.Firm is null)
        {
            yield return new Fault(
                "/firm", FaultCodes.Unknown, "There is no audit firm of that reference; accredited firms are listed at /api/accredited/firms.");
        }

        if (rests && request.Assessment is null)
        {
            yield return new Fault("/assessment", FaultCodes.Required, "Name the submitted self-assessment that the audit rests on.");
        }
        else if (rests && scope is not null && assessment is null)
        {
            yield return new Fault("/assessment", FaultCodes.Unknown, "The scope has no submitted self-assessment of that reference.");
        }
        else if (!rests && request.Assessment is not null)
        {
            yield return new Fault(
                "/assessment", FaultCodes.NotAsked, "A surveillance or follow-up audit looks after a certificate; leave the self-assessment out.");
        }
    }

    private static OpeningDecision.Refused? Standing(OpeningFacts facts, CertificationScope scope, DateOnly today) => scope switch
    {
        _ when facts.Member.Status is MemberStatus.Ended => new("membership-ended", "The membership has ended."),
        _ when !facts.Member.Class.MayBeCertified =>
            new("class-not-certified", $"Members in {facts.Member.Class.EnglishName} ({facts.Member.Class.Code}) cannot be certified; only PT and IU can."),
        { ClosedOn: { } closed } => new("scope-closed", $"The certification scope was closed on {Day(closed)}."),
        _ when scope.Audits.FirstOrDefault(audit => audit.EndedOn is null) is { } running =>
            new("audit-running", $"{running.Id} of this scope is not over; finish it or call it off first."),
        _ when !IsAccredited(facts.Firm!, today) => new("firm-not-accredited", $"{facts.Firm!.Name} is not accredited today; choose another firm."),
        _ => null,
    };

    private static bool IsAccredited(AuditFirm firm, DateOnly today) =>
        firm.Statuses.TryRowOn(today, out Dated<AccreditationStatus>? row) && row.Value.State is AccreditationState.Accredited;
}
