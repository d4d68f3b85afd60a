using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Tests.Certification.Standards;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>A report in which every automatic check passes, for tests to bend.</summary>
internal static class Checking
{
    private static readonly CertificationTerms Certification = CertificationTerms.Shipped.Latest.Value;

    public static CheckFacts Good(AuditType type = AuditType.Initial, StandardCode standard = StandardCode.PerformanceStandard)
    {
        AuditStory story = AuditStory.Opened(AuditStory.Subject(type, standard)).Plan()
            .Do(new Declare(AuditStory.Lena, AuditStory.LeadAuditor, Conflict: false, Details: null, MayEnter: true))
            .Do(new Declare(AuditStory.Arno, AuditStory.Colleague, Conflict: false, Details: null, MayEnter: true))
            .MoveTo("2026-07-01")
            .Report();
        SupplyChainActivity[] activities = [SupplyChainActivity.SemiFabrication];
        Facility works = new("F1", "Example Works", activities, "NO", 120, Sample.Day("2024-01-01"), ClosedOn: null);
        CertificationScope scope = new(
            "S1", standard, "The plant at Example", "All of it.", ["F1", "F2"], [], activities, Sample.Day("2024-02-01"), ClosedOn: null, [], []);
        return new CheckFacts(
            story.Audit,
            Report(story.Audit),
            Gaps: [],
            EntityRegister.Empty(AuditStory.Id.As(EntityRegister.Prefix)) with
            {
                Facilities = [works, works with { Key = "F2", Name = "Example Yard" }],
                Scopes = [scope],
            },
            MemberTests.Joined(MembershipClass.IndustrialUsers),
            CatalogueText.Read(_ => { }).Versions.Single(version => version.Ref.Version == "V3"),
            Before: null,
            OpenBefore: [],
            AssuranceTerms.Shipped.Latest.Value,
            Certification);
    }

    public static CheckFacts With(this CheckFacts facts, Func<AuditReport, AuditReport> change) => facts with { Report = change(facts.Report) };

    public static CheckFacts With(this CheckFacts facts, Func<Audit, Audit> change) => facts with { Audit = change(facts.Audit) };

    public static CheckFacts WithScope(this CheckFacts facts, Func<CertificationScope, CertificationScope> change) =>
        facts with { Register = facts.Register with { Scopes = [change(facts.Register.Scopes[0])] } };

    /// <summary>So many criteria with a non-conformance. Plans came, and actions end, on the last day that is in time.</summary>
    public static CheckFacts WithNonConformances(
        this CheckFacts facts,
        int majors = 0,
        int minors = 0,
        bool planned = true,
        bool approved = true,
        bool critical = false) => facts.With(report => report with
        {
            Findings =
        [
            .. report.Findings,
            .. Enumerable.Range(1, majors + minors)
                .Select(i => Finding($"9.{i}", i <= majors ? Rating.MajorNonConformance : Rating.MinorNonConformance)),
        ],
            NonConformances =
        [
            .. Enumerable.Range(1, majors + minors).Select(i => new ReportNonConformance(
                i,
                $"9.{i}",
                i <= majors ? NonConformanceGrade.Major : NonConformanceGrade.Minor,
                critical,
                "Not so.",
                ["F1"],
                planned ? new CorrectiveAction("Cause", "Action", Sample.Day("2027-06-05"), Sample.Day("2026-07-05"), approved ? Sample.Day("2026-07-06") : null) : null)),
        ],
        });

    public static ReportFinding Finding(string criterion, Rating rating = Rating.Conformance, params IReadOnlyList<string> sites) =>
        new(criterion, rating, "As described.", ["Records."], sites.Count > 0 ? sites : ["F1", "F2"]);

    /// <summary>How a check came out: <c>failed</c>, and what it says.</summary>
    public static CheckResult Result(this CheckFacts facts, string key) =>
        AutomaticChecks.Run(facts, Sample.Noon("2026-07-07")).Results.Single(result => result.Key == key);

    private static AuditReport Report(Audit audit) => new(
        Revision: 1,
        audit.Subject,
        audit.Latest!.Days,
        [Finding("1.1"), Finding("1.2.a"), Finding("2.2")],
        NonConformances: [],
        Verifications: [],
        new ReportMaturity(Maturity.Medium, Maturity.Medium, Maturity.High, Maturity.Medium, Reason: null),
        "A works in Norway was audited; all criteria conform.",
        ["Jane Doe", "Example Yard"],
        [new PersonMet(InterviewGroup.Management, "Director", 1), new PersonMet(InterviewGroup.Workers, "Press operator", 6)],
        [new ReportAttachment("A1", "Plan of the site", "site.pdf", "00ff", 1000, "clean")],
        Answer: null);
}
