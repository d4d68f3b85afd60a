using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

public sealed class CertificateIssueTests
{
    private const string Today = "2026-06-01";
    private static readonly StandardVersion V3 = StandardCatalogue.Shipped.Single(version => version.Ref == Sample.Performance);
    private static readonly StandardVersion Custody = StandardCatalogue.Shipped.Single(version => version.Ref == Sample.Custody);

    [Fact]
    public void A_certificate_says_what_was_certified_on_the_day_and_tells_duty_and_register()
    {
        Decision<Certificate>.Accepted issued = Issue(Order(), Facts());
        Certificate certificate = issued.Case;

        Assert.Equal(
            (CertificateLevel.Full, Sample.Day(Today), Sample.Day("2029-05-31")), (certificate.Level, certificate.IssuedOn, certificate.ExpiresOn));
        Assert.Equal(
            ("The plant at Example", "Example Works", "NO"),
            (certificate.Scope.Name, certificate.Scope.Facilities[0].Name, certificate.Scope.Facilities[0].Country));
        Assert.Equal(Sample.Day(Today), certificate.CertifiedSince);
        Assert.Equal(
            ["certificate-issued", "DTY", "ENT"], issued.Effects.Select(e => e is Effect.SendMail mail ? mail.Template : ((Effect.Tell)e).To.Prefix));
        Assert.Equal("issued", Assert.Single(issued.Events).What);
    }

    [Theory]
    [InlineData(0, null, CertificateLevel.Full)]
    [InlineData(2, null, CertificateLevel.Provisional)]
    [InlineData(2, CertificateLevel.Provisional, CertificateLevel.Provisional)]
    public void The_level_follows_from_the_findings(int majors, CertificateLevel? asked, CertificateLevel expected) =>
        Assert.Equal(expected, Issue(Order(majors) with { Level = asked }, Facts()).Case.Level);

    [Fact]
    public void Neither_more_nor_less_than_the_findings_allow_can_be_asked_for()
    {
        Assert.Equal(["/level above-outcome"], Faults(Order(1) with { Level = CertificateLevel.Full }, Facts()));
        Assert.Equal(["/level inconsistent"], Faults(Order() with { Level = CertificateLevel.Provisional }, Facts()));
        Assert.Equal(
            CertificateLevel.Provisional,
            Issue(Order() with { Level = CertificateLevel.Provisional, IssuedOn = Sample.Day("2026-05-15"), TakenOver = "From the records." }, Facts()).Case.Level);
    }

    [Fact]
    public void Of_a_released_report_each_non_conformance_counts_also_two_of_one_criterion()
    {
        CertificateOrder order = Order() with { Audit = Sample.Audit(ended: "2026-05-01", findings: [Sample.Major("1.2"), Sample.Major("1.2")]) };

        Assert.Equal(["/audit/findings/1/criterion doubled"], Faults(order, Facts()));
        Certificate released = Issue(order with { Released = new CertificateRelease(CaseId.From("AUD", 1), Departure: null) }, Facts()).Case;
        Assert.Equal((CertificateLevel.Provisional, 2), (released.Level, released.Audit.Majors));
    }

    [Fact]
    public void Two_people_may_release_what_the_findings_do_not_allow_and_the_certificate_says_why()
    {
        CertificateOrder order = Order(4) with { Level = CertificateLevel.Provisional };

        Assert.Contains("/audit/findings too-many-majors", Faults(order, Facts()));
        Certificate released =
            Issue(order with { Released = new CertificateRelease(CaseId.From("AUD", 1), "Two are one and the same.") }, Facts()).Case;
        Assert.Equal((CertificateLevel.Provisional, "Two are one and the same."), (released.Level, released.Released!.Departure));
    }

