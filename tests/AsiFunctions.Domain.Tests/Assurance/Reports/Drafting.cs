using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Assurance.Reports;

/// <summary>
/// A made-up audit of the sites F1 and F2 against a version of three criteria, of which 2.1 is critical; and drafts of its report without a gap.
/// </summary>
internal static class Drafting
{
    public static readonly CaseId Audit = CaseId.From("AUD", 7);
    public static readonly Actor Lea = new("lea", Role.LeadAuditor, "Lea Lead");
    public static readonly DateOnly Today = new(2026, 3, 20);
    public static readonly DateTimeOffset Now = new(Today, new TimeOnly(12, 0), TimeSpan.Zero);

    public static readonly StandardVersion Standard = new(
        new StandardRef(StandardCode.PerformanceStandard, "V3"),
        "Example Standard",
        Sample: true,
        new DateOnly(2022, 5, 1),
        AuditableUntil: null,
        [
            new Principle("1", "Integrity", [Criterion("1.1"), Criterion("1.2")]),
            new Principle("2", "Management", [Criterion("2.1", critical: true)]),
        ]);

    public static AuditSubject Subject(AuditType type = AuditType.Initial, StandardRef? standard = null) => new(
        Audit,
        CaseId.From("MEM", 8),
        "Example Extrusions Ltd",
        MembershipClass.ProductionAndTransformation,
        CaseId.From("AUF", 9),
        "Example Assurance Ltd",
        type,
        standard ?? Standard.Ref,
        "S1",
        "Main works",
        [SupplyChainActivity.Casthouses],
        [new AuditSite("F1", "Works", "NO", [SupplyChainActivity.Casthouses]), new AuditSite("F2", "Annex", "NO", [SupplyChainActivity.Casthouses])],
        Assessment: null,
        Certificate: null);

    public static FindingContent Conformance { get; } = new(Rating.Conformance, "As asked.", ["Policy of 2025"], ["F1"]);

    public static FindingContent Minor { get; } = Conformance with { Rating = Rating.MinorNonConformance };

    public static FindingContent Major { get; } = Conformance with { Rating = Rating.MajorNonConformance };

    public static DraftPlan Plan { get; } = new(
        "Nobody was named.", "Name somebody.", new DateOnly(2026, 9, 1), new DateOnly(2026, 3, 10), ApprovedOn: null);

    public static GeneralContent General { get; } = new(
        new DraftDays(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 6), 8m, 1.5m),
        new DraftMaturity(Maturity.Medium, Maturity.Low, Maturity.Medium, Maturity.Low),
        "All in all well.",
        ["Annex hall"],
        [new PersonMet(InterviewGroup.Management, "works manager", 1), new PersonMet(InterviewGroup.Workers, "casters", 12)],
        []);

    public static NonConformanceContent NonConformance(string criterion, NonConformanceGrade grade) =>
        new(criterion, grade, Critical: false, "There is none.", ["F1"], Plan);

    /// <summary>A draft without a gap, unless what is given makes one.</summary>
    public static ReportDraft Draft(
        AuditType type = AuditType.Initial,
        Dictionary<string, FindingContent>? findings = null,
        Dictionary<int, NonConformanceContent>? nonConformances = null,
        GeneralContent? general = null,
        EvidenceStatus? attachment = null)
    {
        AuditReportFile file = AuditReportFile.Begin(Subject(type));
        if (attachment is { } status)
        {
            file = file with { Attachments = new Dictionary<string, AttachedFile> { ["A1"] = Attached(status) } };
        }

        return new ReportDraft(
            file,
            (findings ?? new() { ["1.1"] = Conformance, ["1.2"] = Conformance, ["2.1"] = Conformance })
                .ToDictionary(entry => entry.Key, entry => Item(entry.Value)),
            (nonConformances ?? []).ToDictionary(entry => entry.Key, entry => Item(entry.Value)),
            Item(general ?? General));
    }

    /// <summary>A draft with the non-conformances that are given, each with its finding.</summary>
    public static ReportDraft WithNonConformances(params NonConformanceContent[] contents)
    {
        Dictionary<string, FindingContent> findings = new() { ["1.1"] = Conformance, ["1.2"] = Conformance, ["2.1"] = Conformance };
        foreach (NonConformanceContent content in contents)
        {
            findings[content.Criterion!] = content.Grade is NonConformanceGrade.Major ? Major : Minor;
        }

        return Draft(findings: findings, nonConformances: contents.Index().ToDictionary(entry => entry.Index + 1, entry => entry.Item));
    }

    public static AttachedFile Attached(EvidenceStatus status = EvidenceStatus.Quarantined, int? since = null) => new(
        "Plan", new StoredFile("plan.pdf", "application/pdf", 10, "00", "blob"), status, Lea.Id, Now, Request: null, since, Removed: false);

    public static string[] Gaps(ReportDraft draft) => [.. Told(ReportChecks.Gaps(draft, Standard, Today))];

    public static IEnumerable<string> Told(IEnumerable<Fault> faults) => faults.Select(fault => $"{fault.Pointer} {fault.Code}");

    public static DraftItem<T> Item<T>(T content, int version = 1) => new(version, content, Lea.Id, Now);

    private static Criterion Criterion(string key, bool critical = false) => new(key, $"Title of {key}", critical, Applies: null, []);
}
