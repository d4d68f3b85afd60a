using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>How long a certificate is valid.</summary>
/// <remarks>
/// The last day is the day before the anniversary: certificate 56 was issued on 13 December 2019 and expires on 12 December 2022. A day that the
/// anniversary's month lacks is clamped first: issued on 29 February 2024, the third anniversary is 28 February 2027 and the last day the 27th.
/// </remarks>
public static class CertificateValidity
{
    /// <summary>The last day of validity, with the rule that set it.</summary>
    /// <param name="level">Full or provisional.</param>
    /// <param name="issuedOn">The first day of validity.</param>
    /// <param name="terms">Of the day of issue.</param>
    public static Deadline Of(CertificateLevel level, DateOnly issuedOn, CertificationTerms terms)
    {
        (Period length, string name) = level is CertificateLevel.Full
            ? (terms.FullValidity, "full validity")
            : (terms.ProvisionalValidity, "provisional validity");
        return new Deadline(length.After(issuedOn).AddDays(-1), $"{name} {length} from {issuedOn:yyyy-MM-dd}, less a day");
    }
}
