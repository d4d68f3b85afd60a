using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>A certificate that shall be issued.</summary>
/// <param name="Member">To whom.</param>
/// <param name="Scope">The certification scope's key within the member's register.</param>
/// <param name="Standard">The version that was audited against.</param>
/// <param name="Level">What the releaser takes it to be, as a check; null: what follows from the findings.</param>
/// <param name="IssuedOn">The first day of validity; null: today. Before today only where it is taken over.</param>
/// <param name="TakenOver">Why it is entered later than it was issued; null where it is issued now.</param>
/// <param name="Assessment">The self-assessment behind it; may be null.</param>
/// <param name="Audit">The findings it rests on.</param>
public sealed record CertificateOrder(
    CaseId Member,
    string Scope,
    StandardRef Standard,
    CertificateLevel? Level,
    DateOnly? IssuedOn,
    string? TakenOver,
    CaseId? Assessment,
    AuditFindings Audit)
{
    /// <summary>The audit whose oversight released it; null where it is ordered by itself.</summary>
    public CertificateRelease? Released { get; init; }
}

/// <summary>The release that a certificate comes of.</summary>
/// <param name="Audit">The audit, <c>AUD-…</c>.</param>
/// <param name="Departure">Why the level is not the one that follows from the findings, as two people decided; null where it is.</param>
public sealed record CertificateRelease(CaseId Audit, string? Departure);

/// <summary>What the decision to issue is taken upon.</summary>
/// <param name="Member">The member; null where there is none.</param>
/// <param name="Register">What it has that can be certified.</param>
/// <param name="Version">The version asked for; null where it is not loaded.</param>
/// <param name="Certificates">The certificates of the scope; for CoC also all of the member against the PS.</param>
/// <param name="Terms">The terms of certification, dated.</param>
public sealed record IssueFacts(
    Member? Member, EntityRegister Register, StandardVersion? Version, IReadOnlyList<Certificate> Certificates, History<CertificationTerms> Terms)
{
    /// <summary>
    /// For CoC, the member's deadline for its first PS certificate as its duty has it, extensions
    /// and pauses included; null: as it is counted from the record.
    /// </summary>
    public Deadline? FirstCertification { get; init; }
}

/// <summary>Whether a certificate may be issued.</summary>
public abstract record IssueDecision
{
    private IssueDecision()
    {
    }

    /// <summary>It may.</summary>
    /// <param name="Begin">Makes the certificate, given its number and the instant.</param>
    public sealed record Granted(Func<CaseId, DateTimeOffset, Decision<Certificate>.Accepted> Begin) : IssueDecision;

    /// <summary>What was sent is wrong; all of it at once.</summary>
    public sealed record Faulty(IReadOnlyList<Fault> Faults) : IssueDecision;

    /// <summary>What was sent is well-formed, but does not fit what is on record.</summary>
    /// <param name="Code">Stable, kebab case.</param>
    /// <param name="Message">One sentence for the person: what is wrong and what to do.</param>
    public sealed record Refused(string Code, string Message) : IssueDecision;
}
