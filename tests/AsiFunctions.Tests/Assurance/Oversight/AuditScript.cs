using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>
/// The people of an audit and what they decide, straight into the store; what the machine does is
/// left to whoever drives the cases. All firms and people are made up. References follow from the
/// story's name, so that it has the same each time it is told.
/// </summary>
internal sealed class AuditScript(ICaseStore cases, ReportStore reports, AuditSettings settings, string story)
{
    public static readonly Actor Mia = new("mia", Role.Member, "Mia Member");
    public static readonly Actor Lea = new("lea", Role.LeadAuditor, "Lea Auditor");
    public static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    public static readonly Actor Rene = new("rene", Role.Releaser, "Rene Releaser");

    private static readonly StandardRef Standard = new(StandardCode.PerformanceStandard, "V3");
    private static readonly DateOnly Founded = new(2015, 6, 1);

    private CaseId firm;
    private CaseId auditor;

    public CaseId Member { get; private set; }

    public CaseId Id { get; private set; }

    public Task<Audit> AuditAsync() => FindAsync<Audit>(Id);

    /// <summary>An audit whose report was checked: its first step waits.</summary>
    public static async Task<AuditScript> CheckedAsync(BackOfficeDesk desk, int majors = 0)
    {
        AuditScript script = new(desk.Get<ICaseStore>(), desk.Get<ReportStore>(), desk.Get<AuditSettings>(), $"{Guid.NewGuid()}");
        DateOnly today = DateOnly.FromDateTime(desk.Clock.Now.UtcDateTime);
        await script.OpenAsync(today);
        await script.PlanAsync(today, today);
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        await script.SubmitAsync(today, majors);
        await Driving.GoOnAsync(desk.Get<IServiceProvider>(), script.Id);
        return script;
    }

    /// <summary>A PT member with a smelter, its submitted self-assessment, and an accredited firm; the audit is opened today.</summary>
    public async Task OpenAsync(DateOnly today, SupplyChainActivity activity = SupplyChainActivity.Casthouses)
    {
        Member = await AddAsync(Domain.Membership.Member.Prefix, (id, _) => new Decision<Member>.Accepted(
            MemberOf(id, today), [new CaseEvent("joined", Actor.Machine)], [new Effect.Tell(
                id.As(Domain.Membership.Member.DutyPrefix), new MemberNews.Joined(id, MembershipClass.ProductionAndTransformation, today))]));
        firm = await AddAsync(AuditFirm.Prefix, (id, _) => new Decision<AuditFirm>.Accepted(FirmOf(id, activity), [], []));
        auditor = await AddAsync(Auditor.Prefix, (id, _) => new Decision<Auditor>.Accepted(AuditorOf(id, firm, activity), [], []));
        CaseId register = Member.As(EntityRegister.Prefix);
        CaseId assessment = Member.As("SAS");
        await DecideAsync<EntityRegister>(
            register,
            (entities, now) => Enter(entities, new EntityCommand.AddFacility(Mia, new FacilityDetails("Example Works", [activity], "NO", 120)), now));
        await DecideAsync<EntityRegister>(register, (entities, now) => Enter(
            entities,
            new EntityCommand.OpenScope(Mia, StandardCode.PerformanceStandard, new ScopeDetails("Example Works", "All of the works.", ["F1"], [])),
            now));
        await DecideAsync<EntityRegister>(
            register,
            (entities, _) => EntityProcedure.Hear(entities, new AssessmentNews("S1", new ScopeAssessment(assessment, Standard, today, today))));
        EntityRegister known = await FindAsync<EntityRegister>(register);
        Id = await AddAsync(Audit.Prefix, (id, now) => AuditProcedure.Begin(
            new AuditSubject(
                id,
                Member,
                "Example Metals",
                MembershipClass.ProductionAndTransformation,
                firm,
                "Example Assurance Ltd",
                AuditType.Initial,
                Standard,
                "S1",
                "Example Works",
                [activity],
                [.. known.Facilities.Select(facility => new AuditSite(facility.Key, facility.Name, facility.Country, facility.Activities))],
                assessment,
                Certificate: null),
            Mia,
            now,
            settings.Rules));
    }

