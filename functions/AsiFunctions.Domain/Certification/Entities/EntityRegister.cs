using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Entities;

/// <summary>What a member has that can be certified: facilities, products and programmes, and the certification scopes over them.</summary>
/// <param name="Id"><c>ENT-…</c>; shares the rest with the member.</param>
/// <param name="StepNumber">From 1; nothing is ever awaited here.</param>
/// <param name="Facilities">In the order in which they were entered; closed ones stay.</param>
/// <param name="Products">In the order in which they were entered; closed ones stay.</param>
/// <param name="Scopes">In the order in which they were opened; closed ones stay.</param>
public sealed record EntityRegister(
    CaseId Id,
    int StepNumber,
    IReadOnlyList<Facility> Facilities,
    IReadOnlyList<Product> Products,
    IReadOnlyList<CertificationScope> Scopes) : ICase
{
    /// <summary>The three letters of a register's id.</summary>
    public const string Prefix = "ENT";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => "kept";

    /// <summary>The register of a member that has entered nothing yet.</summary>
    public static EntityRegister Empty(CaseId id) => new(id, StepNumber: 1, [], [], []);

    /// <summary>The scope of that key; null where there is none.</summary>
    public CertificationScope? Scope(string key) => Scopes.FirstOrDefault(s => s.Key == key);
}

/// <summary>A facility.</summary>
/// <param name="Key">Unique within the member: <c>F1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Activities">Its supply chain activities, at least one.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="HeadCount">People who work there; null where it is not known.</param>
/// <param name="EnteredOn">When it was entered.</param>
/// <param name="ClosedOn">When it was closed or sold; null while it runs.</param>
public sealed record Facility(
    string Key, string Name, IReadOnlyList<SupplyChainActivity> Activities, string Country, int? HeadCount, DateOnly EnteredOn, DateOnly? ClosedOn);

/// <summary>A product or a programme that can be certified.</summary>
/// <param name="Key">Unique within the member: <c>P1</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Activities">The supply chain activities it is made by, at least one.</param>
/// <param name="EnteredOn">When it was entered.</param>
/// <param name="ClosedOn">When it was given up; null while it lasts.</param>
public sealed record Product(
    string Key, string Name, ProductKind Kind, IReadOnlyList<SupplyChainActivity> Activities, DateOnly EnteredOn, DateOnly? ClosedOn);

/// <summary>Product or programme.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProductKind>))]
public enum ProductKind
{
    /// <summary>A product.</summary>
    [JsonStringEnumMemberName("product")]
    Product,

    /// <summary>A programme.</summary>
    [JsonStringEnumMemberName("programme")]
    Programme,
}

/// <summary>The unit of certification that a member chooses; it drives which criteria apply.</summary>
/// <param name="Key">Unique within the member: <c>S1</c>.</param>
/// <param name="Standard">PS or CoC; the version is chosen with each self-assessment.</param>
/// <param name="Name">How the member calls it.</param>
/// <param name="Description">What is in it and what is not, in words.</param>
/// <param name="Facilities">Keys of facilities.</param>
/// <param name="Products">Keys of products and programmes; with the facilities at least one.</param>
/// <param name="Activities">The supply chain activities of all of them.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="ClosedOn">When it was closed; null while it is open.</param>
/// <param name="Assessments">Its self-assessments, one for each cycle, oldest first.</param>
/// <param name="Certificates">Its certificates, oldest first.</param>
public sealed record CertificationScope(
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
    IReadOnlyList<CaseId> Certificates)
{
    /// <summary>Its audits, oldest first.</summary>
    public IReadOnlyList<ScopeAudit> Audits { get; init; } = [];
}

/// <summary>An audit as its scope lists it.</summary>
/// <param name="Id">The audit, <c>AUD-…</c>.</param>
/// <param name="Type">Why there is an audit.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="EndedOn">When it was decided or called off; null while it runs.</param>
public sealed record ScopeAudit(CaseId Id, AuditType Type, DateOnly OpenedOn, DateOnly? EndedOn);

/// <summary>A self-assessment as its scope lists it.</summary>
/// <param name="Id">The self-assessment, <c>SAS-…</c>.</param>
/// <param name="Standard">The version it is made against.</param>
/// <param name="OpenedOn">When it was begun.</param>
/// <param name="SubmittedOn">When it was submitted; null where it was not.</param>
/// <param name="CancelledOn">When it was cancelled; null where it was not.</param>
public sealed record ScopeAssessment(CaseId Id, StandardRef Standard, DateOnly OpenedOn, DateOnly? SubmittedOn, DateOnly? CancelledOn = null)
{
    /// <summary>True while its member works on it.</summary>
    [JsonIgnore]
    public bool IsOpen => SubmittedOn is null && CancelledOn is null;
}

/// <summary>What a self-assessment tells its member's register, at its beginning and when it is submitted or cancelled.</summary>
/// <param name="Scope">The scope's key.</param>
/// <param name="Assessment">The self-assessment as it is now.</param>
public sealed record AssessmentNews(string Scope, ScopeAssessment Assessment) : ICaseNews;
