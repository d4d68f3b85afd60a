using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>One decision about an audit while it is being made: several things may follow from one another within it.</summary>
internal sealed class AuditTurn(Audit audit, DateTimeOffset now, AuditRules rules)
{
    private readonly List<CaseEvent> events = [];
    private readonly List<Effect> effects = [];
    private readonly List<CasePart> parts = [];

    public Audit Audit { get; set; } = audit;

    public DateTimeOffset Now => now;

    public DateOnly Today { get; } = DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>The terms of today.</summary>
    public AssuranceTerms Terms { get; } = rules.TermsOn(DateOnly.FromDateTime(now.UtcDateTime));

    /// <summary>
    /// The terms of the day on which the present step began, as <see cref="AuditProcedure.Next"/> has them: what it offers is not refused afterwards.
    /// </summary>
    public AssuranceTerms TermsOfStep => rules.TermsOn(Audit.Clock.Since);

    /// <summary>The checklists of today.</summary>
    public OversightChecklist Checklist { get; } = rules.ChecklistOn(DateOnly.FromDateTime(now.UtcDateTime));

    /// <summary>A line for the timeline. What ASI's reviewers note is ASI's own business.</summary>
    public void Say(string what, Actor by, string? reason = null, bool isPublic = true) => events.Add(new CaseEvent(what, by, reason, isPublic));

    /// <summary>Goes into a state; somebody new, or something new, is awaited from then on.</summary>
    /// <param name="state">The state.</param>
    /// <param name="due">Until when; null where nothing is due.</param>
    /// <param name="since">From when on; today where nothing else is said.</param>
    public void Enter(AuditState state, Deadline? due = null, DateOnly? since = null) =>
        Audit = Audit with { State = state, Clock = StepClock.From(since ?? Today, due), StepNumber = Audit.StepNumber + 1 };

    /// <summary>Stays in the state, but something new is awaited.</summary>
    public void NextStep() => Audit = Audit with { StepNumber = Audit.StepNumber + 1, Clock = StepClock.From(Today) };

    public void TellReport(ICaseNews news) => effects.Add(new Effect.Tell(Audit.Id.As(AuditReportFile.Prefix), news));

    /// <summary>
    /// The member's duty hears how far the next certificate is: of the Performance Standard only,
    /// for that is the duty, and of no surveillance audit, which leads to none and would leave the
    /// duty believing in a report in oversight until the recertification.
    /// </summary>
    public void TellProgress(CertificationProgress progress, Actor by)
    {
        if (Audit.Subject is { Standard.Standard: StandardCode.PerformanceStandard, Type: not AuditType.Surveillance })
        {
            TellDuty(new ProgressNews(progress, Today, Audit.Id, by));
        }
    }

    /// <summary>The member is where it was before the audit had a date: after its self-assessment, where the audit rests on one.</summary>
    public void TellNoProgress(Actor by) =>
        TellProgress(Audit.Subject.Assessment is null ? CertificationProgress.NoSelfAssessment : CertificationProgress.SelfAssessmentSubmitted, by);

    public void TellDuty(ICaseNews news) => effects.Add(new Effect.Tell(Audit.Subject.Member.As(Member.DutyPrefix), news));

    public void Follow(Effect effect) => effects.Add(effect);

    public void Keep(CasePart part) => parts.Add(part);

    public void MailFirm(string template, Urgency urgency, params ReadOnlySpan<(string Name, string Value)> facts) =>
        Mail(template, Role.LeadAuditor, urgency, facts);

    public void MailMember(string template, Urgency urgency, params ReadOnlySpan<(string Name, string Value)> facts) =>
        Mail(template, Role.Member, urgency, facts);

    public void MailBoth(string template, Urgency urgency, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        Mail(template, Role.Member, urgency, facts);
        Mail(template, Role.LeadAuditor, urgency, facts);
    }

    public void MailSecretariat(string template, params ReadOnlySpan<(string Name, string Value)> facts) =>
        Mail(template, Role.Secretariat, Urgency.Normal, facts);

    public Decision<Audit> Done() => new Decision<Audit>.Accepted(Audit, events, effects) { Parts = parts };

    private void Mail(string template, Role to, Urgency urgency, ReadOnlySpan<(string Name, string Value)> facts)
    {
        Dictionary<string, string> all = [];
        foreach ((string name, string value) in facts)
        {
            all[name] = value;
        }

        effects.Add(new Effect.SendMail(template, to, urgency, all));
    }
}
