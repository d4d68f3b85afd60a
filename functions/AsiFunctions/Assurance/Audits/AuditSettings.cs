using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Assurance.Audits;

/// <summary>The settings of audits and their oversight, under <c>Assurance</c>.</summary>
/// <param name="Rules">
/// <c>Assurance:Terms</c>, JSON as in assurance-terms.json, and <c>Assurance:Checklists</c>, JSON as in oversight-checklists.json; default: those files.
/// </param>
public sealed record AuditSettings(AuditRules Rules)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be read; the message says where.</exception>
    public static AuditSettings Read(IConfiguration configuration) => new(new AuditRules(
        Read(configuration, "Assurance:Terms", AssuranceTerms.Read) ?? AssuranceTerms.Shipped,
        Read(configuration, "Assurance:Checklists", OversightChecklist.Read) ?? OversightChecklist.Shipped));

    private static T? Read<T>(IConfiguration configuration, string name, Func<string, T> read)
        where T : class
    {
        string? json = configuration[name];
        try
        {
            return string.IsNullOrWhiteSpace(json) ? null : read(json);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"The setting {name} is wrong. {e.Message}", e);
        }
    }
}
