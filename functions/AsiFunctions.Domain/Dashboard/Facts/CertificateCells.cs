using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What a certificate counts for: its issue, and its state from day to day to the end of its validity, which lies ahead.</summary>
/// <remarks>
/// Source: domain notes 2.11 and 5.1. Its state can change only on the days of its records and on the days after the validities that were set;
/// <see cref="CertificateStatus.On"/> says what it is on them.
/// </remarks>
internal static class CertificateCells
{
    /// <summary>In force or suspended.</summary>
    public const string Current = "current";

    /// <summary>Withdrawn, superseded, expired or lapsed.</summary>
    public const string Over = "over";

    public static Cells Of(Certificate certificate)
    {
        Cells cells = new();
        string standard = EnumCode.Of(certificate.Standard.Standard);
        string version = Coordinate.Of(certificate.Standard.Version);
        cells.Add(CellKey.Of(Cubes.CertificatesIssued, certificate.IssuedOn, standard, version, EnumCode.Of(certificate.IssuedAs)));

        (DateOnly Day, CertificateStatus Status)[] days = [.. Days(certificate).Select(day => (day, CertificateStatus.On(certificate, day)))];
        Spans.Count(cells, Cubes.Certificates, days.Select(at =>
            (at.Day, (string?)Spans.At(standard, version, EnumCode.Of(LevelOn(certificate, at.Day)), EnumCode.Of(at.Status.State)))));
        foreach (string activity in OrUnknown(certificate.Scope?.Activities?.Distinct().Select(EnumCode.Of)))
        {
            Spans.Count(
                cells, Cubes.CertificateActivities, days.Select(at => (at.Day, (string?)Spans.At(standard, version, Standing(at.Status), activity))));
        }

        foreach (string country in OrUnknown(certificate.Scope?.Facilities?.Select(facility => Coordinate.Of(facility.Country)).Distinct()))
        {
            Spans.Count(
                cells, Cubes.CertificateCountries, days.Select(at => (at.Day, (string?)Spans.At(standard, version, Standing(at.Status), country))));
        }

        return cells;
    }

    private static IEnumerable<DateOnly> Days(Certificate certificate) => certificate.Records
        .Select(record => record.On)
        .Concat(certificate.Records.Select(record => record.SetsExpiry).OfType<DateOnly>().Append(certificate.Validity.On)
            .Select(last => last.AddDays(1)))
        .Append(certificate.IssuedOn)
        .Where(day => day >= certificate.IssuedOn)
        .Distinct()
        .Order();

    private static CertificateLevel LevelOn(Certificate certificate, DateOnly day) =>
        certificate.Records.Any(record => record is CertificateRecord.Conversion && record.On <= day) ? CertificateLevel.Full : certificate.IssuedAs;

    private static string Standing(CertificateStatus status) => status.IsOver ? Over : Current;

    // A certificate of products only has no facility; it is counted all the same.
    private static string[] OrUnknown(IEnumerable<string>? values) => values?.ToArray() is { Length: > 0 } some ? some : [Coordinate.Unknown];
}
