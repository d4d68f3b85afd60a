using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Assurance.Accreditation;

/// <summary>A made-up firm and its auditors. All is in force from 1 January 2025 unless a test says otherwise.</summary>
internal static class Accrediting
{
    public const string Begin = "2025-01-01";

    public static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    public static readonly CaseId FirmId = CaseId.From(AuditFirm.Prefix, 1);
    public static readonly CaseId OtherFirm = CaseId.From(AuditFirm.Prefix, 2);

    public static History<AccreditationTerms> Terms => AccreditationTerms.Shipped;

    public static AuditFirm Firm(params AccreditedScope[] scopes) => new(
        FirmId,
        StepNumber: 2,
        "Example Assurance Ltd",
        new FirmContact("Fay Firm", "fay@example.org", "en"),
        [new BodyAccreditation(BodyStandard.Iso17021, "Example Accreditation Service", "EX-17", Day("2020-01-01"), To: null)],
        scopes,
        History.From(Day(Begin), new AccreditationStatus(AccreditationState.Accredited)));

    public static Auditor Auditor(ulong number = 1, params AccreditedScope[] scopes) => new(
        CaseId.From(Domain.Assurance.Accreditation.Auditor.Prefix, number),
        StepNumber: 2,
        "Aiko Auditor",
        [new FirmEngagement(FirmId, "a1", Day(Begin), To: null)],
        [new TrainingRecord("auditor-ps", Day(Begin), ValidUntil: null), new TrainingRecord("auditor-coc", Day(Begin), ValidUntil: null)],
        [Exam(StandardCode.PerformanceStandard, "V3", Begin), Exam(StandardCode.ChainOfCustody, "V2", Begin)],
        scopes,
        History.From(Day(Begin), new AccreditationStatus(AccreditationState.Accredited)),
        Terms.Latest.Value.MandatoryTraining);

    public static ExamRecord Exam(StandardCode standard, string version, string on, bool passed = true, string? until = null) =>
        new("Auditor exam", new StandardRef(standard, version), Day(on), passed, until is null ? null : Day(until));

    public static AccreditedScope Scope(
        SupplyChainActivity[]? activities = null,
        string[]? countries = null,
        string from = Begin,
        string? to = null,
        StandardCode standard = StandardCode.PerformanceStandard,
        string key = "A1") => new(
            key, standard, activities ?? [SupplyChainActivity.Casthouses], countries ?? ["NO"], Day(from), to is null ? null : Day(to));

    public static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);

    public static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