    /// <summary>The firm files a plan, and everybody of the team declares that there is no conflict.</summary>
    public async Task PlanAsync(DateOnly from, DateOnly to, string? note = null)
    {
        AuditPlan plan = new(from, to, from, to, 6, RemoteShare: 20, ["F1"], [new TeamMember(auditor, TeamRole.Lead)], note);
        await DoAsync(new AuditCommand.FilePlan(Lea, plan, []));
        await DoAsync(new AuditCommand.Declare(Lea, auditor, Conflict: false, Details: null, MayEnter: true));
    }

    /// <summary>The lead auditor submits the next revision.</summary>
    /// <param name="ended">The audit's last day.</param>
    /// <param name="majors">How many majors it finds, each with an approved plan.</param>
    /// <param name="answer">To a clarification; null in the first revision.</param>
    public async Task SubmitAsync(DateOnly ended, int majors = 0, string? answer = null)
    {
        Audit audit = await AuditAsync();
        AuditReport report = ReportOf(audit, ended, majors, answer);
        (string blob, string hash) = await reports.WriteAsync(Id, report, default);
        await DecideAsync<Audit>(Id, (stored, now) => AuditProcedure.Hear(
            stored,
            new ReportNews.Submitted(new ReportRevision(
                report.Revision,
                blob,
                hash,
                DateOnly.FromDateTime(now.UtcDateTime),
                Lea,
                report.Days,
                majors,
                Minors: 0,
                report.Maturity.Overall,
                ReportPlans.Of(report.NonConformances),
                Answer: answer is not null)),
            now,
            settings.Rules));
    }

    /// <summary>The Secretariat passes the steps from the one that waits to the one before the release, or before another.</summary>
    public async Task PassToAsync(OversightStep step = OversightStep.Release)
    {
        while ((await AuditAsync()).State is AuditState.InOversight { Step: var open } && open < step)
        {
            await DoAsync(new AuditCommand.PassStep(Sasha, Items(open), Notes: null, "Looked at."));
        }
    }

    public Task ClarifyAsync(string question = "Which records were seen?") =>
        DoAsync(new AuditCommand.Clarify(Sasha, question, ClarificationTopic.Evidence, DueOn: null, Notes: null));

    public Task ReleaseAsync() => DoAsync(new AuditCommand.Release(Rene, Level: null, Items(OversightStep.Release), Reason: null));

    public Task DeclineAsync(string reason = "Too many majors.") => DoAsync(new AuditCommand.Decline(Rene, reason));

    public Task DoAsync(AuditCommand command) => DecideAsync<Audit>(Id, (audit, now) => AuditProcedure.Decide(audit, command, now, settings.Rules));

    /// <summary>What happened to the audit, in order.</summary>
    public async Task<string[]> TimelineAsync() => [.. (await cases.TimelineAsync(Id, default)).Select(line => line.Event.What)];

    private static string[] Items(OversightStep step) => [.. OversightChecklist.Shipped.Latest.Value.Of(step).Select(item => item.Key)];

    private static Decision<EntityRegister> Enter(EntityRegister register, EntityCommand command, DateTimeOffset now) =>
        EntityProcedure.Decide(register, command, MembershipClass.ProductionAndTransformation, new MemberStatus.Active(), now);

    private static AuditReport ReportOf(Audit audit, DateOnly ended, int majors, string? answer)
    {
        StandardVersion version = StandardCatalogue.Shipped.First(known => known.Ref == Standard);
        RatedCriterion[] criteria = [.. ApplicableCriteria.Of(version, audit.Subject.Activities, audit.Subject.Class)];
        RatedCriterion[] major = [.. criteria.Where(criterion => !criterion.Critical).Take(majors)];
        return new AuditReport(
            audit.Revisions.Count + 1,
            audit.Subject,
            new AuditDays(audit.Plan!.OnSiteFrom, audit.Plan.OnSiteTo, ended, 6, 1),
            [
                .. criteria.Select(criterion => new ReportFinding(
                    criterion.Key,
                    major.Contains(criterion) ? Rating.MajorNonConformance : Rating.Conformance,
                    "As seen.",
                    ["Records of 2025."],
                    ["F1"])),
            ],
            [
                .. major.Select((criterion, i) => new ReportNonConformance(
                    i + 1, criterion.Key, NonConformanceGrade.Major, Critical: false, "Not done.", ["F1"], new CorrectiveAction(
                        "Nobody was in charge.", "Somebody is.", ended.AddMonths(6), ended, ended))),
            ],
            [],
            new ReportMaturity(Maturity.Medium, Maturity.Medium, Maturity.Medium, Maturity.Medium, Reason: null),
            "The works were audited; what was found is listed.",
            ["Olga Operator"],
            [new PersonMet(InterviewGroup.Workers, "operators", 8), new PersonMet(InterviewGroup.Management, "manager of the works", 1)],
            [],
            answer);
    }

