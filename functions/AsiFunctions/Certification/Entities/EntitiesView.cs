using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Certification.Entities;

/// <summary>A member's register as it is shown; closed entries included.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="Version">Its version, as in the ETag; 0 while nothing was entered.</param>
/// <param name="Facilities">In the order in which they were entered.</param>
/// <param name="Products">In the order in which they were entered.</param>
/// <param name="Scopes">In the order in which they were opened.</param>
public sealed record EntitiesView(
    CaseId Member, int Version, IReadOnlyList<Facility> Facilities, IReadOnlyList<Product> Products, IReadOnlyList<ScopeView> Scopes);

/// <summary>A certification scope as it is shown.</summary>
/// <param name="Key">Unique within the member.</param>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Name">How the member calls it.</param>
/// <param name="Description">What is in it and what is not.</param>
/// <param name="Facilities">Keys of facilities.</param>
/// <param name="Products">Keys of products and programmes.</param>
/// <param name="Activities">The supply chain activities of all of them.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="ClosedOn">When it was closed; null while it is open.</param>
/// <param name="Assessments">Its self-assessments, oldest first.</param>
/// <param name="Certificates">Its certificates, oldest first.</param>
/// <param name="PerformanceStandard">For an open CoC scope, what is needed of the Performance Standard; otherwise null.</param>
public sealed record ScopeView(
    string Key,
    StandardCode Standard,
    string Name,
    string Description,
    IReadOnlyList<string> Facilities,
    IReadOnlyList<string> Products,
    IReadOnlyList<SupplyChainActivity> Activities,
    DateOnly OpenedOn,
    DateOnly? ClosedOn,
    IReadOnlyList<ScopeAssessment> Assessments,
    IReadOnlyList<CaseId> Certificates,
    PerformanceStandardNeed? PerformanceStandard)
{
    internal static ScopeView Of(EntityRegister register, CertificationScope scope, Member member, DateOnly today, CertificationTerms terms) => new(
        scope.Key,
        scope.Standard,
        scope.Name,
        scope.Description,
        scope.Facilities,
        scope.Products,
        scope.Activities,
        scope.OpenedOn,
        scope.ClosedOn,
        scope.Assessments,
        scope.Certificates,
        scope is { Standard: StandardCode.ChainOfCustody, ClosedOn: null }
            ? PerformanceStandardNeed.Of(PerformanceStandardScopes.Outlook(register, scope, member, today, terms))
            : null);
}

/// <summary>What a CoC scope needs of the Performance Standard, as far as it can be told before a certificate is issued.</summary>
/// <param name="Order">Whether the PS certificate is there, may follow, or has to come first.</param>
/// <param name="By">The last day for one that may follow, and its rule; a term that begins with the CoC certificate is counted from today.</param>
/// <param name="Reason">Why it has to come first; otherwise null.</param>
public sealed record PerformanceStandardNeed(PerformanceStandardOrder Order, Deadline? By, string? Reason)
{
    internal static PerformanceStandardNeed Of(ChainOfCustodyStanding standing) => standing switch
    {
        ChainOfCustodyStanding.Until until => new(PerformanceStandardOrder.MayFollow, until.PerformanceStandardBy, Reason: null),
        ChainOfCustodyStanding.NotBefore notBefore => new(PerformanceStandardOrder.First, By: null, notBefore.Reason),
        _ => new(PerformanceStandardOrder.Certified, By: null, Reason: null),
    };
}

/// <summary>How the PS certificate and the CoC certificate follow each other.</summary>
public enum PerformanceStandardOrder
{
    /// <summary>The same facilities and products have a PS certificate on record.</summary>
    Certified,

    /// <summary>The CoC certificate may come first.</summary>
    MayFollow,

    /// <summary>The PS certificate comes first.</summary>
    First,
}
