using System.Text.Json.Serialization;
using static AsiFunctions.Domain.Certification.Certificates.CertificateRecord;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>What a certificate is on a day. Source: domain notes 2.11.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CertificateState>))]
public enum CertificateState
{
    /// <summary>In force as a full certificate.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>In force as a provisional certificate.</summary>
    [JsonStringEnumMemberName("provisional")]
    Provisional,

    /// <summary>Not in force until further notice.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>Taken back for good.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>Another certificate took its place.</summary>
    [JsonStringEnumMemberName("superseded")]
    Superseded,

    /// <summary>Its validity ended.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>It was provisional and did not become full in time.</summary>
    [JsonStringEnumMemberName("lapsed")]
    Lapsed,
}

/// <summary>What a certificate is on a day, and since when. Never stored: it follows from the dates and the records.</summary>
/// <param name="State">What it is.</param>
/// <param name="Since">The first day of that.</param>
public sealed record CertificateStatus(CertificateState State, DateOnly Since)
{
    /// <summary>True for what may be claimed.</summary>
    public bool IsInForce => State is CertificateState.Full or CertificateState.Provisional;

    /// <summary>True where nothing can happen to it any more.</summary>
    public bool IsOver => !IsInForce && State is not CertificateState.Suspended;

    /// <summary>What a certificate is on a day; what was decided later is left out of account.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before its issue.</exception>
    public static CertificateStatus On(Certificate certificate, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, certificate.IssuedOn);
        CertificateRecord[] records = [.. certificate.Records.Where(record => record.On <= day)];
        bool converted = records.Any(record => record is Conversion);
        DateOnly expiresOn = records.LastOrDefault(record => record.SetsExpiry is not null)?.SetsExpiry ?? certificate.Validity.On;
        DateOnly gone = expiresOn.AddDays(1);
        bool provisional = certificate.IssuedAs is CertificateLevel.Provisional && !converted;
        if (Ends(records).FirstOrDefault() is { } end && end.On <= gone)
        {
            return new CertificateStatus(end is Withdrawal ? CertificateState.Withdrawn : CertificateState.Superseded, end.On);
        }

        if (day >= gone)
        {
            return new CertificateStatus(provisional ? CertificateState.Lapsed : CertificateState.Expired, gone);
        }

        DateOnly since =
            SuspensionCauses.WithoutIdle(records).LastOrDefault(record => record is Suspension or Reinstatement or Conversion or Restoration)?.On
                ?? certificate.IssuedOn;
        return new CertificateStatus(SuspensionCauses.After(records).Any ? CertificateState.Suspended : InForce(provisional), since);
    }

    /// <summary>What ended it, without the withdrawals that were overturned since.</summary>
    private static IEnumerable<CertificateRecord> Ends(CertificateRecord[] records) => records.Where((record, place) =>
        record is Supersession || (record is Withdrawal && !records.Skip(place + 1).Any(later => later is Restoration)));

    private static CertificateState InForce(bool provisional) => provisional ? CertificateState.Provisional : CertificateState.Full;
}