    [Fact]
    public void All_that_is_wrong_with_what_was_sent_is_told_at_once()
    {
        CertificateOrder order = Order() with
        {
            Scope = "S9",
            IssuedOn = Sample.Day("2026-06-02"),
            Audit = Sample.Audit(CorrectiveActionPlan.None, Maturity.High, "2026-05-01", findings: [Sample.Minor("1.2"), Sample.Minor("1.2"), Sample.Minor(null), Sample.Minor("99.9")]) with
            {
                Firm =
                ""
            },
        };

        Assert.Equal(
            [
                "/issuedOn out-of-range",
                "/scope unknown",
                "/audit/firm required",
                "/audit/findings/1/criterion doubled",
                "/audit/findings/2/criterion required",
                "/audit/findings/3/criterion not-offered", "/audit/maturity inconsistent", "/audit/correctiveActionPlan plan-missing",
            ],
            Faults(order, Facts()));
    }

    [Theory]
    [InlineData("2026-05-31", null, "/issuedOn out-of-range")]                   // dated back without saying why
    [InlineData("2026-04-30", "From the records.", "/issuedOn inconsistent")]    // before the audit's end
    [InlineData("2014-01-01", "From the records.", "/issuedOn inconsistent /issuedOn out-of-range")]
    public void A_day_of_issue_lies_between_the_audit_and_today(string issuedOn, string? takenOver, string expected) => Assert.Equal(
        expected, string.Join(' ', Faults(Order() with { IssuedOn = Sample.Day(issuedOn), TakenOver = takenOver }, Facts())));

    [Fact]
    public void The_version_is_one_that_could_be_audited_against_on_the_audits_last_day()   // the transition rule, domain notes 2.1
    {
        StandardVersion v2 = StandardCatalogue.Shipped.Single(version => version.Ref == Sample.Performance with { Version = "V2" });
        CertificateOrder late = Order() with { Standard = v2.Ref, Audit = Sample.Audit(ended: "2023-06-01", standard: v2.Ref) };
        CertificateOrder inTime = late with { Audit = Sample.Audit(ended: "2023-05-31", standard: v2.Ref) };

        Assert.Equal(["/version not-auditable"], Faults(late, Facts() with { Version = v2 }));
        Assert.Equal("V2", Issue(inTime, Facts() with { Version = v2 }).Case.Standard.Version);
        Assert.Equal(["/version unknown"], Faults(Order(), Facts() with { Version = null }));
        Assert.Equal(["/standard inconsistent"], Faults(
            Order() with { Standard = Sample.Custody, Audit = Sample.Audit(ended: "2026-05-01", standard: Sample.Custody) },
            Facts() with { Version = Custody }));
    }

    [Fact]
    public void The_assessment_is_a_submitted_one_of_the_scope_against_the_version()
    {
        CaseId assessment = CaseId.From("SAS", 1);
        EntityRegister With(DateOnly? submitted) => Sample.Register() switch
        {
            EntityRegister register =>
                register with
                {
                    Scopes =
                    [register.Scopes[0] with { Assessments = [new ScopeAssessment(assessment, Sample.Performance, Sample.Day("2025-01-01"), submitted)] }]
                },
        };
        CertificateOrder order = Order() with { Assessment = assessment };

        Assert.Equal(["/assessment unknown"], Faults(order, Facts()));
        Assert.Equal(["/assessment unknown"], Faults(order, Facts() with { Register = With(submitted: null) }));
        Assert.Equal(assessment, Issue(order, Facts() with { Register = With(Sample.Day("2025-09-01")) }).Case.Assessment);
    }

    [Fact]
    public void Only_PT_and_IU_in_standing_are_certified_and_an_overdue_certification_is_cured()
    {
        Member member = MemberTests.Joined(MembershipClass.IndustrialUsers);
        Member Suspended(SuspensionReason reason) => MemberTests.Do(member, new MemberCommand.Suspend(Actor.Machine, reason, null));

        Assert.Equal("class-not-certified", Refused(Order(), Facts() with { Member = MemberTests.Joined(MembershipClass.DownstreamSupporters) }));
        Assert.Equal("membership-ended", Refused(
            Order(), Facts() with { Member = MemberTests.Do(member, new MemberCommand.End(Actor.Machine, MembershipEnd.NonPayment, null, null)) }));
        Assert.Equal("membership-suspended", Refused(Order(), Facts() with { Member = Suspended(SuspensionReason.NonPayment) }));
        Assert.Equal(CertificateLevel.Full, Issue(Order(), Facts() with { Member = Suspended(SuspensionReason.CertificationOverdue) }).Case.Level);
        Assert.Equal(["/member unknown"], Faults(Order(), Facts() with { Member = null }));
    }

