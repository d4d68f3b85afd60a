using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using static AsiFunctions.Domain.Certification.Certificates.CorrectiveActionPlan;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

/// <summary>The table of domain notes 2.5, row by row, with 2.6 on corrective action plans.</summary>
public sealed class CertificationOutcomesTests
{
    [Theory]
    [InlineData(0, 0, None, "full")]                                          // 2.5 row 1: no non-conformance at all
    [InlineData(0, 1, Submitted, "full")]                                     // 2.5 row 1: minors allowed, with a plan
    [InlineData(0, 25, Approved, "full")]                                     // 2.5 row 1: however many
    [InlineData(0, 1, None, "plan-missing")]                                  // 2.6: every non-conformance needs a plan (ASI, June 2021)
    [InlineData(1, 0, Approved, "provisional")]                               // 2.5 row 2: lower bound
    [InlineData(3, 0, Approved, "provisional")]                               // 2.5 row 2: upper bound
    [InlineData(3, 9, Approved, "provisional")]                               // minors beside majors change nothing
    [InlineData(1, 0, Submitted, "plan-not-approved")]                        // 2.6: the lead auditor approves a major's plan (ASI, September 2023)
    [InlineData(1, 0, None, "plan-not-approved")]
    [InlineData(2, 1, None, "plan-not-approved")]                             // one plan, one reason
    [InlineData(4, 0, Approved, "too-many-majors")]                           // 2.5 row 3: not issued, or revoked (Assurance Manual 6.4)
    [InlineData(4, 0, Submitted, "too-many-majors plan-not-approved")]        // all reasons at once
    public void The_findings_decide(int majors, int minors, CorrectiveActionPlan plan, string expected) =>
        Assert.Equal(
            expected,
            Outcome(Sample.Audit(plan, findings: [.. Enumerable.Repeat(Sample.Major(), majors), .. Enumerable.Repeat(Sample.Minor(), minors)])));

    [Fact]
    public void A_major_in_a_critical_area_rules_out_any_certificate()   // 2.5 row 4
    {
        Assert.Equal("critical-major", Outcome(Sample.Audit(findings: [Sample.Major(critical: true)])));
        Assert.Equal("full", Outcome(Sample.Audit(findings: [Sample.Minor() with { Critical = true }])));
    }

    [Fact]
    public void What_could_not_be_rated_is_neither_a_conformance_nor_a_non_conformance()   // 2.4, ASI's article of May 2021
    {
        AuditFinding interim = new("1.3", Rating.UnableToRate, Critical: false);

        Assert.Equal("full", Outcome(Sample.Audit(None, findings: [interim])));
        Assert.Equal("provisional", Outcome(Sample.Audit(findings: [interim, Sample.Major()])));
        Assert.True(CertificationOutcomes.AllowsMaturity(Sample.Audit(None, Maturity.High, findings: [interim])));
    }

    [Fact]
    public void Conformance_and_what_does_not_apply_count_for_nothing() => Assert.Equal("full", Outcome(Sample.Audit(None, findings:
        [new AuditFinding("1.1", Rating.Conformance, Critical: true), new AuditFinding("1.2", Rating.NotApplicable, Critical: false)])));

    [Theory]
    [InlineData(Maturity.High, 0, 0, true)]     // 2.7, Assurance Manual 5.6
    [InlineData(Maturity.High, 0, 1, false)]
    [InlineData(Maturity.High, 1, 0, false)]
    [InlineData(Maturity.Medium, 1, 1, true)]
    [InlineData(Maturity.Low, 0, 0, true)]
    [InlineData(null, 2, 2, true)]
    public void High_maturity_only_without_any_non_conformance(Maturity? maturity, int majors, int minors, bool allowed) =>
        Assert.Equal(allowed, CertificationOutcomes.AllowsMaturity(Sample.Audit(
            maturity: maturity, findings: [.. Enumerable.Repeat(Sample.Major(), majors), .. Enumerable.Repeat(Sample.Minor(), minors)])));

    [Fact]
    public void How_many_majors_are_too_many_is_a_term() => Assert.Equal(
        "too-many-majors",
        CertificationOutcomes.Of(Sample.Audit(findings: [Sample.Major(), Sample.Major()]), Sample.Terms with { ProvisionalMajors = 1 }) is CertificationOutcome.None none
            ? none.Reasons[0].Code
            : "");

    private static string Outcome(AuditFindings findings) => CertificationOutcomes.Of(findings, Sample.Terms) switch
    {
        CertificationOutcome.Full => "full",
        CertificationOutcome.Provisional => "provisional",
        CertificationOutcome.None none => string.Join(' ', none.Reasons.Select(reason => reason.Code)),
        _ => "",
    };
}
