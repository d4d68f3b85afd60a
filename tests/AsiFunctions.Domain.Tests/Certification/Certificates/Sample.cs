using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

/// <summary>Plainly made-up certificates that the tests share.</summary>
internal static class Sample
{
    public static readonly Actor Rae = new("rae", Role.Releaser, "Rae Releaser");
    public static readonly CaseId Member = CaseId.From("MEM", 7);
    public static readonly StandardRef Performance = new(StandardCode.PerformanceStandard, "V3");
    public static readonly StandardRef Custody = new(StandardCode.ChainOfCustody, "V2");

    public static CertificationTerms Terms => CertificationTerms.Shipped.Latest.Value;

    public static AuditFinding Major(string? criterion = "1.1", bool critical = false) => new(criterion, Rating.MajorNonConformance, critical);

    public static AuditFinding Minor(string? criterion = "1.2") => new(criterion, Rating.MinorNonConformance, Critical: false);

    public static AuditFindings Audit(
        CorrectiveActionPlan plan = CorrectiveActionPlan.Approved,
        Maturity? maturity = Maturity.Medium,
        string ended = "2025-10-18",
        StandardRef? standard = null,
        params IReadOnlyList<AuditFinding> findings) => new(
            standard ?? Performance,
            AuditType.Initial,
            "Example Assurance Ltd",
            "a1b2c3",
            Day(ended).AddDays(-4),
            Day(ended),
            Day(ended),
            maturity,
            plan,
            findings);

    public static Certificate Certificate(
        CertificateLevel level = CertificateLevel.Full,
        string issued = "2025-12-13",
        StandardRef? standard = null,
        AuditFindings? audit = null,
        ulong number = 1) => new(
            CaseId.From("CRT", number),
            StepNumber: 1,
            Member,
            "Example Extrusions Ltd",
            Scope("S1", ["F1"]),
            standard ?? Performance,
            level,
            Day(issued),
            CertificateValidity.Of(level, Day(issued), Terms),
            Day(issued),
            audit ?? Audit(standard: standard),
            Assessment: null,
            PerformanceStandardBy: null,
            TakenOver: null,
            Rae,
            Noon(issued),
            Records: []);

    public static CertifiedScope Scope(string key, string[] facilities) => new(
        key,
        "The plant at Example",
        "All of the plant.",
        [SupplyChainActivity.SemiFabrication],
        [.. facilities.Select(f => new CertifiedFacility(f, $"Facility {f}", "NO", [SupplyChainActivity.SemiFabrication]))],
        []);

    public static Decision<Certificate> Decide(Certificate certificate, CertificateCommand command, string on) =>
        CertificateProcedure.Decide(certificate, command, Noon(on), CertificationTerms.Shipped);

    public static Certificate Do(Certificate certificate, CertificateCommand command, string on) =>
        Assert.IsType<Decision<Certificate>.Accepted>(Decide(certificate, command, on)).Case;

    public static EntityRegister Register(
        StandardCode standard = StandardCode.PerformanceStandard, params IReadOnlyList<SupplyChainActivity> activities)
    {
        IReadOnlyList<SupplyChainActivity> all = activities.Count > 0 ? activities : [SupplyChainActivity.SemiFabrication];
        Facility facility = new("F1", "Example Works", all, "NO", 120, Day("2024-01-01"), ClosedOn: null);
        CertificationScope scope = new(
            "S1", standard, "The plant at Example", "All of the plant.", ["F1"], [], all, Day("2024-02-01"), ClosedOn: null, [], []);
        return EntityRegister.Empty(Member.As("ENT")) with { Facilities = [facility], Scopes = [scope] };
    }

    public static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
