using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>What can be checked of a report before a person looks at it: each check as it passes, warns and fails.</summary>
public sealed class AutomaticChecksTests
{
    private static readonly CaseId Earlier = CaseId.From("NCN", 3);
    private static readonly AccreditationGap Gap = new("team-scope", "Nobody in the team is accredited for casthouses.");

    [Fact]
    public void Of_a_good_report_every_check_passes_in_the_order_of_the_steps()
    {
        CheckRun run = AutomaticChecks.Run(Checking.Good(), Sample.Noon("2026-07-07"));

        Assert.All(run.Results, result => Assert.True(result.Result is CheckOutcome.Passed, $"{result.Key}: {result.Message}"));
        Assert.Equal(
            [
                "AuditTeam team-accredited", "AuditTeam conflicts-declared", "AuditTeam no-conflicts",
                "AuditScope sites-in-scope", "AuditScope activities-in-scope", "AuditScope activities-sampled",
                "AuditExecution on-site-days", "AuditExecution as-planned", "AuditExecution report-in-time", "AuditExecution workers-heard",
                "AuditFindings criteria-rated",
                "AuditFindings outcome",
                "AuditFindings unable-to-rate",
                "AuditFindings plans-present",
                "AuditFindings plans-approved",
                "AuditFindings plans-in-time", "AuditFindings actions-in-time", "AuditFindings maturity",
                "PublishableInformation summary-present", "PublishableInformation nothing-confidential",
                "DocumentationAndRecords attachments-scanned", "DocumentationAndRecords scanner", "DocumentationAndRecords earlier-findings",
                "Release membership", "Release version",
            ],
            run.Results.Select(result => $"{result.Step} {result.Key}"));
        Assert.Equal((1, Sample.Noon("2026-07-07"), CertificateLevel.Full), (run.Revision, run.At, run.Outcome.Level));
    }

