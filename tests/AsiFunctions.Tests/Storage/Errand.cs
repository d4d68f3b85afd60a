using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Tests.Storage;

/// <summary>A kind of case that is one task, of whichever role and organisation: what a queue is for.</summary>
public sealed record Errand(
    CaseId Id, Role Role, CaseId? Firm, CaseId? Member, string Title, IReadOnlyList<string> Keywords, DateOnly On, int StepNumber = 1, bool IsDone = false) : ICase
{
    public const string Prefix = "ERR";

    public string StateName => IsDone ? "done" : "sent";

    public string TaskId => CaseTask.IdOf(Id, StepNumber);

    public static Decision<Errand>.Accepted Begin(
        CaseId id, Role role, CaseId? firm, CaseId? member, string title, IReadOnlyList<string> keywords, DateTimeOffset now) => new(
        new Errand(id, role, firm, member, title, keywords, DateOnly.FromDateTime(now.UtcDateTime)), [new CaseEvent("sent", Actor.Machine)], []);

    public static Decision<Errand> Finish(Errand errand, Actor by, string? reason, bool isPublic = true) => new Decision<Errand>.Accepted(
        errand with { IsDone = true, StepNumber = errand.StepNumber + 1 }, [new CaseEvent("finished", by, reason, isPublic)], []);

    /// <summary>Another organisation takes it over in the same step.</summary>
    public static Decision<Errand> MoveTo(Errand errand, CaseId firm) => new Decision<Errand>.Accepted(
        errand with { Firm = firm }, [new CaseEvent("moved", Actor.Machine)], []);
}

public sealed class ErrandKind : CaseKind<Errand>
{
    public override string Prefix => Errand.Prefix;

    public override string Title(Errand @case) => @case.Title;

    public override IReadOnlyList<CaseId> Organisations(Errand @case) => [.. new[] { @case.Firm, @case.Member }.OfType<CaseId>()];

    public override CaseId? Holder(Errand @case, Role role) => role switch
    {
        Role.Auditor or Role.LeadAuditor => @case.Firm,
        Role.Member or Role.MemberAdmin => @case.Member,
        _ => null,
    };

    public override IReadOnlyList<string> Keywords(Errand @case) => @case.Keywords;

    public override Step Next(Errand @case) => @case.IsDone
        ? new Step.End()
        : new Step.Await(@case.Role, "run", @case.On, [new Choice("finish")], Until: null, Due: null, Then: null, []);

    public override object View(Errand @case, CaseAudience audience) => new { audience };

    public override Decision<Errand> Decide(Errand @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        Errand.Finish(@case, by, outcome.Reason);
}
