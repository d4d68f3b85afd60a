using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>One decision about a duty while it is being made: several things may follow from one another within it.</summary>
internal sealed class DutyTurn(Duty duty, DateTimeOffset now, History<CertificationTerms> terms)
{
    private readonly List<CaseEvent> events = [];
    private readonly List<Effect> effects = [];

    public Duty Duty { get; set; } = duty;

    public DateTimeOffset Now => now;

    public DateOnly Today { get; } = DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>The terms of a day; before the first row, that row's.</summary>
    public CertificationTerms TermsOn(DateOnly day) => DutyGoals.TermsOn(terms, day);

    /// <summary>A line for the timeline.</summary>
    public void Say(string what, Actor by, string? reason = null) => events.Add(new CaseEvent(what, by, reason));

    /// <summary>Goes into a state; somebody new, or something new, is awaited from then on.</summary>
    public void Enter(DutyState state) => Duty = Duty with { State = state, StepNumber = Duty.StepNumber + 1 };

    /// <summary>Closes the goal that ends.</summary>
    public void Close(Goal goal, string outcome, DateOnly on, CaseId? certificate = null) =>
        Duty = Duty with { Past = [.. Duty.Past, new PastGoal(goal.Kind, goal.Due, outcome, on, certificate)] };

    public void TellMember(MemberCommand command) => effects.Add(new Effect.Tell(Duty.Member, command));

    public void Tell(CaseId to, ICaseNews news) => effects.Add(new Effect.Tell(to, news));

    public void MailMember(string template, Urgency urgency, params ReadOnlySpan<(string Name, string Value)> facts) =>
        Mail(template, Role.Member, urgency, facts);

    public void MailSecretariat(string template, params ReadOnlySpan<(string Name, string Value)> facts) =>
        Mail(template, Role.Secretariat, Urgency.Normal, facts);

    public Decision<Duty> Done() => new Decision<Duty>.Accepted(Duty, events, effects);

    public static string Code(GoalKind kind) => kind switch
    {
        GoalKind.FirstCertification => "first-certification",
        GoalKind.Conversion => "conversion",
        _ => "recertification",
    };

    public static string Code(ObligationKind kind) => kind switch
    {
        ObligationKind.Surveillance => "surveillance",
        ObligationKind.CorrectiveActionPlan => "corrective-action-plan",
        ObligationKind.MajorClosure => "major-closure",
        _ => "performance-standard",
    };

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