    [Fact]
    public void The_scope_is_open_and_covers_something()
    {
        EntityRegister register = Sample.Register();
        EntityRegister closed = register with { Scopes = [register.Scopes[0] with { ClosedOn = Sample.Day("2026-01-01") }] };
        EntityRegister empty = register with { Facilities = [register.Facilities[0] with { ClosedOn = Sample.Day("2026-01-01") }] };

        Assert.Equal("scope-closed", Refused(Order(), Facts() with { Register = closed }));
        Assert.Equal("scope-empty", Refused(Order(), Facts() with { Register = empty }));
    }

    [Fact]
    public void The_line_of_certificates_is_unbroken_when_one_follows_the_other_without_a_day_between()
    {
        string Since(Certificate before) => $"{Issue(Order(), Facts() with { Certificates = [before] }).Case.CertifiedSince:yyyy-MM-dd}";
        Certificate running = Sample.Certificate(issued: "2023-12-13");

        Assert.Equal("2023-12-13", Since(running));
        Assert.Equal("2023-12-13", Since(Sample.Do(running, new CertificateCommand.Suspend(Sample.Rae, "A complaint."), "2026-05-01")));
        Assert.Equal("2023-06-01", Since(Sample.Certificate(issued: "2023-06-01")));     // its last day was yesterday
        Assert.Equal("2026-06-01", Since(Sample.Certificate(issued: "2023-05-31")));     // a day too late
        Assert.Equal("2026-06-01", Since(Sample.Do(running, new CertificateCommand.Withdraw(Sample.Rae, "Fraud."), Today)));
        Assert.Equal(
            "later-certificate",
            Refused(
                Order() with { IssuedOn = Sample.Day("2026-05-01"), TakenOver = "From the records." },
                Facts() with { Certificates = [Sample.Certificate(issued: "2026-05-20")] }));
    }

    [Theory]
    [InlineData(SupplyChainActivity.Casthouses, false, "ps-first")]        // upstream: PS is a precondition
    [InlineData(SupplyChainActivity.Casthouses, true, "free")]
    [InlineData(SupplyChainActivity.SemiFabrication, true, "free")]
    [InlineData(SupplyChainActivity.SemiFabrication, false, "2028-02-18")] // post-casthouse: by the two-year deadline of a member that joined on 18 February 2026
    public void CoC_before_PS_follows_its_rule(SupplyChainActivity activity, bool performanceStandard, string expected)   // domain notes 2.10
    {
        IssueFacts facts = Facts() with
        {
            Version = Custody,
            Register = Sample.Register(StandardCode.ChainOfCustody, activity),
            Certificates = performanceStandard ? [Sample.Certificate(issued: "2025-12-13") with { Scope = Sample.Scope("S2", ["F1", "F2"]) }] : [],
        };
        CertificateOrder order = Order() with { Standard = Sample.Custody, Audit = Sample.Audit(ended: "2026-05-01", standard: Sample.Custody) };

        string told = CertificateIssue.Decide(order, facts, Sample.Rae, Sample.Day(Today)) switch
        {
            IssueDecision.Refused refused => refused.Code,
            IssueDecision.Granted granted => granted.Begin(CaseId.From("CRT", 3), Sample.Noon(Today)).Case.PerformanceStandardBy is { } by
                ? $"{by.On:yyyy-MM-dd}"
                : "free",
            _ => "faulty",
        };
        Assert.Equal(expected, told);
    }

