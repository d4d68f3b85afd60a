using System.Text.Json.Serialization;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>One version of a standard: its dates and its criteria. Data, never code (design rule 10).</summary>
/// <param name="Ref">Which standard and version.</param>
/// <param name="Title">As the standard calls itself.</param>
/// <param name="Sample">True for the catalogue that the product ships: titles are not ASI's official text.</param>
/// <param name="ValidFrom">The first day on which an audit may be made against it.</param>
/// <param name="AuditableUntil">The last such day, when a later version has taken over; null while none has.</param>
/// <param name="Principles">In the order of the standard.</param>
public sealed record StandardVersion(
    StandardRef Ref,
    string Title,
    bool Sample,
    DateOnly ValidFrom,
    DateOnly? AuditableUntil,
    IReadOnlyList<Principle> Principles)
{
    /// <summary>True where an audit on this day may be made against the version (the transition rule).</summary>
    public bool IsAuditableOn(DateOnly day) => day >= ValidFrom && (AuditableUntil is null || day <= AuditableUntil);
}

/// <summary>A principle of the PS, or a section of the CoC.</summary>
/// <param name="Key">Its number: <c>9</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Criteria">In the order of the standard.</param>
public sealed record Principle(string Key, string Title, IReadOnlyList<Criterion> Criteria);

/// <summary>A criterion. Where it has lettered sub-criteria, those are rated and it is not.</summary>
/// <param name="Key">Its number: <c>9.1</c>; unique within the version only.</param>
/// <param name="Title">Its name.</param>
/// <param name="Critical">True where a major non-conformance rules out any certificate.</param>
/// <param name="Applies">To whom; null: as to all.</param>
/// <param name="SubCriteria">In the order of their letters; empty where there are none.</param>
public sealed record Criterion(string Key, string Title, bool Critical, Applicability? Applies, IReadOnlyList<SubCriterion> SubCriteria);

/// <summary>A lettered sub-criterion, rated by itself.</summary>
/// <param name="Key">Its number with its letter: <c>9.1.b</c>; unique within the version only.</param>
/// <param name="Title">Its name.</param>
/// <param name="Applies">To whom; null: as its criterion.</param>
public sealed record SubCriterion(string Key, string Title, Applicability? Applies);

/// <summary>To whom a criterion applies: both conditions hold; an empty list restricts nothing.</summary>
/// <param name="Activities">One of the scope's activities is among these.</param>
/// <param name="Classes">The member's class is among these.</param>
public sealed record Applicability(IReadOnlyList<SupplyChainActivity> Activities, IReadOnlyList<MembershipClass> Classes);

/// <summary>How a criterion is rated.</summary>
/// <remarks>Five ratings: the fifth came with remote audits and is part of historic data (ASI's article of May 2021).</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<Rating>))]
public enum Rating
{
    /// <summary>As the criterion asks.</summary>
    [JsonStringEnumMemberName("conformance")]
    Conformance,

    /// <summary>An isolated lapse.</summary>
    [JsonStringEnumMemberName("minor")]
    MinorNonConformance,

    /// <summary>A systemic failure, or a significant risk to people or the environment (ASI's article of September 2023).</summary>
    [JsonStringEnumMemberName("major")]
    MajorNonConformance,

    /// <summary>Outside the scope or its activities; with a reason.</summary>
    [JsonStringEnumMemberName("not-applicable")]
    NotApplicable,

    /// <summary>Cannot be rated yet.</summary>
    [JsonStringEnumMemberName("unable-to-rate")]
    UnableToRate,
}
