using System.Text.Json;
using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>
/// An audit as a test tells it: who does what on which day. Time passes as the orchestration makes it, each due thing at its own instant. Whatever is
/// stored goes through JSON. Opened on 2 March 2026 by the member, planned for 1 to 5 June unless a test says otherwise.
/// </summary>
internal sealed class AuditStory
{
    public const string Opening = "2026-03-02";
    public const string From = "2026-06-01";
    public const string To = "2026-06-05";

    public static readonly Actor Lena = new("lena", Role.LeadAuditor, "Lena Lead");
    public static readonly Actor Arno = new("arno", Role.Auditor, "Arno Auditor");
    public static readonly Actor Sasha = Sample.Sasha;
    public static readonly Actor Sven = new("sven", Role.Secretariat, "Sven Secretariat");
    public static readonly Actor Mia = Sample.Mia;
    public static readonly Actor Rae = new("rae", Role.Releaser, "Rae Releaser");
    public static readonly Actor Ron = new("ron", Role.Releaser, "Ron Releaser");

    public static readonly CaseId Id = Sample.Reference.As(Audit.Prefix);
    public static readonly CaseId LeadAuditor = CaseId.From(Domain.Assurance.Accreditation.Auditor.Prefix, 1);
    public static readonly CaseId Colleague = CaseId.From(Domain.Assurance.Accreditation.Auditor.Prefix, 2);
    public static readonly CaseId Certificate = CaseId.From(Domain.Certification.Certificates.Certificate.Prefix, 9);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly AuditRules rules;

    private AuditStory(Decision<Audit>.Accepted begun, DateTimeOffset now, AuditRules rules)
    {
        this.rules = rules;
        Now = now;
        Audit = begun.Case;
        Take(begun);
    }

