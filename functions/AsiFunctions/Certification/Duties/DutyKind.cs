using System.Text.Json;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Duties;

/// <summary>Certification duties, as the machinery of cases sees them.</summary>
public sealed class DutyKind(CertificationSettings settings, TimeProvider clock) : CaseKind<Duty>
{
    /// <inheritdoc/>
    public override string Prefix => Member.DutyPrefix;

    /// <summary>The member's reference: its name is in its own record, and may change there.</summary>
    public override string Title(Duty @case) => @case.Member.Value;

    /// <inheritdoc/>
    public override CaseOrchestration? Orchestration(Duty @case) => @case.Clock == 0 ? null : CertificationDuty.Of(@case.Member, @case.Clock);

    /// <inheritdoc/>
    public override Step Next(Duty @case) => DutyProcedure.Next(@case, settings.Terms);

    /// <inheritdoc/>
    public override Decision<Duty> PassTime(Duty @case, DateTimeOffset now) =>
        DutyProcedure.Decide(@case, new DutyCommand.TimePasses(), now, settings.Terms);

    /// <inheritdoc/>
    public override Decision<Duty> Decide(Duty @case, TaskOutcome outcome, Actor by, DateTimeOffset now) => DutyProcedure.Decide(
        @case,
        outcome.Decision switch
        {
            "resume" => new DutyCommand.Resume(by, outcome.Reason),
            "continue-clock" => new DutyCommand.ContinueClock(by, outcome.Reason),
            "new-clock" => new DutyCommand.NewClock(by, outcome.Reason),
            string other => throw new JsonException($"No task of a duty offers '{other}'."),
        },
        now,
        settings.Terms);

    /// <inheritdoc/>
    public override Decision<Duty> Hear(Duty @case, ICaseNews news, DateTimeOffset now) => DutyProcedure.Hear(@case, news, now, settings.Terms);

    /// <inheritdoc/>
    public override Duty Blank(CaseId id) => Duty.None(id);

    /// <inheritdoc/>
    public override object View(Duty @case, CaseAudience audience) =>
        DutyView.Of(@case, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), settings.Terms);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(Duty @case) => [@case.Member];

    /// <inheritdoc/>
    public override CaseId? Holder(Duty @case, Role role) => role is Role.Member or Role.MemberAdmin ? @case.Member : null;
}
