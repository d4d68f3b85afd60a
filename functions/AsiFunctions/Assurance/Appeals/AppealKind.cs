using AsiFunctions.Cases;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Appeals;

/// <summary>Appeals, as the machinery of cases sees them.</summary>
public sealed class AppealKind(AppealSettings settings, TimeProvider clock) : CaseKind<Appeal>
{
    /// <inheritdoc/>
    public override string Prefix => Appeal.Prefix;

    /// <inheritdoc/>
    public override string Title(Appeal @case) => @case.Decision.MemberName;

    /// <inheritdoc/>
    public override CaseOrchestration Orchestration(Appeal @case) => AppealLife.Of(@case.Id);

    /// <inheritdoc/>
    public override Step Next(Appeal @case) => AppealProcedure.Next(@case, settings.Terms);

    /// <inheritdoc/>
    public override Decision<Appeal> PassTime(Appeal @case, DateTimeOffset now) =>
        AppealProcedure.Decide(@case, new AppealCommand.TimePasses(), now, settings.Terms);

    /// <inheritdoc/>
    public override Decision<Appeal> Decide(Appeal @case, TaskOutcome outcome, Actor by, DateTimeOffset now) => AppealProcedure.Decide(
        @case,
        outcome.Decision switch
        {
            "uphold" => new AppealCommand.Uphold(by, outcome.Reason),
            "overturn" => new AppealCommand.Overturn(by, outcome.Reason),
            string other => throw new InvalidOperationException($"'{other}' is not decided by a task's outcome."),
        },
        now,
        settings.Terms);

    /// <inheritdoc/>
    public override object View(Appeal @case, CaseAudience audience) =>
        AppealView.Of(@case, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), audience);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(Appeal @case) => [@case.Member];

    /// <inheritdoc/>
    public override CaseId? Holder(Appeal @case, Role role) => role is Role.Member or Role.MemberAdmin ? @case.Member : null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keywords(Appeal @case) => [@case.Subject.Value];
}
