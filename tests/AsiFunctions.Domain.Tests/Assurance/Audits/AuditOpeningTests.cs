using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Assurance.Accreditation;
using AsiFunctions.Domain.Tests.Certification.Standards;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using Certified = AsiFunctions.Domain.Tests.Certification.Certificates.Sample;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>Whether an audit may be opened, on 1 June 2026 unless a test says otherwise.</summary>
public sealed class AuditOpeningTests
{
    private const string Today = "2026-06-01";
    private static readonly CaseId Submitted = CaseId.From("SAS", 1);
    private static readonly CaseId Draft = CaseId.From("SAS", 2);
    private static readonly CaseId OldVersion = CaseId.From("SAS", 3);
    private static readonly StandardRef V2 = new(StandardCode.PerformanceStandard, "V2");

    public static TheoryData<AuditType, string, string> Openings() => new()
    {
        { AuditType.Initial, "nothing special", "granted" },
        { AuditType.Initial, "certified", "certified-already" },
        { AuditType.Initial, "certified, suspended", "certified-already" },
        { AuditType.Initial, "a certificate that has expired", "granted" },
        { AuditType.Initial, "a certificate that was withdrawn", "granted" },
        { AuditType.Initial, "a certificate of another scope", "granted" },
        { AuditType.Recertification, "certified", "granted" },
        { AuditType.Recertification, "provisionally certified", "granted" },
        { AuditType.Recertification, "nothing special", "no-certificate" },
        { AuditType.Recertification, "a certificate that has expired", "no-certificate" },
        { AuditType.ScopeChange, "certified", "granted" },
        { AuditType.ScopeChange, "nothing special", "no-certificate" },
        { AuditType.Surveillance, "certified", "granted" },
        { AuditType.Surveillance, "provisionally certified", "granted" },
        { AuditType.Surveillance, "nothing special", "no-certificate" },
        { AuditType.Surveillance, "a certificate that was withdrawn", "no-certificate" },
        { AuditType.Surveillance, "certified to V2", "granted" },   // an old version may be looked after
        { AuditType.Surveillance, "certified to a version that is gone", "version-not-auditable" },
        { AuditType.FollowUp, "provisionally certified", "granted" },
        { AuditType.FollowUp, "certified", "not-provisional" },
        { AuditType.FollowUp, "nothing special", "no-certificate" },
        { AuditType.Initial, "no such scope", "/scope unknown" },
        { AuditType.Initial, "no such firm", "/firm unknown" },
        { AuditType.Initial, "no self-assessment", "/assessment required" },
        { AuditType.Recertification, "certified, no self-assessment", "/assessment required" },
        { AuditType.Initial, "a draft", "/assessment unknown" },
        { AuditType.Initial, "no such self-assessment", "/assessment unknown" },
        { AuditType.Surveillance, "certified, with a self-assessment", "/assessment not-asked" },
        { AuditType.FollowUp, "certified, with a self-assessment", "/assessment not-asked" },
        { AuditType.Initial, "nothing that is known", "/scope unknown, /firm unknown" },
        { AuditType.Initial, "against V2", "version-not-auditable" },
        { AuditType.Initial, "the membership has ended", "membership-ended" },
        { AuditType.Initial, "the membership is suspended", "granted" },   // a certificate may cure it
        { AuditType.Initial, "a class that is not certified", "class-not-certified" },
        { AuditType.Initial, "the scope is closed", "scope-closed" },
        { AuditType.Initial, "an audit runs", "audit-running" },
        { AuditType.Initial, "an audit is over", "granted" },
        { AuditType.Initial, "an audit of another scope runs", "granted" },
        { AuditType.Initial, "the firm is suspended", "firm-not-accredited" },
        { AuditType.Initial, "the firm was suspended until yesterday", "granted" },
        { AuditType.Initial, "the firm is accredited from tomorrow", "firm-not-accredited" },
        { AuditType.Initial, "the firm is accredited from today", "granted" },
    };

    [Theory]
    [MemberData(nameof(Openings))]
    public void What_may_be_opened_depends_on_what_is_on_record(AuditType type, string what, string outcome)
    {
        (AuditRequest request, OpeningFacts facts) = Facts(type, what);

        Assert.Equal(outcome, AuditOpening.Decide(request, facts, Sample.Day(Today)) switch
        {
            OpeningDecision.Granted => "granted",
            OpeningDecision.Faulty faulty => string.Join(", ", faulty.Faults.Select(fault => $"{fault.Pointer} {fault.Code}")),
            OpeningDecision.Refused refused => refused.Code,
            _ => "?",
        });
    }

