using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases;

/// <summary>A kind of case, typed. What is virtual has the answer of a case that nobody decides about by tasks and that no date moves.</summary>
/// <typeparam name="TCase">Serialized with <see cref="Json.Options"/>; a polymorphic state says so with <c>JsonDerivedType</c>.</typeparam>
public abstract class CaseKind<TCase> : ICaseKind
    where TCase : class, ICase
{
    /// <inheritdoc/>
    public abstract string Prefix { get; }

    /// <inheritdoc cref="ICaseKind.Title"/>
    public abstract string Title(TCase @case);

    /// <inheritdoc cref="ICaseKind.Next"/>
    public abstract Step Next(TCase @case);

    /// <inheritdoc cref="ICaseKind.Orchestration"/>
    public virtual CaseOrchestration? Orchestration(TCase @case) => null;

    /// <inheritdoc cref="ICaseKind.Activity"/>
    public virtual string Activity(string work) => throw new NotSupportedException($"Nobody does '{work}' for cases of kind {Prefix}.");

    /// <inheritdoc cref="ICaseKind.Organisations"/>
    public virtual IReadOnlyList<CaseId> Organisations(TCase @case) => [];

    /// <inheritdoc cref="ICaseKind.Holder"/>
    public virtual CaseId? Holder(TCase @case, Role role) => null;

    /// <inheritdoc cref="ICaseKind.Keywords"/>
    public virtual IReadOnlyList<string> Keywords(TCase @case) => [];

    /// <inheritdoc cref="ICaseKind.PassTime"/>
    public virtual Decision<TCase> PassTime(TCase @case, DateTimeOffset now) => Nothing;

    /// <inheritdoc cref="ICaseKind.Check"/>
    public virtual IReadOnlyList<Fault> Check(TCase @case, TaskOutcome outcome) => [];

    /// <inheritdoc cref="ICaseKind.Decide"/>
    public virtual Decision<TCase> Decide(TCase @case, TaskOutcome outcome, Actor by, DateTimeOffset now) => Nothing;

    /// <inheritdoc cref="ICaseKind.Hear"/>
    public virtual Decision<TCase> Hear(TCase @case, ICaseNews news, DateTimeOffset now) => Nothing;

    /// <inheritdoc cref="ICaseKind.Blank"/>
    public virtual TCase? Blank(CaseId id) => null;

    /// <inheritdoc cref="ICaseKind.View"/>
    public virtual object? View(TCase @case, CaseAudience audience) => null;

    string ICaseKind.Write(ICase @case) => JsonSerializer.Serialize((TCase)@case, Json.Options);

    ICase ICaseKind.Read(string json) => JsonSerializer.Deserialize<TCase>(json, Json.Options)
        ?? throw new JsonException($"A case of kind {Prefix} is stored as null.");

    string ICaseKind.Title(ICase @case) => Title((TCase)@case);

    CaseOrchestration? ICaseKind.Orchestration(ICase @case) => Orchestration((TCase)@case);

    Step ICaseKind.Next(ICase @case) => Next((TCase)@case);

    CaseId? ICaseKind.Holder(ICase @case, Role role) => Holder((TCase)@case, role);

    IReadOnlyList<string> ICaseKind.Keywords(ICase @case) => Keywords((TCase)@case);

    Decision<ICase> ICaseKind.PassTime(ICase @case, DateTimeOffset now) => Widen(PassTime((TCase)@case, now));

    IReadOnlyList<Fault> ICaseKind.Check(ICase @case, TaskOutcome outcome) => Check((TCase)@case, outcome);

    Decision<ICase> ICaseKind.Decide(ICase @case, TaskOutcome outcome, Actor by, DateTimeOffset now) =>
        Widen(Decide((TCase)@case, outcome, by, now));

    Decision<ICase> ICaseKind.Hear(ICase @case, ICaseNews news, DateTimeOffset now) => Widen(Hear((TCase)@case, news, now));

    ICase? ICaseKind.Blank(CaseId id) => Blank(id);

    object? ICaseKind.View(ICase @case, CaseAudience audience) => View((TCase)@case, audience);

    IReadOnlyList<CaseId> ICaseKind.Organisations(ICase @case) => Organisations((TCase)@case);

    private static Decision<TCase> Nothing => new Decision<TCase>.Refused("out-of-order", "Nothing is to be decided here.");

    private static Decision<ICase> Widen(Decision<TCase> decision) => decision switch
    {
        Decision<TCase>.Accepted a => a.Widen(),
        Decision<TCase>.Refused r => new Decision<ICase>.Refused(r.Code, r.Message),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Decisions without the type of their case.</summary>
internal static class DecisionWidening
{
    /// <summary>The same decision about a case of whatever kind.</summary>
    public static Decision<ICase>.Accepted Widen<TCase>(this Decision<TCase>.Accepted accepted)
        where TCase : ICase =>
        new(accepted.Case, accepted.Events, accepted.Effects) { Parts = accepted.Parts };
}
