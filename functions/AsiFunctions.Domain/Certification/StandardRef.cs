using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Certification;

/// <summary>ASI's two standards.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StandardCode>))]
public enum StandardCode
{
    /// <summary>The Performance Standard: the duty of PT and IU members.</summary>
    [JsonStringEnumMemberName("PS")]
    PerformanceStandard,

    /// <summary>The Chain of Custody Standard: voluntary.</summary>
    [JsonStringEnumMemberName("CoC")]
    ChainOfCustody,
}

/// <summary>
/// One version of one standard. The same criterion number means different things in different versions: nothing joins on a number alone.
/// </summary>
/// <param name="Standard">Which standard.</param>
/// <param name="Version">Which version: <c>V3</c>.</param>
public sealed record StandardRef(StandardCode Standard, string Version)
{
    /// <summary>As people write it: <c>PS V3</c>.</summary>
    public override string ToString() => $"{(Standard is StandardCode.PerformanceStandard ? "PS" : "CoC")} {Version}";
}
