using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using static AsiFunctions.Domain.Certification.Certificates.CertificateCommand;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

/// <summary>What a certificate is on any day follows from its dates and records, whether the machine has noted it or not.</summary>
public sealed class CertificateStatusTests
{
    private static readonly Certificate Full = Sample.Certificate();
    private static readonly Certificate Provisional = Sample.Certificate(
        CertificateLevel.Provisional, audit: Sample.Audit(findings: [Sample.Major()]));

    [Theory]
    [InlineData("2025-12-13", "Full 2025-12-13")]
    [InlineData("2028-12-12", "Full 2025-12-13")]       // the last day is still a day
    [InlineData("2028-12-13", "Expired 2028-12-13")]
    [InlineData("2040-01-01", "Expired 2028-12-13")]
    public void Time_alone_ends_a_full_certificate(string day, string expected) => Assert.Equal(expected, Status(Full, day));

    [Theory]
    [InlineData("2026-12-12", "Provisional 2025-12-13")]
    [InlineData("2026-12-13", "Lapsed 2026-12-13")]
    public void Time_alone_ends_a_provisional_certificate(string day, string expected) => Assert.Equal(expected, Status(Provisional, day));

    [Fact]
    public void It_is_nothing_before_its_issue() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CertificateStatus.On(Full, Sample.Day("2025-12-12")));

    [Fact]
    public void Every_day_keeps_what_was_decided_by_then()
    {
        Certificate c = Sample.Do(Provisional, new Suspend(Sample.Rae, "A complaint."), "2026-02-01");
        c = Sample.Do(c, new Reinstate(Sample.Rae, "Settled."), "2026-03-01");
        c = Sample.Do(c, new CertificateCommand.Convert(Sample.Rae, Sample.Audit(ended: "2026-05-20"), Reason: null), "2026-06-01");
        c = Sample.Do(c, new Suspend(Sample.Rae, "Another."), "2026-07-01");
        c = Sample.Do(c, new Withdraw(Sample.Rae, "No answer."), "2026-08-01");

        Assert.Equal(
            ["Provisional 2025-12-13", "Suspended 2026-02-01", "Provisional 2026-03-01", "Full 2026-06-01", "Suspended 2026-07-01", "Withdrawn 2026-08-01"],
            ((string[])["2026-01-31", "2026-02-28", "2026-05-31", "2026-06-30", "2026-07-31", "2040-01-01"]).Select(day => Status(c, day)));
        Assert.Equal(Sample.Day("2028-12-12"), c.ExpiresOn);   // counted from the issue, not from the conversion
        Assert.Equal(("withdrawn", 3), (c.StateName, c.StepNumber));
    }

    [Fact]
    public void A_suspended_certificate_expires_all_the_same() =>
        Assert.Equal("Expired 2028-12-13", Status(Sample.Do(Full, new Suspend(Sample.Rae, "A complaint."), "2028-12-12"), "2028-12-13"));

    [Fact]
    public void A_successor_of_earlier_days_supersedes_from_its_first_day() => Assert.Equal(
        "Superseded 2026-01-10",
        Status(Sample.Do(Full, new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day("2026-01-10")), "2026-03-01"), "2026-02-01"));

    [Fact]
    public void The_duty_reads_the_latest_facts()
    {
        Certificate converted = Sample.Do(
            Sample.Do(
                Provisional,
                new CertificateCommand.Convert(Sample.Rae, Sample.Audit(maturity: Maturity.High, ended: "2026-05-20"), null),
                "2026-06-01"),
            new Suspend(Sample.Rae, "A complaint."),
            "2026-07-01");
        CertificateFacts facts = converted.Facts;

        Assert.Equal((CertificateLevel.Full, true, 0, Maturity.High), (facts.Level, facts.Suspended, facts.Majors, facts.Maturity));
        Assert.Equal((Sample.Day("2028-12-12"), null, "S1"), (facts.ExpiresOn, facts.EndedOn, facts.Scope));
        Assert.Equal(1, Provisional.Facts.Majors);
        CertificateFacts gone = Sample.Do(converted, new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day("2026-08-01")), "2026-08-01").Facts;
        Assert.Equal((Sample.Day("2026-08-01"), CaseId.From("CRT", 2), false), (gone.EndedOn, gone.SupersededBy, gone.Suspended));
    }

    private static string Status(Certificate certificate, string day)
    {
        CertificateStatus status = CertificateStatus.On(certificate, Sample.Day(day));
        return $"{status.State} {status.Since:yyyy-MM-dd}";
    }
}
