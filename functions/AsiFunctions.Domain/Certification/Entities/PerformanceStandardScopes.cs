using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>What a member's register says about the Performance Standard beside a Chain of Custody scope.</summary>
public static class PerformanceStandardScopes
{
    /// <summary>True where each facility and product of a CoC scope is in one of the PS scopes among these.</summary>
    public static bool Cover(IEnumerable<CertificationScope> scopes, CertificationScope chainOfCustody)
    {
        CertificationScope[] performance = [.. scopes.Where(s => s.Standard is StandardCode.PerformanceStandard)];
        return chainOfCustody.Facilities.All(key => performance.Any(s => s.Facilities.Contains(key)))
            && chainOfCustody.Products.All(key => performance.Any(s => s.Products.Contains(key)));
    }

    /// <summary>What a CoC scope's certificate would need now, as far as the register and the member's record know.</summary>
    /// <remarks>
    /// An outlook, no decision: whether a PS certificate is in force, and which deadline holds
    /// after extensions, is asked when the certificate is issued. Here a PS scope counts as certified once it has had a certificate, and the first
    /// deadline counts from the record of joining and class.
    /// </remarks>
    /// <param name="register">The register.</param>
    /// <param name="scope">The CoC scope.</param>
    /// <param name="member">Its member.</param>
    /// <param name="on">The day of asking; a term that begins with the certificate is counted as if it were issued that day.</param>
    /// <param name="terms">The terms of that day.</param>
    public static ChainOfCustodyStanding Outlook(
        EntityRegister register, CertificationScope scope, Member member, DateOnly on, CertificationTerms terms)
    {
        CertificationScope[] certified = [.. register.Scopes.Where(s => s.Standard is StandardCode.PerformanceStandard && s.Certificates.Count > 0)];
        return ChainOfCustodyRules.Check(
            scope.Activities,
            performanceStandardInForce: Cover(certified.Where(s => s.ClosedOn is null), scope),
            certified.Length > 0 ? null : FirstCertification(member, terms),
            on,
            terms);
    }

    /// <summary>
    /// The term of the first PS certificate: from joining, from the programme's launch, or from a later change into a class with the duty.
    /// </summary>
    public static Deadline FirstCertification(Member member, CertificationTerms terms)
    {
        DateOnly since = member.Classes.Rows.Reverse().TakeWhile(row => row.Value.HasCertificationDuty).Select(row => row.From).LastOrDefault(
            member.Joined.On);
        return Deadline.After(since < terms.ProgrammeLaunch ? terms.ProgrammeLaunch : since, terms.FirstCertification, "first PS certificate");
    }
}
