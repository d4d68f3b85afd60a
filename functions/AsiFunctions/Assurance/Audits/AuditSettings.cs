using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Assurance.Audits;

/// <summary>The settings of audits and their oversight, under <c>Assurance</c>.</summary>
/// <param name="Rules">
/// <c>Assurance:Terms</c>, JSON as in assurance-terms.json, and <c>Assurance:Checklists</c>, JSON
/// as in oversight-checklists.json; default: those files.
/// </param>
public sealed record AuditSettings(AuditRules Rules)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be read; the message says where.</exception>
    public static AuditSettings Read(IConfiguration configuration) => new(new AuditRules(
        DatedTerms.Read(configuration, "Assurance:Terms", AssuranceTerms.Read, AssuranceTerms.Shipped),
        DatedTerms.Read(configuration, "Assurance:Checklists", OversightChecklist.Read, OversightChecklist.Shipped)));
}
