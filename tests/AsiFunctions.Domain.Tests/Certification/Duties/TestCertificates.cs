using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>Certificates as they tell a duty of themselves; numbered, plainly made up.</summary>
internal static class TestCertificates
{
    public static CertificateFacts Full(int number, string issued) => Facts(number, issued, CertificateLevel.Full, months: 36);

    public static CertificateFacts Provisional(int number, string issued) => Facts(number, issued, CertificateLevel.Provisional, months: 12);

    /// <summary>A Chain of Custody certificate that came before its Performance Standard certificate.</summary>
    public static CertificateFacts ChainOfCustody(int number, string issued, string performanceStandardBy, params IReadOnlyList<string> covers) =>
        Full(number, issued) with
        {
            Standard = new StandardRef(StandardCode.ChainOfCustody, "V2"),
            Maturity = Maturity.High,
            PerformanceStandardBy = Sample.Day(performanceStandardBy),
            Covers = covers,
        };

    /// <summary>The same certificate, made full: three years from its issue.</summary>
    public static CertificateFacts Converted(this CertificateFacts facts) =>
        facts with { Level = CertificateLevel.Full, ExpiresOn = facts.IssuedOn.AddMonths(36).AddDays(-1), Majors = 0 };

    public static CertificateFacts EndedOn(this CertificateFacts facts, string day) => facts with { EndedOn = Sample.Day(day) };

    private static CertificateFacts Facts(int number, string issued, CertificateLevel level, int months)
    {
        DateOnly day = Sample.Day(issued);
        return new CertificateFacts(
            CaseId.From("CRT", (ulong)number),
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            level,
            day,
            day.AddMonths(months).AddDays(-1),
            EndedOn: null,
            SupersededBy: null,
            Suspended: false,
            Maturity: null,
            OnSiteEndedOn: null,
            Majors: 0,
            Scope: $"S{number}",
            PerformanceStandardBy: null);
    }
}
