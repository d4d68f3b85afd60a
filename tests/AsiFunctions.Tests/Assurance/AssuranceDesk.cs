using AsiFunctions.Access;
using AsiFunctions.Assurance;
using AsiFunctions.Assurance.NonConformances;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Notifications;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Assurance;

/// <summary>What the tests of non-conformances and appeals do at the desk. All firms and people are made up.</summary>
internal static class AssuranceDesk
{
    public static readonly CaseId Firm = CaseId.From("AUF", 7);
    public static readonly Person Lea = new("account-lea", "Lea Auditor", Organisation.Of(Firm), new HashSet<Role> { Role.LeadAuditor });

    /// <summary>The back office on the day when the report of an audit that left the site on 18 October 2025 was approved.</summary>
    public static Task<BackOfficeDesk> OpenAsync(string storage, string on = "2025-11-03") =>
        BackOfficeDesk.OpenAsync(storage, on, client: null, parts =>
        {
            if (!parts.Any(part => part.ImplementationType == typeof(NonConformanceKind)))
            {
                parts.AddAssurance(new ConfigurationBuilder().Build());
            }

            parts.AddSingleton<IFirmContacts, OneContact>();
            parts.AddCaseKind<ListeningAuditKind>();
        });

    extension(BackOfficeDesk desk)
    {
        public Task<Stored<NonConformance>> RaiseAsync(
            CaseId member,
            int number = 1,
            NonConformanceGrade grade = NonConformanceGrade.Major,
            CorrectiveAction? plan = null,
            CaseId? audit = null) =>
            desk.Get<NonConformanceDesk>().OpenAsync(Opening(member, number, grade, plan, audit ?? AuditOf(member)), default);

        public async Task<NonConformance> NonConformanceAsync(CaseId id) =>
            (await desk.Get<ICaseStore>().FindAsync<NonConformance>(id, default))!.Case;

        /// <summary>The outcome of the open task, by somebody in its role.</summary>
        public async Task<TaskChange> TakeAsync(CaseId id, Person by, string decision, string? reason = null, string? data = null)
        {
            Stored<ICase>? stored = await desk.Get<ICaseStore>().FindAsync<ICase>(id, default);
            TaskOutcome outcome = new(stored!.Task!.Number, decision, reason, data is null ? null : System.Text.Json.JsonElement.Parse(data));
            return await desk.Get<TaskStore>().DecideAsync(id, outcome, by, new DecideOptions(), default);
        }

        public async Task TakenAsync(CaseId id, Person by, string decision, string? reason = null, string? data = null) =>
            Assert.IsType<TaskChange.Decided>(await desk.TakeAsync(id, by, decision, reason, data));

        /// <summary>What the audit was told.</summary>
        public async Task<IReadOnlyList<string>> ToldAsync(CaseId audit) =>
            (await desk.Get<ICaseStore>().FindAsync<ListeningAudit>(audit, default))?.Case.Heard ?? [];
    }

    public static CaseId AuditOf(CaseId member) => member.As(ListeningAudit.Letters);

    public static NonConformanceOpening Opening(CaseId member, int number, NonConformanceGrade grade, CorrectiveAction? plan, CaseId audit) => new(
        new AuditSubject(
            audit,
            member,
            "Example Metals",
            MembershipClass.ProductionAndTransformation,
            Firm,
            "Example Assurance",
            AuditType.Initial,
            new StandardRef(StandardCode.PerformanceStandard, "V3"),
            "S1",
            "The plant at Example",
            [SupplyChainActivity.Casthouses],
            [new AuditSite("F1", "Example Works", "NO", [SupplyChainActivity.Casthouses])],
            Assessment: null,
            Certificate: null),
        new ReportNonConformance(number, "9.1", grade, Critical: false, "Wages are not on record.", ["F1"], plan),
        "Human rights due diligence",
        new DateOnly(2025, 10, 18),
        Certificate: null);

    private sealed class OneContact : IFirmContacts
    {
        public Task<IReadOnlyList<MailRecipient>> OfAsync(CaseId firm, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<MailRecipient>>(firm == Firm
                ? [new MailRecipient("lea@example.org", "Lea Auditor", "en", firm.Value)]
                : []);
    }
}

/// <summary>Stands where an audit does: it listens.</summary>
internal sealed record ListeningAudit(CaseId Id, int StepNumber, IReadOnlyList<string> Heard) : ICase
{
    /// <summary>Letters of its own, so that the audit itself may be there too.</summary>
    public const string Letters = "XAU";

    public string StateName => "listening";
}

internal sealed class ListeningAuditKind : CaseKind<ListeningAudit>
{
    public override string Prefix => ListeningAudit.Letters;

    public override string Title(ListeningAudit @case) => "An audit";

    public override Step Next(ListeningAudit @case) => new Step.Rest();

    public override ListeningAudit Blank(CaseId id) => new(id, StepNumber: 0, []);

    public override Decision<ListeningAudit> Hear(ListeningAudit @case, ICaseNews news, DateTimeOffset now) => new Decision<ListeningAudit>.Accepted(
        @case with
        {
            Heard =
        [
            .. @case.Heard,
            news is NonConformanceNews n ? $"{n.NonConformance} {n.Grade} {n.ClosedOn:yyyy-MM-dd}".TrimEnd() : news.GetType().Name,
        ]
        },
        [],
        []);
}
