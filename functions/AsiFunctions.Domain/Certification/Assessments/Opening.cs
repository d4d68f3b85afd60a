using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>What a new self-assessment is about.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="Class">The member's class.</param>
/// <param name="Scope">The scope, as it is today.</param>
/// <param name="Version">The version it is made against.</param>
/// <param name="Previous">What it begins as a copy of; null: blank.</param>
/// <param name="Request">The request, where it bears a key.</param>
public sealed record Opening(
    CaseId Member, MembershipClass Class, CertificationScope Scope, StandardVersion Version, PreviousCycle? Previous, OpeningRequest? Request);

/// <summary>Whether a self-assessment may be opened.</summary>
public static class OpeningRules
{
    /// <summary>
    /// Self-assessments of a scope, cancelled ones included: its register lists them all in one row. An assumption; a cycle lasts three years.
    /// </summary>
    public const int MostOfScope = 30;

    /// <summary>Why not; null where it may be. An open one of the same scope is the caller's to tell: it has to name it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="version">The version asked for.</param>
    /// <param name="today">The day, UTC.</param>
    public static (string Code, string Message)? Refusal(Member member, CertificationScope scope, StandardVersion version, DateOnly today)
    {
        if (member.Status is MemberStatus.Ended || !member.Class.MayBeCertified)
        {
            return ("class-not-certified", "Only members of the classes PT and IU can be certified.");
        }

        if (scope.ClosedOn is { } closed)
        {
            return ("scope-closed", $"The scope was closed on {closed:yyyy-MM-dd}; open another one.");
        }

        if (scope.Assessments.Count >= MostOfScope)
        {
            return ("too-many", $"A scope has at most {MostOfScope} self-assessments, cancelled ones included; open another scope, or ask the Secretariat.");
        }

        if (version.IsAuditableOn(today))
        {
            return null;
        }

        string when = today < version.ValidFrom
            ? $"may be audited against from {version.ValidFrom:yyyy-MM-dd} on"
            : $"could be audited against until {version.AuditableUntil:yyyy-MM-dd}";
        return ("version-not-auditable", $"{version.Ref} {when}; choose another version.");
    }
}