    [Fact]
    public void What_is_audited_is_pinned()
    {
        (AuditRequest request, OpeningFacts facts) = Facts(AuditType.Recertification, "certified");
        AuditSubject subject = Granted(request, facts);

        Assert.Equal(
            (AuditStory.Id, facts.Member.Id, "Example", MembershipClass.IndustrialUsers),
            (subject.Audit, subject.Member, subject.MemberName, subject.Class));
        Assert.Equal((Accrediting.FirmId, "Example Assurance Ltd", AuditType.Recertification), (subject.Firm, subject.FirmName, subject.Type));
        Assert.Equal(
            (new StandardRef(StandardCode.PerformanceStandard, "V3"), "S1", "The plant at Example"),
            (subject.Standard, subject.Scope, subject.ScopeName));
        Assert.Equal([SupplyChainActivity.SemiFabrication], subject.Activities);
        Assert.Equal(["F1 Example Works NO"], subject.Sites.Select(site => $"{site.Key} {site.Name} {site.Country}"));   // F3 is closed, F4 of no scope
        Assert.Equal((Submitted, facts.Certificates[0].Id), (subject.Assessment, subject.Certificate));
    }

    [Fact]
    public void Surveillance_is_made_against_the_version_of_the_certificate()
    {
        (AuditRequest request, OpeningFacts facts) = Facts(AuditType.Surveillance, "certified to V2");
        AuditSubject subject = Granted(request, facts);

        Assert.Equal(V2, subject.Standard);
        Assert.Null(subject.Assessment);
    }

    [Fact]
    public void Of_several_certificates_the_latest_that_is_not_over_is_looked_after()
    {
        (AuditRequest request, OpeningFacts facts) = Facts(AuditType.Surveillance, "certified");
        Certificate older = Certified.Certificate(issued: "2024-12-13", number: 4);

        Assert.Equal(facts.Certificates[0].Id, Granted(request, facts with { Certificates = [.. facts.Certificates, older] }).Certificate);
    }

    [Theory]
    [InlineData(AuditType.Recertification, "2026-03-01", "granted")]   // on the very day
    [InlineData(AuditType.Recertification, "2026-03-02", "assessment-outdated")]
    [InlineData(AuditType.ScopeChange, "2026-03-01", "granted")]
    [InlineData(AuditType.ScopeChange, "2026-03-02", "assessment-outdated")]
    public void The_self_assessment_of_the_cycle_before_does_not_serve_again(AuditType type, string issued, string outcome)
    {
        (AuditRequest request, OpeningFacts facts) = Facts(type, "nothing special");   // submitted on 1 March 2026
        OpeningDecision decision = AuditOpening.Decide(
            request, facts with { Certificates = [Certified.Certificate(issued: issued)] }, Sample.Day(Today));

        Assert.Equal(outcome, decision is OpeningDecision.Refused refused ? refused.Code : "granted");
    }

    [Fact]
    public void After_a_certificate_is_over_the_scope_begins_anew_with_the_self_assessment_that_it_has()
    {
        (AuditRequest request, OpeningFacts facts) = Facts(AuditType.Initial, "nothing special");
        Certificate withdrawn = Do(Certified.Certificate(issued: "2026-03-15"), new CertificateCommand.Withdraw(Certified.Rae, "Sold."));

        Assert.IsType<OpeningDecision.Granted>(AuditOpening.Decide(request, facts with { Certificates = [withdrawn] }, Sample.Day(Today)));
    }

    [Theory]
    [InlineData("2026-05-31", true)]   // the last day of the version
    [InlineData("2026-06-01", false)]
    public void The_last_day_of_a_version_is_in_time(string day, bool may)
    {
        (AuditRequest request, OpeningFacts facts) = Facts(AuditType.Initial, "nothing special");
        facts = facts with { Standards = [.. facts.Standards.Select(version => version with { AuditableUntil = Sample.Day("2026-05-31") })] };

        Assert.Equal(may, AuditOpening.Decide(request, facts, Sample.Day(day)) is OpeningDecision.Granted);
    }

    private static AuditSubject Granted(AuditRequest request, OpeningFacts facts) =>
        Assert.IsType<OpeningDecision.Granted>(AuditOpening.Decide(request, facts, Sample.Day(Today))).Subject(AuditStory.Id);

