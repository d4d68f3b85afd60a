using System.Text.Json.Serialization;
using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Time;
using AsiFunctions.Storage;

namespace AsiFunctions.Tests.Storage;

/// <summary>A small kind of case to try the machinery with: checked by the Secretariat, noticed for 14 days, decided by the board.</summary>
public sealed record Petition(CaseId Id, string Subject, DateOnly On, PetitionState State, int StepNumber, int Notes = 0) : ICase
{
    public const string Prefix = "PET";

    public string StateName => State switch
    {
        PetitionState.Checking => "checking",
        PetitionState.Noticed => "noticed",
        PetitionState.Deciding => "deciding",
        _ => "closed",
    };

    public static Decision<Petition>.Accepted Begin(CaseId id, DateTimeOffset now, string subject = "Longer lunch breaks") => new(
        new Petition(id, subject, DateOnly.FromDateTime(now.UtcDateTime), new PetitionState.Checking(), StepNumber: 1),
        [new CaseEvent("submitted", Actor.Applicant)],
        [new Effect.SendMail("petition-received", Role.Applicant, Urgency.Immediate)]);

    /// <summary>Changes the case without changing its step.</summary>
    public static Decision<Petition> Note(Petition petition, params Effect[] effects) => new Decision<Petition>.Accepted(
        petition with { Notes = petition.Notes + 1 }, [new CaseEvent("noted", Actor.Machine)], effects);

    public static Decision<Petition> Accept(Petition petition, Actor by) => new Decision<Petition>.Accepted(
        petition with { State = new PetitionState.Noticed(), StepNumber = petition.StepNumber + 1 },
        [new CaseEvent("accepted", by)],
        [new Effect.SendMail("petition-accepted", Role.Applicant, Urgency.High)]);

    public static Decision<Petition> Close(Petition petition, Actor by, string? reason) => new Decision<Petition>.Accepted(
        petition with { State = new PetitionState.Closed(), StepNumber = petition.StepNumber + 1 }, [new CaseEvent("closed", by, reason)], []);
}

[JsonDerivedType(typeof(Checking), "checking")]
[JsonDerivedType(typeof(Noticed), "noticed")]
[JsonDerivedType(typeof(Deciding), "deciding")]
[JsonDerivedType(typeof(Closed), "closed")]
public abstract record PetitionState
{
    public sealed record Checking : PetitionState;

    public sealed record Noticed : PetitionState;

    public sealed record Deciding : PetitionState;

    public sealed record Closed : PetitionState;
}

/// <summary>What a petition tells another one: take a note; or nothing that a petition knows.</summary>
/// <param name="Answers">The petition that is told in turn; null where nobody is.</param>
/// <param name="Known">False for news that no petition knows.</param>
public sealed record PetitionNews(CaseId? Answers = null, bool Known = true) : ICaseNews;

/// <summary>A petition's large part.</summary>
public sealed record Annex(string Text);

/// <summary>What grows out of a petition: the same, by another name.</summary>
public sealed class SequelKind : PetitionKind
{
    public const string OwnPrefix = "SEQ";

    public override string Prefix => OwnPrefix;

    /// <summary>Presumed before it is stored.</summary>
    public override Petition? Blank(CaseId id) => new(id, "Presumed", new DateOnly(2026, 1, 1), new PetitionState.Deciding(), StepNumber: 0);
}

public class PetitionKind : CaseKind<Petition>
{
    public static Period CheckingTerm { get; } = Period.OfDays(5);

    public static Period NoticeTerm { get; } = Period.OfDays(14);

    public static CaseId Owner { get; } = CaseId.From("MEM", 7);

    public override string Prefix => Petition.Prefix;

    public override string Title(Petition @case) => @case.Subject;

    public override IReadOnlyList<CaseId> Organisations(Petition @case) => [Owner];

    public override CaseOrchestration? Orchestration(Petition @case) => new("Petitioning", $"petition-{@case.Id}");

    public override Step Next(Petition @case)
    {
        Deadline check = Deadline.After(@case.On, CheckingTerm, "check");
        return @case.State switch
        {
            PetitionState.Checking => new Step.Await(
                Role.Secretariat,
                "check",
                @case.On,
                [new Choice("accept"), new Choice("return", ReasonRequired: true)],
                Until: null,
                check,
                Then: null,
                []),
            PetitionState.Noticed => new Step.Sleep("notice", @case.On, Deadline.After(@case.On, NoticeTerm, "notice"), "open-decision"),
            PetitionState.Deciding => new Step.Await(Role.Board, "decide", @case.On, [new Choice("close")], Until: null, Due: null, Then: null, []),
            _ => new Step.End(),
        };
    }

    public override Decision<Petition> PassTime(Petition @case, DateTimeOffset now) => new Decision<Petition>.Accepted(
        @case with { State = new PetitionState.Deciding(), StepNumber = @case.StepNumber + 1 },
        [new CaseEvent("notice-ended", Actor.Machine)],
        [new Effect.SendMail("petition-to-decide", Role.Board)]);

    public override IReadOnlyList<Fault> Check(Petition @case, TaskOutcome outcome) =>
        outcome.Data is null ? [] : [new Fault("/data", "unexpected", "Nothing else is needed here.")];

    public override Decision<Petition> Decide(Petition @case, TaskOutcome outcome, Actor by, DateTimeOffset now) => outcome.Decision switch
    {
        "accept" => Petition.Accept(@case, by),
        _ => Petition.Close(@case, by, outcome.Reason),
    };

    public override Decision<Petition> Hear(Petition @case, ICaseNews news, DateTimeOffset now) => news is PetitionNews { Known: true } known
        ? Petition.Note(@case, known.Answers is { } to ? [new Effect.Tell(to, new PetitionNews())] : [])
        : base.Hear(@case, news, now);

    public override object? View(Petition @case, CaseAudience audience) => audience is CaseAudience.Staff ? new { notes = @case.Notes } : null;
}