    [Fact]
    public void CoC_before_PS_has_until_the_two_year_deadline_as_it_was_extended()
    {
        IssueFacts facts = Facts() with { Version = Custody, Register = Sample.Register(StandardCode.ChainOfCustody) };
        CertificateOrder order = Order() with { Standard = Sample.Custody, Audit = Sample.Audit(ended: "2026-05-01", standard: Sample.Custody) };
        Deadline extended = new(Sample.Day("2028-08-18"), "extended on 2028-01-10");

        Assert.Equal(extended, Issue(order, facts with { FirstCertification = extended }).Case.PerformanceStandardBy);
        Assert.Equal("ps-first", (CertificateIssue.Decide(
            order, facts with { FirstCertification = extended with { On = Sample.Day(Today).AddDays(-1) } }, Sample.Rae, Sample.Day(Today)) as IssueDecision.Refused)?.Code);
    }

    [Fact]
    public void A_further_CoC_certificate_has_a_year_for_its_PS_certificate()
    {
        IssueFacts facts = Facts() with
        {
            Version = Custody,
            Register = Sample.Register(StandardCode.ChainOfCustody),
            Certificates = [Sample.Certificate(issued: "2025-12-13") with { Scope = Sample.Scope("S2", ["F2"]) }],
        };

        Certificate issued =
            Issue(Order() with { Standard = Sample.Custody, Audit = Sample.Audit(ended: "2026-05-01", standard: Sample.Custody) }, facts).Case;

        Assert.Equal(Sample.Day("2027-06-01"), issued.PerformanceStandardBy!.On);
        Assert.Equal(Sample.Day("2027-06-01"), issued.Facts.PerformanceStandardBy);
    }

    [Fact]
    public void Nobody_but_a_releaser_issues() => Assert.Equal(
        "wrong-role",
        (CertificateIssue.Decide(Order(), Facts(), new Actor("sasha", Role.Secretariat), Sample.Day(Today)) as IssueDecision.Refused)?.Code);

    [Fact]
    public void What_is_taken_over_is_announced_to_nobody_and_may_know_only_how_many_findings_there_were()
    {
        CertificateOrder order = Order() with
        {
            IssuedOn = Sample.Day("2024-01-10"),
            TakenOver = "From the records.",
            Audit = Sample.Audit(ended: "2023-11-01", findings: [Sample.Major(null), Sample.Major(null)]),
        };

        Decision<Certificate>.Accepted taken = Issue(order, Facts());

        Assert.Empty(taken.Effects.OfType<Effect.SendMail>());
        Assert.Equal((2, CertificateLevel.Provisional), (taken.Case.Facts.Majors, taken.Case.Level));
    }

    private static CertificateOrder Order(int majors = 0) => new(
        Sample.Member,
        "S1",
        Sample.Performance,
        Level: null,
        IssuedOn: null,
        TakenOver: null,
        Assessment: null,
        Sample.Audit(ended: "2026-05-01", findings: [.. ApplicableCriteria.All(V3).Take(majors).Select(criterion => Sample.Major(criterion.Key))]));

    private static IssueFacts Facts() =>
        new(MemberTests.Joined(MembershipClass.IndustrialUsers), Sample.Register(), V3, [], CertificationTerms.Shipped);

    private static Decision<Certificate>.Accepted Issue(CertificateOrder order, IssueFacts facts) =>
        Assert.IsType<IssueDecision.Granted>(CertificateIssue.Decide(order, facts, Sample.Rae, Sample.Day(Today))).Begin(
            CaseId.From("CRT", 3), Sample.Noon(Today));

    private static IEnumerable<string> Faults(CertificateOrder order, IssueFacts facts) =>
        Assert.IsType<IssueDecision.Faulty>(CertificateIssue.Decide(order, facts, Sample.Rae, Sample.Day(Today))).Faults.Select(
            fault => $"{fault.Pointer} {fault.Code}");

    private static string Refused(CertificateOrder order, IssueFacts facts) =>
        Assert.IsType<IssueDecision.Refused>(CertificateIssue.Decide(order, facts, Sample.Rae, Sample.Day(Today))).Code;
}
