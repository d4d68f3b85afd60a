using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Certification.Standards;

/// <summary>The standards as the operator sends them.</summary>
/// <remarks>
/// Says the shape only. <see cref="StandardCatalogue"/> reads what is sent, and tells all that is
/// wrong with it at once, where a reader of types stops at the first fault.
/// </remarks>
/// <param name="Versions">At least one, at most 30.</param>
public sealed record CatalogueBody(IReadOnlyList<CatalogueVersion> Versions);

/// <summary>A version of a standard as it is sent.</summary>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Version"><c>V3</c>, <c>V3.1</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sample">True where it is not ASI's official text.</param>
/// <param name="ValidFrom">The first day on which an audit may be made against it.</param>
/// <param name="Principles">Its principles or sections, at least one, at most 40.</param>
/// <param name="AuditableUntil">The last day on which an audit may be made against it; null while none is set.</param>
public sealed record CatalogueVersion(
    StandardCode Standard,
    string Version,
    string Title,
    bool Sample,
    DateOnly ValidFrom,
    IReadOnlyList<CataloguePrinciple> Principles,
    DateOnly? AuditableUntil = null);

/// <summary>A principle or section as it is sent.</summary>
/// <param name="Key">Its number: <c>9</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Criteria">Its criteria, at least one, at most 60.</param>
/// <param name="Activities">Where one of its criteria says nothing itself, it applies to scopes with one of these; left out: to all.</param>
/// <param name="Classes">Where one of its criteria says nothing itself, it applies to members of these classes; left out: to all.</param>
public sealed record CataloguePrinciple(
    string Key,
    string Title,
    IReadOnlyList<CatalogueCriterion> Criteria,
    IReadOnlyList<SupplyChainActivity>? Activities = null,
    IReadOnlyList<MembershipClass>? Classes = null);

/// <summary>A criterion as it is sent.</summary>
/// <param name="Key">Its number: <c>9.1</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Critical">True where a major non-conformance rules out any certificate.</param>
/// <param name="Activities">It applies to scopes with one of these; left out: as its principle says.</param>
/// <param name="Classes">It applies to members of these classes; left out: as its principle says.</param>
/// <param name="SubCriteria">What is rated instead of it, at most 26; left out where it is rated itself.</param>
public sealed record CatalogueCriterion(
    string Key,
    string Title,
    bool Critical = false,
    IReadOnlyList<SupplyChainActivity>? Activities = null,
    IReadOnlyList<MembershipClass>? Classes = null,
    IReadOnlyList<CatalogueSubCriterion>? SubCriteria = null);

/// <summary>A lettered sub-criterion as it is sent.</summary>
/// <param name="Key">Its number with its letter: <c>9.1.a</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Activities">It applies to scopes with one of these; left out: as its criterion.</param>
/// <param name="Classes">It applies to members of these classes; left out: as its criterion.</param>
public sealed record CatalogueSubCriterion(
    string Key, string Title, IReadOnlyList<SupplyChainActivity>? Activities = null, IReadOnlyList<MembershipClass>? Classes = null);
