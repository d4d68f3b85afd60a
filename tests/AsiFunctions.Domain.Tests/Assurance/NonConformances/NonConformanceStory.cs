using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Assurance.NonConformances;

/// <summary>
/// A non-conformance as a test tells it: who does what on which day. Time passes as the
/// orchestration makes it, each due thing at its own instant, and whatever is stored goes through JSON. All names are made up.
/// </summary>
internal sealed class NonConformanceStory
{
    public static readonly Actor Mia = new("mia", Role.Member, "Mia Member");
    public static readonly Actor Lea = new("lea", Role.LeadAuditor, "Lea Auditor");
    public static readonly CaseId Audit = CaseId.From("AUD", 7);
    public static readonly CaseId Later = CaseId.From("AUD", 8);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private NonConformanceStory(NonConformance begun, DateTimeOffset now)
    {
        Case = begun;
        Now = now;
    }

    public NonConformance Case { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>The messages since the beginning: <c>2025-11-12 nonconformance-reminder P7D</c>.</summary>
    public List<string> Mails { get; } = [];

    /// <summary>What the audit was told: <c>minor</c>, <c>major closed 2026-01-31</c>.</summary>
    public List<string> Told { get; } = [];

    public List<string> Timeline { get; } = [];

    public Step Next => NonConformanceProcedure.Next(Case, NonConformanceTerms.Shipped);

    /// <summary>Where it stands: <c>open major, member by 2025-11-18</c>.</summary>
    public string Stand => Next is Step.Await step
        ? $"{Case.StateName} {Name(Case.Grade)}, {(step.Ball is Role.Member ? "member" : "auditor")} by {step.Due!.On:yyyy-MM-dd}"
        : $"{Case.StateName} {Name(Case.Grade)}";

    public string Choices => string.Join(' ', ((Step.Await)Next).Choices.Select(choice => choice.Decision));

    /// <summary>Raised by an audit that left the site on 18 October 2025; its report was approved on 3 November.</summary>
    public static NonConformanceStory Raised(NonConformanceGrade grade, CorrectiveAction? plan = null)
    {
        ReportNonConformance finding = new(1, "9.1", grade, Critical: false, "Wages are not on record.", ["F1"], plan);
        NonConformanceOpening opening = new(Subject, finding, "Human rights due diligence", Day("2025-10-18"), CaseId.From("CRT", 7));
        NonConformanceStory story = new(
            NonConformanceProcedure.Begin(CaseId.From("NCN", 7), opening, Noon("2025-11-03"), NonConformanceTerms.Shipped).Case, Noon("2025-11-03"));
        return story;
    }

    public static NonConformanceStory Major(CorrectiveAction? plan = null) => Raised(NonConformanceGrade.Major, plan);

    public static NonConformanceStory Minor(CorrectiveAction? plan = null) => Raised(NonConformanceGrade.Minor, plan);

    /// <summary>A major whose plan is carried out.</summary>
    public static NonConformanceStory Implemented(NonConformanceGrade grade = NonConformanceGrade.Major) =>
        Raised(grade, Plan("2026-06-30", approved: "2025-10-30")).At("2026-03-02").Do(new NonConformanceCommand.Implement(Mia, "Done.", ["E1"]));

    public static CorrectiveAction Plan(string due, string? approved = null) =>
        new("Nobody was in charge.", "Somebody is.", Day(due), Day("2025-10-28"), approved is null ? null : Day(approved));

    public static NonConformanceCommand.SubmitPlan Planning(string due) => new(Mia, "Nobody was in charge.", "Somebody is.", Day(due));

    public NonConformanceStory At(string day)
    {
        Now = Noon(day);
        return this;
    }

    /// <summary>Time passes until noon of a day, each due thing at its own instant.</summary>
    public NonConformanceStory MoveTo(string day)
    {
        while (Next.WakesAt is { } wakes && wakes <= Noon(day))
        {
            Now = wakes > Now ? wakes : Now;
            Do(new NonConformanceCommand.TimePasses());
        }

        return At(day);
    }

    public NonConformanceStory Do(NonConformanceCommand command) =>
        Take(NonConformanceProcedure.Decide(Case, command, Now, NonConformanceTerms.Shipped));

    public string Refused(NonConformanceCommand command) =>
        Assert.IsType<Decision<NonConformance>.Refused>(NonConformanceProcedure.Decide(Case, command, Now, NonConformanceTerms.Shipped)).Code;

    public NonConformanceStory Hear(VerificationResult result, string on, CaseId? audit = null) => Take(Heard(result, on, audit));

    public string Unheard(VerificationResult result, string on, CaseId? audit = null) =>
        Assert.IsType<Decision<NonConformance>.Refused>(Heard(result, on, audit)).Code;

    public static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);

    private static string Name(NonConformanceGrade grade) => grade is NonConformanceGrade.Major ? "major" : "minor";

    private static AuditSubject Subject => new(
        Audit,
        CaseId.From("MEM", 7),
        "Example Metals",
        MembershipClass.ProductionAndTransformation,
        CaseId.From("AUF", 7),
        "Example Assurance",
        AuditType.Initial,
        new StandardRef(StandardCode.PerformanceStandard, "V3"),
        "S1",
        "The plant at Example",
        [SupplyChainActivity.Casthouses],
        [new AuditSite("F1", "Example Works", "NO", [SupplyChainActivity.Casthouses])],
        Assessment: null,
        Certificate: null);

    private Decision<NonConformance> Heard(VerificationResult result, string on, CaseId? audit) => NonConformanceProcedure.Hear(
        Case, new VerifiedNews(audit ?? Later, Day(on), new Verification(Case.Id, result, "Seen on site."), Lea), Now, NonConformanceTerms.Shipped);

    private NonConformanceStory Take(Decision<NonConformance> decision)
    {
        Assert.True(decision is not Decision<NonConformance>.Refused, (decision as Decision<NonConformance>.Refused)?.Message);
        Decision<NonConformance>.Accepted accepted = (Decision<NonConformance>.Accepted)decision;
        Case = JsonSerializer.Deserialize<NonConformance>(JsonSerializer.Serialize(accepted.Case, Web), Web)!;
        Timeline.AddRange(accepted.Events.Select(line => line.What));
        foreach (Effect effect in accepted.Effects)
        {
            switch (effect)
            {
                case Effect.SendMail mail:
                    string to = mail.To switch { Role.Member => "", Role.LeadAuditor => " → firm", _ => " → asi" };
                    string about = mail.Facts!.GetValueOrDefault("how") ?? mail.Facts!.GetValueOrDefault("what") ?? "";
                    string left = mail.Facts!.GetValueOrDefault("left") is { } time ? $" {time}" : "";
                    Mails.Add($"{Now:yyyy-MM-dd} {mail.Template} {about}{left}{to}");
                    break;
                case Effect.Tell { News: NonConformanceNews news } tell:
                    Assert.Equal((Audit, Case.Id), (tell.To, news.NonConformance));
                    Told.Add(Name(news.Grade) + (news.ClosedOn is { } closed ? $" closed {closed:yyyy-MM-dd}" : ""));
                    break;
                default:
                    Assert.Fail($"Nobody expects {effect}.");
                    break;
            }
        }

        return this;
    }
}
