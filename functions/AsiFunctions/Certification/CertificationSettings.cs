using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Time;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Certification;

/// <summary>The settings under <c>Certification</c>.</summary>
/// <param name="Terms">The terms of certification, dated. <c>Certification:Terms</c>, JSON as in
/// certification-terms.json; default: that file.</param>
public sealed record CertificationSettings(History<CertificationTerms> Terms)
{
    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">The terms cannot be read; the message says where.</exception>
    public static CertificationSettings Read(IConfiguration configuration) =>
        new(DatedTerms.Read(configuration, "Certification:Terms", CertificationTerms.Read, CertificationTerms.Shipped));
}