    public Audit Audit { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public List<CaseEvent> Timeline { get; } = [];

    public List<Effect.Tell> Told { get; } = [];

    public List<CasePart> Parts { get; } = [];

    /// <summary>All messages: <c>2026-03-25 audit-plan-reminder → LeadAuditor</c>.</summary>
    public List<string> Mails { get; } = [];

    public IEnumerable<string> Events => Timeline.Select(line => line.What);

    public Step Next => AuditProcedure.Next(Audit, rules);

    public Step.Await Task => Assert.IsType<Step.Await>(Next);

    /// <summary>Where it stands, with the step of the oversight: <c>oversight audit-team</c>.</summary>
    public string Stand => Audit.State switch
    {
        AuditState.ReportSubmitted s => $"report-submitted {s.Step.Name}",
        AuditState.InOversight s => $"oversight {s.Step.Name}",
        AuditState.InClarification s => $"clarification {s.Step.Name}",
        _ => Audit.StateName,
    };

    /// <summary>How far the member's duty was told that the certification is.</summary>
    public IEnumerable<CertificationProgress> Progress => Told.Select(tell => tell.News).OfType<ProgressNews>().Select(news => news.Progress);

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    private OversightStep Step => ((AuditState.InOversight)Audit.State).Step;

    public static AuditSubject Subject(
        AuditType type = AuditType.Initial,
        StandardCode standard = StandardCode.PerformanceStandard,
        params IReadOnlyList<SupplyChainActivity> activities)
    {
        IReadOnlyList<SupplyChainActivity> all = activities.Count > 0 ? activities : [SupplyChainActivity.SemiFabrication];
        return new AuditSubject(
            Id,
            Id.As(Member.Prefix),
            "Example",
            MembershipClass.IndustrialUsers,
            CaseId.From(AuditFirm.Prefix, 1),
            "Example Assurance Ltd",
            type,
            new StandardRef(standard, standard is StandardCode.PerformanceStandard ? "V3" : "V2"),
            "S1",
            "The plant at Example",
            all,
            [new AuditSite("F1", "Example Works", "NO", all), new AuditSite("F2", "Example Yard", "NO", all)],
            type is AuditType.Surveillance or AuditType.FollowUp ? null : CaseId.From("SAS", 5),
            type is AuditType.Initial ? null : Certificate);
    }

    public static AuditStory Opened(AuditSubject? subject = null, AuditRules? rules = null, string on = Opening) => new(
        AuditProcedure.Begin(subject ?? Subject(), Mia, Sample.Noon(on), rules ?? AuditRules.Shipped), Sample.Noon(on), rules ?? AuditRules.Shipped);

    /// <summary>An initial audit of a smelter: its plan goes to the Secretariat first.</summary>
    public static AuditStory Upstream(AuditRules? rules = null) => Opened(Subject(activities: SupplyChainActivity.AluminiumSmelting), rules);

    /// <summary>The audit has taken place, and the first revision of its report came on 1 July.</summary>
    public static AuditStory Reported(AuditSubject? subject = null, AuditRules? rules = null) =>
        Opened(subject, rules).Plan().MoveTo("2026-07-01").Report();

    /// <summary>The checks ran, and a step waits for its reviewer; Sasha passed all before.</summary>
    public static AuditStory InReview(
        OversightStep step = OversightStep.AuditTeam,
        CertificateLevel? computed = CertificateLevel.Full,
        AuditSubject? subject = null,
        AuditRules? rules = null) =>
        Reported(subject, rules).Checks(computed).PassUpTo(step);

    /// <summary>Released or declined as computed, by Rae; nothing of what follows is done.</summary>
    public static AuditStory Decided(CertificateLevel? level = CertificateLevel.Full, AuditSubject? subject = null)
    {
        AuditStory story = InReview(OversightStep.Release, level, subject);
        return level is null ? story.Decline() : story.Release();
    }

    /// <summary>An audit in each of its states.</summary>
    public static AuditStory In(string state) => state switch
    {
        "plan-awaited" => Opened(),
        "plan-review" => Upstream().Plan(),
        "planned" => Opened().Plan().Do(new Declare(Arno, LeadAuditor, Conflict: true, "A cousin works there.", MayEnter: true)),
        "postponed" => Opened().Plan().Do(new Postpone(Lena, "A flood.")),
        "in-progress" => Opened().Plan().MoveTo(From),
        "report-awaited" => Opened().Plan().MoveTo("2026-06-06"),
        "report-submitted" => Reported(),
        "oversight" => InReview(OversightStep.AuditFindings),
        "clarification" => InReview(OversightStep.AuditScope).Clarify(),
        "second-opinion" => InReview(OversightStep.Release).Release(CertificateLevel.Provisional, "The plans are thin."),
        "approved" => Decided().Follow(),
        "declined" => Decided(level: null).Stick(),
        "cancelled" => Opened().Do(new Cancel(Mia, "The plant is sold.")),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    public static AuditRules Rules(Func<AssuranceTerms, AssuranceTerms> change) =>
        AuditRules.Shipped with { Terms = History.From(Sample.Day("2015-06-01"), change(AssuranceTerms.Shipped.Latest.Value)) };

    public static AuditPlan PlanFor(string from = From, string to = To) => new(
        Sample.Day(from),
        Sample.Day(to),
        Sample.Day(from),
        Sample.Day(to),
        OnSiteDays: 3,
        RemoteShare: 20,
        ["F1", "F2"],
        [new TeamMember(LeadAuditor, TeamRole.Lead), new TeamMember(Colleague, TeamRole.Auditor)],
        Note: null);

    /// <summary>The clock alone moves, to noon of a day.</summary>
    public AuditStory At(string day) => At(Sample.Noon(day));

    public AuditStory At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    /// <summary>Time passes until noon of a day, each due thing at its own instant.</summary>
    public AuditStory MoveTo(string day) => MoveTo(Sample.Noon(day));

    public AuditStory MoveTo(DateTimeOffset until)
    {
        int rounds = 0;
        while (Next.WakesAt is { } wakes && wakes <= until)
        {
            Assert.True(++rounds <= 50, "time is never done with the audit");
            Now = wakes > Now ? wakes : Now;
            Do(new TimePasses());
        }

        Now = until;
        return this;
    }

    public AuditStory Plan(string from = From, string to = To) => Do(new FilePlan(Lena, PlanFor(from, to), []));

    public AuditStory Report() => Hear(new ReportNews.Submitted(Revision(Audit.Revisions.Count + 1)));

    public AuditStory Checks(CertificateLevel? computed = CertificateLevel.Full, params IReadOnlyList<CheckResult> results) => Do(new RecordChecks(
        new CheckRun(Audit.Latest!.Number, Now, results, new ComputedOutcome(computed, computed is null ? ["too-many-majors"] : []))));

    public AuditStory Pass(Actor? by = null) => Do(new PassStep(by ?? Sasha, Items(Step), Notes: null, Reason: null));

    public AuditStory PassUpTo(OversightStep step)
    {
        while (Step < step)
        {
            Pass();
        }

        return this;
    }

    public AuditStory Clarify(string? due = null, Actor? by = null) => Do(new Clarify(
        by ?? (Step is OversightStep.Release ? Rae : Sasha),
        "Which records?",
        ClarificationTopic.Evidence,
        due is null ? null : Sample.Day(due),
        Notes: null));

    public AuditStory Release(CertificateLevel? level = null, string? reason = null, Actor? by = null) => Do(Releasing(level, reason, by));

    public Release Releasing(CertificateLevel? level = null, string? reason = null, Actor? by = null) =>
        new(by ?? Rae, level, Items(OversightStep.Release), reason);

    public AuditStory Decline(Actor? by = null) => Do(new Decline(by ?? Rae, "Too much is amiss."));

    /// <summary>The next thing that follows the decision is done.</summary>
    public AuditStory Follow(string? reference = null, params IReadOnlyList<TrackedNonConformance> opened) =>
        Do(new FollowUpDone(Audit.Pending!.Kind, reference, opened, Parts: []));

    /// <summary>All that follows the decision is done, the certificate issued.</summary>
    public AuditStory FollowAll(params IReadOnlyList<TrackedNonConformance> opened)
    {
        while (Audit.Pending is { } pending)
        {
            Follow(
                pending.Kind is FollowUpKind.IssueCertificate ? Certificate.Value : null,
                pending.Kind is FollowUpKind.OpenNonConformances ? opened : []);
        }

        return this;
    }

    public AuditStory Stick() => Do(new FollowUpStuck(Audit.Pending!.Kind, "membership-ended", "The membership has ended."));

    public string[] Items(OversightStep step) => [.. rules.ChecklistOn(Today).Of(step).Select(item => item.Key)];

    /// <summary>A command that has to be accepted.</summary>
    public AuditStory Do(AuditCommand command)
    {
        Decision<Audit> decision = AuditProcedure.Decide(Audit, command, Now, rules);
        Assert.True(decision is not Decision<Audit>.Refused, $"{command}: {(decision as Decision<Audit>.Refused)?.Message}");
        Take((Decision<Audit>.Accepted)decision);
        return this;
    }

    /// <summary>A command that has to be refused; gives the code.</summary>
    public string Refused(AuditCommand command) => RefusedWith(command).Code;

    public Decision<Audit>.Refused RefusedWith(AuditCommand command) =>
        Assert.IsType<Decision<Audit>.Refused>(AuditProcedure.Decide(Audit, command, Now, rules));

    /// <summary>As <see cref="Do"/>, where either answer will do.</summary>
    public bool Try(AuditCommand command)
    {
        if (AuditProcedure.Decide(Audit, command, Now, rules) is not Decision<Audit>.Accepted accepted)
        {
            return false;
        }

        Take(accepted);
        return true;
    }

    public AuditStory Hear(ICaseNews news)
    {
        Assert.True(TryHear(news), $"{news} is refused");
        return this;
    }

    public bool TryHear(ICaseNews news)
    {
        if (AuditProcedure.Hear(Audit, news, Now, rules) is not Decision<Audit>.Accepted accepted)
        {
            return false;
        }

        Take(accepted);
        return true;
    }

    public string Unheard(ICaseNews news) => Assert.IsType<Decision<Audit>.Refused>(AuditProcedure.Hear(Audit, news, Now, rules)).Code;

    public ReportRevision Revision(int number, int majors = 0) => new(
        number,
        $"reports/{number}",
        "00ff",
        Today,
        Lena,
        new AuditDays(Sample.Day(From), Sample.Day(To), Sample.Day(To), OnSiteDays: 3, RemoteDays: 1),
        majors,
        Minors: 0,
        Maturity.Medium,
        CorrectiveActionPlan.Approved,
        Answer: number > 1);

    private static Audit Stored(Audit audit)
    {
        string json = JsonSerializer.Serialize(audit, Web);
        Audit read = JsonSerializer.Deserialize<Audit>(json, Web)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
        return read;
    }

    private void Take(Decision<Audit>.Accepted accepted)
    {
        Assert.True(accepted.Case.StepNumber >= Audit.StepNumber, "the number of the step never falls");
        Audit = Stored(accepted.Case);
        Timeline.AddRange(accepted.Events);
        Parts.AddRange(accepted.Parts);
        Told.AddRange(accepted.Effects.OfType<Effect.Tell>());
        Mails.AddRange(accepted.Effects.OfType<Effect.SendMail>().Select(mail => $"{Now.UtcDateTime:yyyy-MM-dd} {mail.Template} → {mail.To}"));
    }
}