    public static TheoryData<string, string, CheckOutcome, string> Cases() => new()
    {
        { "team-accredited", "a gap", CheckOutcome.Failed, "Nobody in the team is accredited for casthouses." },
        { "team-accredited", "a gap with an exception", CheckOutcome.Passed, "What lies outside the accreditation has a recorded exception." },
        { "team-accredited", "a gap with an exception for another", CheckOutcome.Failed, "Nobody in the team is accredited for casthouses." },
        { "conflicts-declared", "a silent auditor", CheckOutcome.Failed, $"{AuditStory.Colleague} has declared nothing." },
        { "no-conflicts", "a conflict", CheckOutcome.Warning, $"{AuditStory.Colleague} has declared a conflict of interest." },
        { "no-conflicts", "a conflict taken back", CheckOutcome.Passed, "Nobody of the team has a conflict of interest." },
        { "sites-in-scope", "a strange site sampled", CheckOutcome.Failed, "Site F9 does not belong to the certification scope S1." },
        { "sites-in-scope", "a strange site planned", CheckOutcome.Failed, "Site F9 does not belong to the certification scope S1." },
        { "sites-in-scope", "a strange site with a non-conformance", CheckOutcome.Failed, "Site F9 does not belong to the certification scope S1." },
        { "sites-in-scope", "the scope lost a site", CheckOutcome.Failed, "Site F2 does not belong to the certification scope S1." },
        { "sites-in-scope", "no scope", CheckOutcome.Failed, "Site F1 does not belong to the certification scope S1. Site F2 does not belong to the certification scope S1." },
        { "activities-in-scope", "no scope", CheckOutcome.Failed, "The certification scope S1 is gone." },
        { "activities-in-scope", "the scope was closed", CheckOutcome.Failed, "The certification scope was closed on 1 June 2026." },
        {
            "activities-in-scope", "other activities", CheckOutcome.Failed,
            $"{SupplyChainActivity.Casthouses.EnglishName} came into the scope after the audit was opened. {SupplyChainActivity.SemiFabrication.EnglishName} left the scope after the audit was opened."
        },
        { "activities-sampled", "no site sampled", CheckOutcome.Warning, $"No site with {SupplyChainActivity.SemiFabrication.EnglishName} was sampled." },
        { "activities-sampled", "one site sampled", CheckOutcome.Passed, "A site of each activity was sampled." },
        { "on-site-days", "2.5 days on site", CheckOutcome.Warning, "2.5 days on site; the guideline for this scope and maturity is 3." },
        { "on-site-days", "3 days on site, low maturity", CheckOutcome.Warning, "3 days on site; the guideline for this scope and maturity is 4." },
        { "on-site-days", "2.5 days on site, high maturity", CheckOutcome.Passed, "2.5 days on site; the guideline is 2.5." },
        { "as-planned", "ended a day later", CheckOutcome.Warning, "The audit ended on 6 June 2026; it was planned to end on 5 June 2026." },
        { "report-in-time", "reported on the last day", CheckOutcome.Passed, "The report came on 31 July 2026, in time for 31 July 2026." },
        { "report-in-time", "reported a day too late", CheckOutcome.Warning, "The report came on 1 August 2026; it was due on 31 July 2026." },
        { "plan-advised", "upstream, advised", CheckOutcome.Passed, "The Secretariat advised on the plan." },
        { "plan-advised", "upstream, not advised", CheckOutcome.Failed, "The plan of this upstream initial audit had no advice of the Secretariat." },
        { "workers-heard", "no workers", CheckOutcome.Warning, "No workers were interviewed on site." },
        { "workers-heard", "no workers, from a desk", CheckOutcome.Passed, "Workers were interviewed, or the audit was made from a desk." },
        { "criteria-rated", "a criterion not rated", CheckOutcome.Failed, "Not rated: 1.2.a." },
        { "criteria-rated", "casthouses, not rated", CheckOutcome.Failed, "Not rated: 1.2.b." },
        { "outcome", "3 majors", CheckOutcome.Passed, "3 major and 0 minor non-conformances: the rules allow a provisional certificate." },
        { "outcome", "4 majors", CheckOutcome.Failed, "4 major and 0 minor non-conformances: the rules allow no certificate (too-many-majors)." },
        { "outcome", "a critical major", CheckOutcome.Failed, "1 major and 0 minor non-conformances: the rules allow no certificate (critical-major)." },
        { "outcome", "a major of a critical criterion", CheckOutcome.Failed, "1 major and 0 minor non-conformances: the rules allow no certificate (critical-major)." },
        { "outcome", "9 minors", CheckOutcome.Passed, "0 major and 9 minor non-conformances: the rules allow a full certificate." },
        { "outcome", "a major with its plan not approved", CheckOutcome.Failed, "1 major and 0 minor non-conformances: the rules allow no certificate (plan-not-approved)." },
        { "outcome", "a minor without a plan", CheckOutcome.Failed, "0 major and 1 minor non-conformances: the rules allow no certificate (plan-missing)." },
        { "unable-to-rate", "unable to rate", CheckOutcome.Warning, "1 criteria could not be rated; they are to be rated once that is possible." },
        { "plans-present", "a minor without a plan", CheckOutcome.Failed, "Non-conformance 1 has no corrective action plan." },
        { "plans-present", "9 minors", CheckOutcome.Passed, "Every non-conformance has a corrective action plan." },
        { "plans-present", "a finding without its non-conformance", CheckOutcome.Failed, "Criterion 1.1 is rated as a non-conformance, and none is described." },
        { "plans-approved", "a major with its plan not approved", CheckOutcome.Failed, "The lead auditor has not approved the plan of non-conformance 1." },
        { "plans-approved", "a minor with its plan not approved", CheckOutcome.Passed, "The plans of all majors are approved." },
        { "plans-in-time", "a plan on the last day", CheckOutcome.Passed, "The plans of majors came in time." },
        { "plans-in-time", "a plan a day too late", CheckOutcome.Warning, "The plan of non-conformance 1 came on 6 July 2026; it was due on 5 July 2026." },
        { "actions-in-time", "an action on the last day", CheckOutcome.Passed, "The actions for majors end in time." },
        { "actions-in-time", "an action a day too late", CheckOutcome.Warning, "The action for non-conformance 1 ends on 6 June 2027; majors are closed by 5 June 2027." },
        { "maturity", "high, without a non-conformance", CheckOutcome.Passed, "The maturity follows the rules." },
        { "maturity", "high, with a minor", CheckOutcome.Failed, "High maturity is allowed only without any non-conformance." },
        { "maturity", "above its lowest part", CheckOutcome.Failed, "The overall maturity exceeds its lowest part, and no reason is given." },
        { "maturity", "above its lowest part, with a reason", CheckOutcome.Passed, "The maturity follows the rules." },
        { "summary-present", "no summary", CheckOutcome.Failed, "There is no summary for publication." },
        { "nothing-confidential", "two names", CheckOutcome.Failed, "The summary has 2 of the names or words that the report marks as confidential." },
        { "attachments-scanned", "pending", CheckOutcome.Failed, "Attachment A2 is pending." },
        { "attachments-scanned", "infected", CheckOutcome.Failed, "Attachment A2 is infected." },
        { "attachments-scanned", "not-scanned", CheckOutcome.Passed, "2 attachments, none infected or waiting for its scan." },
        { "scanner", "not-scanned", CheckOutcome.Warning, "Attachment A2 was not scanned: no scanner is set up." },
        { "scanner", "infected", CheckOutcome.Passed, "All attachments were scanned." },
        { "earlier-findings", "an earlier one not verified", CheckOutcome.Warning, $"{Earlier} of an earlier audit is open and was not verified." },
        { "earlier-findings", "an earlier one verified", CheckOutcome.Passed, "All open non-conformances of earlier audits were verified." },
        { "membership", "ended", CheckOutcome.Failed, "The membership has ended." },
        { "membership", "suspended for its fees", CheckOutcome.Failed, "The membership is suspended for another reason than an overdue certification." },
        { "membership", "suspended, certification overdue", CheckOutcome.Passed, "The membership allows a certificate." },
        { "membership", "a class that is not certified", CheckOutcome.Failed, $"Members in {MembershipClass.CivilSociety.EnglishName} cannot be certified." },
        { "version", "not loaded", CheckOutcome.Failed, "PS V3 is not loaded." },
        { "version", "not auditable", CheckOutcome.Failed, "PS V3 could not be audited against on 5 June 2026." },
        { "version", "auditable until the last day", CheckOutcome.Passed, "PS V3 could be audited against on 5 June 2026, before 7 July 2026." },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_check_says_how_it_came_out_and_why(string key, string what, CheckOutcome outcome, string message)
    {
        CheckResult result = Facts(what).Result(key);

        Assert.Equal((outcome, message), (result.Result, result.Message));
    }

    [Theory]
    [InlineData(AuditType.Initial, "criteria-rated", true)]
    [InlineData(AuditType.Recertification, "criteria-rated", true)]
    [InlineData(AuditType.Surveillance, "criteria-rated", false)]
    [InlineData(AuditType.FollowUp, "criteria-rated", false)]
    [InlineData(AuditType.ScopeChange, "criteria-rated", false)]   // as its report: what the change touches
    [InlineData(AuditType.Initial, "plan-advised", false)]   // nothing upstream
    public void Some_checks_are_made_of_some_audits_only(AuditType type, string key, bool made) =>
        Assert.Equal(made, AutomaticChecks.Run(Checking.Good(type), Sample.Noon("2026-07-07")).Results.Any(result => result.Key == key));

    [Theory]
    [InlineData(AuditType.Surveillance, StandardCode.PerformanceStandard)]
    [InlineData(AuditType.FollowUp, StandardCode.PerformanceStandard)]
    [InlineData(AuditType.Initial, StandardCode.ChainOfCustody)]   // may be audited from a desk
    public void The_guideline_is_for_whole_audits_of_the_Performance_Standard(AuditType type, StandardCode standard)
    {
        CheckResult result = OnSite(Checking.Good(type, standard), 0.5m).Result("on-site-days");

        Assert.Equal(CheckOutcome.Passed, result.Result);
        Assert.Equal("0.5 days on site; the guideline is for first and repeated certification to the Performance Standard only.", result.Message);
    }

    [Theory]
    [InlineData(AuditType.Surveillance)]
    [InlineData(AuditType.FollowUp)]
    public void What_looks_after_a_certificate_may_be_made_against_its_old_version(AuditType type) =>
        Assert.Equal(CheckOutcome.Passed, Auditable(Checking.Good(type), "2026-06-04").Result("version").Result);

    [Theory]
    [InlineData(AuditType.FollowUp, true, null, CertificateLevel.Provisional)]
    [InlineData(AuditType.FollowUp, true, VerificationResult.StillOpen, CertificateLevel.Provisional)]
    [InlineData(AuditType.FollowUp, true, VerificationResult.Closed, CertificateLevel.Full)]
    [InlineData(AuditType.FollowUp, true, VerificationResult.Downgraded, CertificateLevel.Full)]
    [InlineData(AuditType.FollowUp, false, null, CertificateLevel.Full)]
    [InlineData(AuditType.FollowUp, false, VerificationResult.Upgraded, CertificateLevel.Provisional)]
    [InlineData(AuditType.Surveillance, true, null, CertificateLevel.Full)]   // says nothing about the level
    public void While_an_earlier_major_is_open_a_follow_up_makes_no_full_certificate(
        AuditType type, bool major, VerificationResult? found, CertificateLevel level)
    {
        CheckFacts facts = (Checking.Good(type) with { OpenBefore = [Earlier], MajorsBefore = major ? [Earlier] : [] })
            .With(report => report with { Verifications = found is { } result ? [new Verification(Earlier, result, "As seen.")] : [] });

        Assert.Equal(level, AutomaticChecks.Outcome(facts).Level);
        if (type is AuditType.FollowUp)
        {
            Assert.Equal(level is CertificateLevel.Full ? CheckOutcome.Passed : CheckOutcome.Failed, facts.Result("majors-closed").Result);
        }
    }

    [Fact]
    public void The_same_facts_give_the_same_results()
    {
        CheckFacts facts = Checking.Good().WithNonConformances(majors: 2, minors: 3);

        Assert.Equal(
            AutomaticChecks.Run(facts, Sample.Noon("2026-07-07")).Results, AutomaticChecks.Run(facts, Sample.Noon("2026-07-07")).Results);
    }

    private static CheckFacts Facts(string what)
    {
        CheckFacts good = Checking.Good();
        return what switch
        {
            "a gap" => good with { Gaps = [Gap] },
            "a gap with an exception" => Excepted(good with { Gaps = [Gap] }, "team-scope"),
            "a gap with an exception for another" => Excepted(good with { Gaps = [Gap] }, "firm-scope"),
            "a silent auditor" => good.With((Audit audit) => audit with { Declarations = [audit.Declarations[0]] }),
            "a conflict" => Declared(good, conflict: true),
            "a conflict taken back" => Declared(Declared(good, conflict: true), conflict: false),
            "a strange site sampled" => good.With(
                report => report with { Findings = [.. report.Findings, Checking.Finding("1.2.b", Rating.Conformance, "F9")] }),
            "a strange site planned" => good.With((Audit audit) => audit with { Plan = audit.Plan! with { Sites = ["F1", "F9"] } }),
            "a strange site with a non-conformance" =>
                good.WithNonConformances(minors: 1)
                    .With(report => report with { NonConformances = [report.NonConformances[0] with { Sites = ["F9"] }] }),
            "the scope lost a site" => good.WithScope(scope => scope with { Facilities = ["F1"] }),
            "no scope" => good with { Register = good.Register with { Scopes = [] } },
            "the scope was closed" => good.WithScope(scope => scope with { ClosedOn = Sample.Day("2026-06-01") }),
            "other activities" => good.WithScope(scope => scope with { Activities = [SupplyChainActivity.Casthouses] }),
            "no site sampled" => good.With(report => report with { Findings = [.. report.Findings.Select(finding => finding with { Sites = [] })] }),
            "one site sampled" => good.With(
                report => report with { Findings = [.. report.Findings.Select(finding => finding with { Sites = ["F2"] })] }),
            "2.5 days on site" => OnSite(good, 2.5m),
            "3 days on site, low maturity" => OnSite(good, 3) with { Before = Maturity.Low },
            "2.5 days on site, high maturity" => OnSite(good, 2.5m) with { Before = Maturity.High },
            "ended a day later" => good.With(report => report with { Days = report.Days with { EndedOn = Sample.Day("2026-06-06") } }),
            "reported on the last day" => Submitted(good, "2026-07-31"),
            "reported a day too late" => Submitted(good, "2026-08-01"),
            "upstream, advised" => Upstream(good, new PlanAdvice("Fine.", Sample.Day(AuditStory.Opening), AuditStory.Sasha)),
            "upstream, not advised" => Upstream(good, advice: null),
            "no workers" => good.With(report => report with { PeopleMet = [report.PeopleMet[0]] }),
            "no workers, from a desk" => good.With(
                report => report with { PeopleMet = [], Days = report.Days with { OnSiteFrom = null, OnSiteTo = null } }),
            "a criterion not rated" => good.With(
                report => report with { Findings = [.. report.Findings.Where(finding => finding.Criterion != "1.2.a")] }),
            "casthouses, not rated" => good.With(
                (Audit audit) => audit with { Subject = audit.Subject with { Activities = [SupplyChainActivity.Casthouses] } }),
            "3 majors" => good.WithNonConformances(majors: 3),
            "4 majors" => good.WithNonConformances(majors: 4),
            "9 minors" => good.WithNonConformances(minors: 9),
            "a critical major" => good.WithNonConformances(majors: 1, critical: true),
            "a major of a critical criterion" => good.WithNonConformances(majors: 1).With(report => report with
            {
                Findings = [Checking.Finding("1.1", Rating.MajorNonConformance)],
                NonConformances = [report.NonConformances[0] with { Criterion = "1.1" }],
            }),
            "a major with its plan not approved" => good.WithNonConformances(majors: 1, approved: false),
            "a minor with its plan not approved" => good.WithNonConformances(minors: 1, approved: false),
            "a minor without a plan" => good.WithNonConformances(minors: 1, planned: false),
            "a finding without its non-conformance" =>
                good.With(report => report with { Findings = [Checking.Finding("1.1", Rating.MinorNonConformance), .. report.Findings.Skip(1)] }),
            "unable to rate" => good.With(
                report => report with { Findings = [Checking.Finding("1.1", Rating.UnableToRate), .. report.Findings.Skip(1)] }),
            "a plan on the last day" => good.WithNonConformances(majors: 1),
            "a plan a day too late" => Planned(good, plan => plan with { SubmittedOn = Sample.Day("2026-07-06") }),
            "an action on the last day" => good.WithNonConformances(majors: 1),
            "an action a day too late" => Planned(good, plan => plan with { DueOn = Sample.Day("2027-06-06") }),
            "high, without a non-conformance" => Mature(good, Maturity.High, Maturity.High),
            "high, with a minor" => Mature(good.WithNonConformances(minors: 1), Maturity.High, Maturity.High),
            "above its lowest part" => Mature(good, Maturity.Low, Maturity.Medium),
            "above its lowest part, with a reason" => Mature(good, Maturity.Low, Maturity.Medium, "Risk is mended."),
            "no summary" => good.With(report => report with { Summary = " \n" }),
            "two names" => good.With(report => report with { Summary = "Jane Doe showed us EXAMPLE YARD." }),
            "pending" or "infected" or "not-scanned" =>
                good.With(report => report with { Attachments = [.. report.Attachments, report.Attachments[0] with { Key = "A2", Scan = what }] }),
            "an earlier one not verified" => good with { OpenBefore = [Earlier] },
            "an earlier one verified" =>
                (good with { OpenBefore = [Earlier] })
                    .With(report => report with { Verifications = [new Verification(Earlier, VerificationResult.StillOpen, "Half done.")] }),
            "ended" => Standing(good, new MemberStatus.Ended(MembershipEnd.OperationalPriorities, Text: null, Into: null)),
            "suspended for its fees" => Standing(good, new MemberStatus.Suspended(SuspensionReason.NonPayment, Text: null)),
            "suspended, certification overdue" => Standing(
                good, new MemberStatus.Suspended(SuspensionReason.CertificationOverdue, Text: null, ByDuty: true)),
            "a class that is not certified" =>
                good with { Member = good.Member with { Classes = History.From(Sample.Day("2026-02-18"), MembershipClass.CivilSociety) } },
            "not loaded" => good with { Version = null },
            "not auditable" => Auditable(good, "2026-06-04"),
            "auditable until the last day" => Auditable(good, "2026-06-05"),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such facts."),
        };
    }

    private static CheckFacts Excepted(CheckFacts facts, string code) =>
        facts.With((Audit audit) => audit with
        {
            Exceptions = [new AccreditationException(
            [code], "Why.", audit.OpenedOn, AuditStory.Sasha, audit.Postponements.Count)]
        });

    private static CheckFacts Declared(CheckFacts facts, bool conflict) => facts.With((Audit audit) => audit with
    {
        Declarations =
            [.. audit.Declarations, new ConflictDeclaration(AuditStory.Colleague, conflict, Details: null, audit.OpenedOn, AuditStory.Arno)],
    });

    private static CheckFacts OnSite(CheckFacts facts, decimal days) =>
        facts.With(report => report with { Days = report.Days with { OnSiteDays = days } });

    private static CheckFacts Submitted(CheckFacts facts, string day) =>
        facts.With((Audit audit) => audit with { Revisions = [audit.Revisions[0] with { SubmittedOn = Sample.Day(day) }] });

    private static CheckFacts Upstream(CheckFacts facts, PlanAdvice? advice) => facts.With((Audit audit) => audit with
    {
        Subject = audit.Subject with { Activities = [SupplyChainActivity.AluminiumSmelting] },
        Advice = advice,
    });

    private static CheckFacts Planned(CheckFacts facts, Func<CorrectiveAction, CorrectiveAction> change) => facts.WithNonConformances(majors: 1)
        .With(report => report with { NonConformances = [report.NonConformances[0] with { Plan = change(report.NonConformances[0].Plan!) }] });

    private static CheckFacts Mature(CheckFacts facts, Maturity risk, Maturity overall, string? reason = null) =>
        facts.With(report => report with { Maturity = new ReportMaturity(Maturity.High, risk, Maturity.High, overall, reason) });

    private static CheckFacts Standing(CheckFacts facts, MemberStatus status) =>
        facts with { Member = facts.Member with { Statuses = History.From(Sample.Day("2026-02-18"), status) } };

    private static CheckFacts Auditable(CheckFacts facts, string until) =>
        facts with { Version = facts.Version! with { AuditableUntil = Sample.Day(until) } };
}
