using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Assurance;

/// <summary>The settings under <c>Assurance</c>.</summary>
/// <param name="Accreditation">The terms of accreditation, dated.
/// <c>Assurance:AccreditationTerms</c>, JSON as in accreditation-terms.json; default: that
/// file.</param>
public sealed record AssuranceSettings(History<AccreditationTerms> Accreditation)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">The terms cannot be read; the message says where.</exception>
    public static AssuranceSettings Read(IConfiguration configuration) =>
        new(DatedTerms.Read(configuration, "Assurance:AccreditationTerms", AccreditationTerms.Read, AccreditationTerms.Shipped));
}
