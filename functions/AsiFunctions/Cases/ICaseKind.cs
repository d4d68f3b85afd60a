using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases;

/// <summary>
/// What the machinery has to know of a kind of case: its procedure, its orchestration, its face. Derive from <see cref="CaseKind{TCase}"/>.
/// </summary>
public interface ICaseKind
{
    /// <summary>The three letters of its references.</summary>
    string Prefix { get; }

    /// <summary>Writes a case as JSON.</summary>
    string Write(ICase @case);

    /// <summary>Reads what <see cref="Write"/> wrote, in this or any earlier release.</summary>
    ICase Read(string json);

    /// <summary>What the case is about, for queues and searches: an organisation's name. 200 characters at most are kept.</summary>
    string Title(ICase @case);

    /// <summary>The orchestration that drives the case; null for a kind that no date moves.</summary>
    CaseOrchestration? Orchestration(ICase @case);

    /// <summary>
    /// The activity that does the work of a <see cref="Step.Work"/>, by <c>nameof</c>. It is given
    /// the case's id, and records on the case what it has done.
    /// </summary>
    /// <param name="work">What the step says.</param>
    string Activity(string work);

    /// <summary>What comes next. The one source of tasks, statuses and sleeps.</summary>
    Step Next(ICase @case);

    /// <summary>What the passing of time does; asked only when <see cref="Step.WakesAt"/> has come.</summary>
    Decision<ICase> PassTime(ICase @case, DateTimeOffset now);

    /// <summary>
    /// Whether the data sent with an outcome is what the decision needs; empty where all is well. Pointers begin with <c>/data</c>.
    /// </summary>
    IReadOnlyList<Fault> Check(ICase @case, TaskOutcome outcome);

    /// <summary>What a person's outcome of the open task does.</summary>
    Decision<ICase> Decide(ICase @case, TaskOutcome outcome, Actor by, DateTimeOffset now);

    /// <summary>What another case's news does to this one; a refusal changes nothing.</summary>
    Decision<ICase> Hear(ICase @case, ICaseNews news, DateTimeOffset now);

    /// <summary>The case that is presumed while none of that id is stored; null for a kind whose cases begin by being added.</summary>
    ICase? Blank(CaseId id);

    /// <summary>What the status shows beyond step and timeline; null for nothing. Serialized with <see cref="Json.Options"/>.</summary>
    object? View(ICase @case, CaseAudience audience);

    /// <summary>
    /// The members and audit firms whose case it is, a few at most: their people find it and are shown it. Empty where it is ASI's alone.
    /// </summary>
    IReadOnlyList<CaseId> Organisations(ICase @case);

    /// <summary>The organisation whose people a task of that role waits for; null where that is ASI.</summary>
    /// <param name="case">The case.</param>
    /// <param name="role">The task's role.</param>
    CaseId? Holder(ICase @case, Role role);

    /// <summary>What a search finds the case by, beside its reference and title: a firm's name, a scope's. No person's.</summary>
    IReadOnlyList<string> Keywords(ICase @case);
}

/// <summary>Whose cases they are.</summary>
public static class CaseOwnership
{
    /// <summary>True for an organisation whose case it is.</summary>
    /// <param name="kind">The kind of case.</param>
    /// <param name="case">The case.</param>
    /// <param name="organisation">The id of a member or an audit firm.</param>
    public static bool BelongsTo(this ICaseKind kind, ICase @case, CaseId organisation) => kind.Organisations(@case).Contains(organisation);
}

/// <summary>An orchestration by name and fixed instance id.</summary>
/// <param name="Name">The orchestrator function's name, by <c>nameof</c>.</param>
/// <param name="InstanceId"><c>admission-APP-7K3M-9QXF</c>; without the characters / \ # ?.</param>
public sealed record CaseOrchestration(string Name, string InstanceId);

/// <summary>To whom a case is shown.</summary>
public enum CaseAudience
{
    /// <summary>Whoever holds the case's key.</summary>
    Applicant,

    /// <summary>People of the member whose case it is.</summary>
    Member,

    /// <summary>People of the audit firm whose case it is.</summary>
    Auditor,

    /// <summary>ASI's staff and board.</summary>
    Staff,
}
