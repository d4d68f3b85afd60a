using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>Whether a CoC certificate may come before the PS certificate of the same scope.</summary>
/// <remarks>
/// Source: a consultant's account of the newer Assurance Manual (unofficial), so the year for further scopes is among the terms.
/// That nothing may come first once the first deadline is missed is inferred.
/// </remarks>
public static class ChainOfCustodyRules
{
    /// <summary>What holds for a CoC certificate on a day.</summary>
    /// <param name="activities">The supply chain activities of its scope.</param>
    /// <param name="performanceStandardInForce">True where a PS certificate for the scope is in force.</param>
    /// <param name="firstCertification">The member's deadline for its first PS certificate; null where its minimum is met.</param>
    /// <param name="on">The day: of issue, or of asking.</param>
    /// <param name="terms">The terms of that day.</param>
    public static ChainOfCustodyStanding Check(
        IReadOnlyCollection<SupplyChainActivity> activities,
        bool performanceStandardInForce,
        Deadline? firstCertification,
        DateOnly on,
        CertificationTerms terms) =>
        performanceStandardInForce ? new ChainOfCustodyStanding.Free()
        : !IsPostCasthouseOnly(activities) ? new ChainOfCustodyStanding.NotBefore(
            "The scope goes up to the casthouse or beyond; for that, a certificate against the Performance Standard comes before the Chain of Custody.")
        : firstCertification?.On < on ? new ChainOfCustodyStanding.NotBefore(
            "The last day for the member's first certificate against the Performance Standard has passed; it comes before the Chain of Custody now.")
        : new ChainOfCustodyStanding.Until(
            firstCertification ?? Deadline.After(on, terms.PerformanceStandardAfterChainOfCustody, "PS after CoC"));

    /// <summary>True where everything in the scope comes after the casthouse: semi-fabrication, conversion, other manufacturing or sale.</summary>
    public static bool IsPostCasthouseOnly(IReadOnlyCollection<SupplyChainActivity> activities) =>
        activities.Count > 0 && activities.All(activity => activity
            is SupplyChainActivity.SemiFabrication or SupplyChainActivity.MaterialConversion or SupplyChainActivity.OtherManufacturingOrSale);
}

/// <summary>What holds for a CoC certificate with regard to the PS.</summary>
public abstract record ChainOfCustodyStanding
{
    private ChainOfCustodyStanding()
    {
    }

    /// <summary>The PS certificate is there.</summary>
    public sealed record Free : ChainOfCustodyStanding;

    /// <summary>It may come first; the PS certificate has to follow, or the CoC certificate is suspended.</summary>
    /// <param name="PerformanceStandardBy">By when.</param>
    public sealed record Until(Deadline PerformanceStandardBy) : ChainOfCustodyStanding;

    /// <summary>It may not come first.</summary>
    /// <param name="Reason">One sentence for the person.</param>
    public sealed record NotBefore(string Reason) : ChainOfCustodyStanding;
}
