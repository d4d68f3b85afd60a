using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Certification;

/// <summary>
/// The overall maturity that the auditor gives; it governs how often audits follow. High only
/// without any non-conformance (Assurance Manual, section 5.6).
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Maturity>))]
public enum Maturity
{
    /// <summary>More audits.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>The usual case.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>Fewer audits.</summary>
    [JsonStringEnumMemberName("high")]
    High,
}