    private async Task<CaseId> AddAsync<TCase>(string prefix, Func<CaseId, DateTimeOffset, Decision<TCase>.Accepted> begin)
        where TCase : ICase
    {
        AddOutcome<TCase> outcome = await cases.AddAsync(
            prefix, new IdempotencyKey(story, prefix, ""), begin, default, beside: prefix == Audit.Prefix ? Member : null);
        return Assert.IsType<AddOutcome<TCase>.Added>(outcome).Stored.Case.Id;
    }

    private async Task DecideAsync<TCase>(CaseId id, Func<TCase, DateTimeOffset, Decision<TCase>> decide)
        where TCase : ICase
    {
        DecideOutcome<TCase> outcome = await cases.DecideAsync(id, decide, options: null, default);
        Assert.True(outcome is DecideOutcome<TCase>.Applied, outcome.ToString());
    }

    private async Task<TCase> FindAsync<TCase>(CaseId id)
        where TCase : ICase => (await cases.FindAsync<TCase>(id, default))!.Case;

    private static Member MemberOf(CaseId id, DateOnly on) => new(
        id,
        StepNumber: 1,
        new JoinDate(on, JoinEvent.Payment, "join date by payment"),
        Application: null,
        new MemberDetails(
            new OrganisationDetails(
                "Example Metals Ltd", "Example Metals", "12345", "NO", "1 Example Street", Website: null, Parent: null, Subsidiaries: []),
            [SupplyChainActivity.AluminiumSmelting],
            ["NO"],
            new Contacts(
                new Contact("Pat Primary", "pat.primary@example.org", null, null),
                Billing: null,
                new Contact("Pat Primary", "pat.primary@example.org", null, null)),
            "en",
            HeardAbout: null,
            Certification: null),
        History.From(on, MembershipClass.ProductionAndTransformation),
        History.From(on, SizeDeclaration.OfTurnover(250_000_000, on.Year - 1)),
        History.From<MemberStatus>(on, new MemberStatus.Active()));

    private static AuditFirm FirmOf(CaseId id, SupplyChainActivity activity) => new(
        id,
        StepNumber: 1,
        "Example Assurance Ltd",
        new FirmContact("Fay Firm", "fay.firm@example.org", "en"),
        [new BodyAccreditation(BodyStandard.Iso17065, "Example Accreditation Service", "EX-18", Founded, To: null)],
        [new AccreditedScope("A1", StandardCode.PerformanceStandard, [activity], ["NO"], Founded, To: null)],
        History.From(Founded, new AccreditationStatus(AccreditationState.Accredited)));

    private static Auditor AuditorOf(CaseId id, CaseId firm, SupplyChainActivity activity) => new(
        id,
        StepNumber: 1,
        "Lea Auditor",
        [new FirmEngagement(firm, Lea.Id, Founded, To: null)],
        [new TrainingRecord("auditor-ps", Founded, ValidUntil: null)],
        [new ExamRecord("Auditor exam", Standard, Founded, Passed: true, ValidUntil: null)],
        [new AccreditedScope("A1", StandardCode.PerformanceStandard, [activity], ["NO"], Founded, To: null)],
        History.From(Founded, new AccreditationStatus(AccreditationState.Accredited)),
        new Dictionary<StandardCode, IReadOnlyList<string>> { [StandardCode.PerformanceStandard] = ["auditor-ps"] });
}