    private static (AuditRequest Request, OpeningFacts Facts) Facts(AuditType type, string what)
    {
        bool rests = type is AuditType.Initial or AuditType.Recertification or AuditType.ScopeChange;
        AuditRequest request = new("S1", type, Accrediting.FirmId, rests ? Submitted : null);
        SupplyChainActivity[] activities = [SupplyChainActivity.SemiFabrication];
        Facility works = new("F1", "Example Works", activities, "NO", 120, Sample.Day("2024-01-01"), ClosedOn: null);
        CertificationScope scope = new(
            "S1",
            StandardCode.PerformanceStandard,
            "The plant at Example",
            "All of it.",
            ["F1", "F3"],
            [],
            activities,
            Sample.Day("2024-02-01"),
            ClosedOn: null,
            [
                Assessment(Submitted, "V3", submitted: "2026-03-01"),
                Assessment(Draft, "V3", submitted: null),
                Assessment(OldVersion, "V2", submitted: "2023-01-01"),
            ],
            []);
        OpeningFacts facts = new(
            MemberTests.Joined(MembershipClass.IndustrialUsers),
            EntityRegister.Empty(AuditStory.Id.As(EntityRegister.Prefix)) with
            {
                Facilities = [works, works with { Key = "F3", ClosedOn = Sample.Day("2026-01-01") }, works with { Key = "F4" }],
                Scopes = [scope],
            },
            Accrediting.Firm(),
            CatalogueText.Read(_ => { }).Versions,
            Certificates: []);
        Certificate full = Certified.Certificate();
        ScopeAudit running = new(CaseId.From("AUD", 8), type, Sample.Day("2026-05-01"), EndedOn: null);

        return what switch
        {
            "nothing special" => (request, facts),
            "certified" => (request, facts with { Certificates = [full] }),
            "certified, suspended" => (request, facts with { Certificates = [Do(full, new CertificateCommand.Suspend(Certified.Rae, "A doubt."))] }),
            "certified, no self-assessment" => (request with { Assessment = null }, facts with { Certificates = [full] }),
            "certified, with a self-assessment" => (request with { Assessment = Submitted }, facts with { Certificates = [full] }),
            "provisionally certified" => (request, facts with { Certificates = [Certified.Certificate(CertificateLevel.Provisional)] }),
            "certified to V2" => (request, facts with { Certificates = [Certified.Certificate(standard: V2)] }),
            "certified to a version that is gone" =>
                (request, facts with { Certificates = [Certified.Certificate(standard: V2 with { Version = "V1" })] }),
            "a certificate that has expired" => (request, facts with { Certificates = [Certified.Certificate(issued: "2022-12-13")] }),
            "a certificate that was withdrawn" =>
                (request, facts with { Certificates = [Do(full, new CertificateCommand.Withdraw(Certified.Rae, "Sold."))] }),
            "a certificate of another scope" => (request, facts with { Certificates = [full with { Scope = Certified.Scope("S2", ["F4"]) }] }),
            "no such scope" => (request with { Scope = "S9" }, facts),
            "no such firm" => (request, facts with { Firm = null }),
            "nothing that is known" => (request with { Scope = "S9" }, facts with { Firm = null }),
            "no self-assessment" => (request with { Assessment = null }, facts),
            "a draft" => (request with { Assessment = Draft }, facts),
            "no such self-assessment" => (request with { Assessment = CaseId.From("SAS", 9) }, facts),
            "against V2" => (request with { Assessment = OldVersion }, facts),
            "the membership has ended" =>
                (request, Standing(facts, new MemberStatus.Ended(MembershipEnd.OperationalPriorities, Text: null, Into: null))),
            "the membership is suspended" =>
                (request, Standing(facts, new MemberStatus.Suspended(SuspensionReason.CertificationOverdue, Text: null, ByDuty: true))),
            "a class that is not certified" =>
                (request, facts with
                {
                    Member =
                    facts.Member with { Classes = History.From(Sample.Day("2026-02-18"), MembershipClass.CivilSociety) }
                }),
            "the scope is closed" => (request, Scoped(facts, scope with { ClosedOn = Sample.Day("2026-05-01") })),
            "an audit runs" => (request, Scoped(facts, scope with { Audits = [running] })),
            "an audit is over" => (request, Scoped(facts, scope with { Audits = [running with { EndedOn = Sample.Day(Today) }] })),
            "an audit of another scope runs" => (request, Scoped(facts, scope, scope with { Key = "S2", Audits = [running] })),
            "the firm is suspended" =>
                (request, Accredited(facts, (Accrediting.Begin, AccreditationState.Accredited), (Today, AccreditationState.Suspended))),
            "the firm was suspended until yesterday" =>
                (request, Accredited(facts, (Accrediting.Begin, AccreditationState.Suspended), (Today, AccreditationState.Accredited))),
            "the firm is accredited from tomorrow" => (request, Accredited(facts, ("2026-06-02", AccreditationState.Accredited))),
            "the firm is accredited from today" => (request, Accredited(facts, (Today, AccreditationState.Accredited))),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such facts."),
        };
    }

    private static ScopeAssessment Assessment(CaseId id, string version, string? submitted) =>
        new(
            id,
            new StandardRef(StandardCode.PerformanceStandard, version),
            Sample.Day("2023-01-01"),
            submitted is null ? null : Sample.Day(submitted));

    private static Certificate Do(Certificate certificate, CertificateCommand command) => Certified.Do(certificate, command, "2026-05-01");

    private static OpeningFacts Standing(OpeningFacts facts, MemberStatus status) =>
        facts with { Member = facts.Member with { Statuses = History.From(Sample.Day("2026-02-18"), status) } };

    private static OpeningFacts Scoped(OpeningFacts facts, params CertificationScope[] scopes) =>
        facts with { Register = facts.Register with { Scopes = scopes } };

    private static OpeningFacts Accredited(OpeningFacts facts, params (string From, AccreditationState State)[] rows) => facts with
    {
        Firm = facts.Firm! with
        {
            Statuses = new History<AccreditationStatus>(
            [.. rows.Select(row => new Dated<AccreditationStatus>(Sample.Day(row.From), new AccreditationStatus(row.State)))])
        },
    };
}
