using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Assurance.NonConformances;

/// <summary>The settings of non-conformances.</summary>
/// <param name="Terms">
/// The terms, dated. <c>Assurance:NonConformanceTerms</c>, JSON as in non-conformance-terms.json; default: that file.
/// </param>
public sealed record NonConformanceSettings(History<NonConformanceTerms> Terms)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">The terms cannot be read; the message says where.</exception>
    public static NonConformanceSettings Read(IConfiguration configuration) =>
        new(DatedTerms.Read(configuration, "Assurance:NonConformanceTerms", NonConformanceTerms.Read, NonConformanceTerms.Shipped));
}
