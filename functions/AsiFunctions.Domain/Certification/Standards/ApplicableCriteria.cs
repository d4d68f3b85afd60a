using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>What is rated by itself: a criterion without sub-criteria, or a lettered sub-criterion.</summary>
/// <param name="Key">Its number: <c>1.1</c>, <c>9.1.b</c>; unique within the version only.</param>
/// <param name="Title">Its name.</param>
/// <param name="Principle">The number of its principle or section: <c>9</c>.</param>
/// <param name="Criterion">The number of its criterion: <c>9.1</c>; its own where it has no letters.</param>
/// <param name="Critical">True where a major non-conformance rules out any certificate.</param>
public sealed record RatedCriterion(string Key, string Title, string Principle, string Criterion, bool Critical);

/// <summary>Which criteria a scope is rated by.</summary>
public static class ApplicableCriteria
{
    /// <summary>What applies to a scope, in the order of the standard: the lettered sub-criteria instead of a criterion that has some.</summary>
    /// <param name="version">The version the scope is assessed against.</param>
    /// <param name="activities">The supply chain activities of the scope.</param>
    /// <param name="class">The member's class.</param>
    public static IReadOnlyList<RatedCriterion> Of(
        StandardVersion version, IReadOnlyCollection<SupplyChainActivity> activities, MembershipClass @class) =>
    [
        .. from principle in version.Principles
           from criterion in principle.Criteria
           where Applies(criterion.Applies, activities, @class)
           from rated in Rated(principle, criterion, activities, @class)
           select rated,
    ];

    /// <summary>All that can be rated in a version, whoever it applies to.</summary>
    public static IReadOnlyList<RatedCriterion> All(StandardVersion version) =>
        [.. version.Principles.SelectMany(principle => principle.Criteria.SelectMany(criterion => Rated(principle, criterion)))];

    private static IEnumerable<RatedCriterion> Rated(
        Principle principle, Criterion criterion, IReadOnlyCollection<SupplyChainActivity> activities, MembershipClass @class)
    {
        HashSet<string> others = [.. criterion.SubCriteria.Where(sub => !Applies(sub.Applies, activities, @class)).Select(sub => sub.Key)];
        return Rated(principle, criterion).Where(rated => !others.Contains(rated.Key));
    }

    private static IEnumerable<RatedCriterion> Rated(Principle principle, Criterion criterion) => criterion.SubCriteria.Count == 0
        ? [new RatedCriterion(criterion.Key, criterion.Title, principle.Key, criterion.Key, criterion.Critical)]
        : criterion.SubCriteria.Select(sub => new RatedCriterion(sub.Key, sub.Title, principle.Key, criterion.Key, criterion.Critical));

    private static bool Applies(Applicability? to, IReadOnlyCollection<SupplyChainActivity> activities, MembershipClass @class) =>
        to is null
        || ((to.Activities.Count == 0 || to.Activities.Any(activities.Contains)) && (to.Classes.Count == 0 || to.Classes.Contains(@class)));
}
