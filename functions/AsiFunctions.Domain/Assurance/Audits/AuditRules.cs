using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>What audits and their oversight go by, all of it dated.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Checklists">The reviewers' checklists.</param>
public sealed record AuditRules(History<AssuranceTerms> Terms, History<OversightChecklist> Checklists)
{
    /// <summary>What the product ships.</summary>
    public static AuditRules Shipped { get; } = new(AssuranceTerms.Shipped, OversightChecklist.Shipped);

    /// <summary>The terms of a day; before the first row, that row's.</summary>
    public AssuranceTerms TermsOn(DateOnly day) => Terms.TryRowOn(day, out Dated<AssuranceTerms>? row) ? row.Value : Terms.Rows[0].Value;

    /// <summary>The checklists of a day; before the first row, that row's.</summary>
    public OversightChecklist ChecklistOn(DateOnly day) =>
        Checklists.TryRowOn(day, out Dated<OversightChecklist>? row) ? row.Value : Checklists.Rows[0].Value;
}
