using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Surveys.Rounds;

/// <summary>What somebody wants of a round.</summary>
public abstract record SurveyCommand
{
    private SurveyCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>Time passes.</summary>
    public sealed record TimePasses() : SurveyCommand(Actor.Machine);

    /// <summary>The machine has begun the invitations of its list as far as this one.</summary>
    /// <param name="Last">The certificate, or the member.</param>
    public sealed record InvitedUpTo(CaseId Last) : SurveyCommand(Actor.Machine);

    /// <summary>The machine has begun all invitations of its list.</summary>
    public sealed record AllInvited() : SurveyCommand(Actor.Machine);

    /// <summary>Another standing round was open first.</summary>
    /// <param name="Other">That round.</param>
    public sealed record Superseded(CaseId Other) : SurveyCommand(Actor.Machine);

    /// <summary>Closes it before its last day.</summary>
    public sealed record Close(Actor By, string? Reason) : SurveyCommand(By);

    /// <summary>The machine has brought in what was under way.</summary>
    public sealed record BroughtIn() : SurveyCommand(Actor.Machine);

    /// <summary>Other days.</summary>
    /// <param name="By">Who.</param>
    /// <param name="OpensOn">The first day; null leaves it as it is.</param>
    /// <param name="ClosesOn">The last day; null for a round that stays open until it is closed.</param>
    public sealed record Reschedule(Actor By, DateOnly? OpensOn, DateOnly? ClosesOn) : SurveyCommand(By);
}
