using System.Text.Json.Serialization;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Certification.Standards;

/// <summary>A version of a standard as it is shown.</summary>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Version">The version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sample">True where it is not ASI's official text.</param>
/// <param name="ValidFrom">The first day on which an audit may be made against it.</param>
/// <param name="AuditableUntil">The last such day; null while none is set.</param>
/// <param name="Principles">Its principles or sections.</param>
public sealed record StandardView(
    StandardCode Standard,
    string Version,
    string Title,
    bool Sample,
    DateOnly ValidFrom,
    DateOnly? AuditableUntil,
    IReadOnlyList<PrincipleView> Principles)
{
    internal static StandardView Of(StandardVersion version, IReadOnlySet<string>? applicable) => new(
        version.Ref.Standard,
        version.Ref.Version,
        version.Title,
        version.Sample,
        version.ValidFrom,
        version.AuditableUntil,
        [.. version.Principles.Select(principle => new PrincipleView(
            principle.Key, principle.Title, [.. principle.Criteria.Select(criterion => CriterionView.Of(criterion, applicable))]))]);
}

/// <summary>A principle or section as it is shown.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Criteria">Its criteria.</param>
public sealed record PrincipleView(string Key, string Title, IReadOnlyList<CriterionView> Criteria);

/// <summary>A criterion as it is shown.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Critical">True where a major non-conformance rules out any certificate.</param>
/// <param name="Activities">It applies to scopes with one of these; absent: to all.</param>
/// <param name="Classes">It applies to members of these classes; absent: to all.</param>
/// <param name="Applies">Whether it, or any of its sub-criteria, applies to the scope that was asked about; absent where none was.</param>
/// <param name="SubCriteria">What is rated instead of it.</param>
public sealed record CriterionView(
    string Key,
    string Title,
    bool Critical,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SupplyChainActivity>? Activities,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MembershipClass>? Classes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Applies,
    IReadOnlyList<SubCriterionView> SubCriteria)
{
    internal static CriterionView Of(Criterion criterion, IReadOnlySet<string>? applicable)
    {
        bool? applies = criterion.SubCriteria.Count == 0
            ? applicable?.Contains(criterion.Key)
            : applicable is null ? null : criterion.SubCriteria.Any(sub => applicable.Contains(sub.Key));
        return new(
            criterion.Key,
            criterion.Title,
            criterion.Critical,
            Restriction(criterion.Applies?.Activities),
            Restriction(criterion.Applies?.Classes),
            applies,
            [.. criterion.SubCriteria.Select(sub => new SubCriterionView(
                sub.Key, sub.Title, Restriction(sub.Applies?.Activities), Restriction(sub.Applies?.Classes), applicable?.Contains(sub.Key)))]);
    }

    private static IReadOnlyList<T>? Restriction<T>(IReadOnlyList<T>? to) => to is { Count: > 0 } ? to : null;
}

/// <summary>A lettered sub-criterion as it is shown.</summary>
/// <param name="Key">Its number with its letter.</param>
/// <param name="Title">Its name.</param>
/// <param name="Activities">It applies to scopes with one of these; absent: as its criterion.</param>
/// <param name="Classes">It applies to members of these classes; absent: as its criterion.</param>
/// <param name="Applies">Whether it applies to the scope that was asked about; absent where none was.</param>
public sealed record SubCriterionView(
    string Key,
    string Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SupplyChainActivity>? Activities,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MembershipClass>? Classes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Applies);
