using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>How an audit was decided.</summary>
/// <param name="Level">What was released; null: declined. Of a surveillance audit it says what the certificate is maintained upon.</param>
/// <param name="Computed">What the outcome rules allowed.</param>
/// <param name="Revision">The revision that it rests on.</param>
/// <param name="By">Who decided; reviewed none of the six steps.</param>
/// <param name="On">When.</param>
/// <param name="Reason">Why; needed where it is declined or departs from the computed outcome.</param>
/// <param name="Second">Who confirmed a departure; null where there was none.</param>
/// <param name="SecondReason">What the second person says of it.</param>
public sealed record AuditDecision(
    CertificateLevel? Level, ComputedOutcome Computed, int Revision, Actor By, DateOnly On, string? Reason, Actor? Second, string? SecondReason)
{
    /// <summary>True where it is not what the outcome rules say.</summary>
    [JsonIgnore]
    public bool Departs => Level != Computed.Level;
}
