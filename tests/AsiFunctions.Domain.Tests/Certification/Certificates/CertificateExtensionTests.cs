using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Certification.Certificates.CertificateCommand;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

/// <summary>The CoC extension as ASI announced it on 6 December 2024 (domain notes 2.10).</summary>
public sealed class CertificateExtensionTests
{
    [Theory]
    [InlineData("2022-07-10", "2025-06-09", "2025-06-09", "extended")]           // expires 9 July 2025: 30 days before is still in time
    [InlineData("2022-07-10", "2025-06-10", "2025-06-20", "not-eligible")]       // 29 days before is not
    [InlineData("2024-03-01", "2026-12-01", "2026-12-02", "extended")]           // expires on 28 February 2027, the offer's last day
    [InlineData("2024-03-02", "2026-12-01", "2026-12-02", "not-eligible")]       // expires on 1 March 2027
    [InlineData("2022-07-10", "2024-12-05", "2025-01-10", "not-eligible")]       // asked for before it was offered
    [InlineData("2022-07-10", "2025-02-01", "2025-01-10", "not-eligible")]       // asked for in the future
    public void Days_decide(string issued, string requested, string decided, string expected) =>
        Assert.Equal(expected, Told(Certificate(issued), new Extend(Sample.Rae, Sample.Day(requested), Audit: null, Reason: null), decided));

    [Theory]
    [InlineData(0, 0, null, "extended")]
    [InlineData(1, 0, "It is closed.", "not-eligible")]        // no major at the previous audit
    [InlineData(0, 2, null, "reason-required")]                // minors case by case
    [InlineData(0, 2, "Both are closed.", "extended")]
    public void The_previous_audit_decides(int majors, int minors, string? reason, string expected) => Assert.Equal(expected, Told(
        Certificate("2023-07-10"),
        new Extend(Sample.Rae, Sample.Day("2026-01-10"), new PreviousAudit(Sample.Day("2025-01-15"), majors, minors), reason),
        "2026-01-15"));

    [Fact]
    public void Where_no_other_audit_is_named_the_certificates_own_counts()
    {
        Certificate withMinors = Certificate("2023-07-10") with
        {
            Audit = Sample.Audit(
            standard: Sample.Custody, ended: "2023-05-01", findings: [Sample.Minor()])
        };

        Assert.Equal("reason-required", Told(withMinors, new Extend(Sample.Rae, Sample.Day("2026-01-10"), null, null), "2026-01-15"));
    }

    [Fact]
    public void An_audit_before_the_one_that_it_rests_on_is_not_the_previous_one()
    {
        Certificate withMajor = Certificate("2023-07-10") with
        {
            Audit = Sample.Audit(
            standard: Sample.Custody, ended: "2023-05-01", findings: [Sample.Major()])
        };
        PreviousAudit older = new(Sample.Day("2023-04-30"), Majors: 0, Minors: 0);

        Assert.Equal("not-eligible", Told(withMajor, new Extend(Sample.Rae, Sample.Day("2026-01-10"), older, null), "2026-01-15"));
    }

    [Fact]
    public void It_is_a_record_with_what_it_changed()
    {
        Certificate extended = Sample.Do(Certificate("2023-07-10"), new Extend(Sample.Rae, Sample.Day("2026-01-10"), null, null), "2026-01-15");

        CertificateRecord.Extension record = Assert.IsType<CertificateRecord.Extension>(Assert.Single(extended.Records));
        Assert.Equal(
            (Sample.Day("2026-01-10"), Sample.Day("2026-07-09"), Sample.Day("2027-03-01"), Sample.Rae),
            (record.RequestedOn, record.Before, record.Until, record.By));
        Assert.Equal((Sample.Day("2027-03-01"), Sample.Day("2026-07-09")), (extended.ExpiresOn, extended.Validity.On));
        Assert.True(CertificateStatus.On(extended, Sample.Day("2027-03-01")).IsInForce);
        Assert.Equal("already-decided", Told(extended, new Extend(Sample.Rae, Sample.Day("2026-01-10"), null, null), "2026-01-16"));
    }

    [Fact]
    public void It_is_offered_for_CoC_and_only_while_the_terms_offer_it()
    {
        Extend asked = new(Sample.Rae, Sample.Day("2026-01-10"), Audit: null, Reason: null);
        Assert.Equal("not-eligible", Told(Sample.Certificate(issued: "2023-07-10"), asked, "2026-01-15"));

        History<CertificationTerms> without = History.From(Sample.Day("2015-06-01"), Sample.Terms with { ChainOfCustodyExtension = null });
        Assert.Equal(
            "not-eligible",
            (CertificateProcedure.Decide(Certificate("2023-07-10"), asked, Sample.Noon("2026-01-15"), without) as Decision<Certificate>.Refused)?.Code);
    }

    private static Certificate Certificate(string issued) => Sample.Certificate(issued: issued, standard: Sample.Custody) with
    {
        Audit = Sample.Audit(standard: Sample.Custody, ended: "2022-05-01"),
    };

    private static string Told(Certificate certificate, CertificateCommand command, string on) => Sample.Decide(certificate, command, on) switch
    {
        Decision<Certificate>.Accepted accepted => Assert.Single(accepted.Events).What,
        Decision<Certificate>.Refused refused => refused.Code,
        _ => "",
    };
}
