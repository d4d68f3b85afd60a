using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>
/// The duty of a PT or IU member: to have at least one facility certified against the Performance Standard within two years, and to stay certified.
/// </summary>
/// <remarks>
/// One case for each member. It counts in clocks: the first from joining, or from the switch into a class that certifies; each clock is driven by
/// an orchestration of its own, <c>duty-{memberId}-{n}</c>. Source: domain facts 1.6 and 2.11; ASI's articles of August 2023 and January 2024.
/// </remarks>
/// <param name="Id"><c>DTY-…</c>; shares the rest with the member.</param>
/// <param name="StepNumber">0 while no clock ever ran.</param>
/// <param name="Clock">The number of the clock, n of the orchestration; 0 while none ever ran.</param>
/// <param name="State">Where the duty stands.</param>
/// <param name="First">The term of the first certification; null while no clock ever ran. It stays on record when it is met.</param>
/// <param name="Certificates">All certificates of the member, in the order of their issue.</param>
/// <param name="Progress">How far the member is on its way to the next certificate.</param>
/// <param name="Obligations">What is due beside the certificate itself; done and dropped ones stay.</param>
/// <param name="Past">The goals that ended, oldest first.</param>
/// <param name="Changes">The due dates that were moved, oldest first.</param>
/// <param name="CalendarFeed">The number of the member's calendar link; 0 while none was asked for.</param>
public sealed record Duty(
    CaseId Id,
    int StepNumber,
    int Clock,
    DutyState State,
    FirstTerm? First,
    IReadOnlyList<CertificateFacts> Certificates,
    ProgressRecord? Progress,
    IReadOnlyList<Obligation> Obligations,
    IReadOnlyList<PastGoal> Past,
    IReadOnlyList<DueDateChange> Changes,
    int CalendarFeed) : ICase
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State.Name;

    /// <summary>The member whose duty it is.</summary>
    [JsonIgnore]
    public CaseId Member => Id.As(Membership.Member.Prefix);

    /// <summary>What has to be reached now; null where nothing has.</summary>
    [JsonIgnore]
    public Goal? Goal => State switch
    {
        DutyState.Running s => s.Goal,
        DutyState.Missed s => s.Goal,
        DutyState.Paused s => s.Goal,
        _ => null,
    };

    /// <summary>The duty of a member for whom no clock ever ran.</summary>
    public static Duty None(CaseId id) => new(id, 0, 0, new DutyState.None(), First: null, [], Progress: null, [], [], [], CalendarFeed: 0);

    /// <summary>
    /// True where a Performance Standard certificate, full or provisional, covers the day. A suspended one does until it is withdrawn.
    /// </summary>
    public bool IsCertifiedOn(DateOnly day) =>
        Certificates.Any(c => c.Standard.Standard is StandardCode.PerformanceStandard && c.IssuedOn <= day && day <= c.CoveredUntil);
}

/// <summary>The term of the first certification.</summary>
/// <param name="From">The day from which it counts: joining, the switch into the class, or the programme's launch.</param>
/// <param name="Due">Its last day as first set; later changes are in <see cref="Duty.Changes"/>.</param>
/// <param name="TakenOverOn">When the duty was taken over from earlier records; null where it was counted from its beginning.</param>
public sealed record FirstTerm(DateOnly From, Deadline Due, DateOnly? TakenOverOn);

/// <summary>How far the member is, since when, and which case says so.</summary>
public sealed record ProgressRecord(CertificationProgress Value, DateOnly Since, CaseId? Source);

/// <summary>What has to be reached, by when.</summary>
/// <param name="Kind">What.</param>
/// <param name="Since">Since when it is the goal.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="After">Only reminders after this day are given: earlier ones lie before the goal, or before its date was moved.</param>
/// <param name="Said">The keys of the reminders that were given.</param>
public sealed record Goal(GoalKind Kind, DateOnly Since, Deadline Due, DateOnly After, IReadOnlyList<string> Said);

/// <summary>What a member has to reach.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoalKind>))]
public enum GoalKind
{
    /// <summary>A first certificate.</summary>
    [JsonStringEnumMemberName("first-certification")]
    FirstCertification,

    /// <summary>A full certificate in place of the provisional one.</summary>
    [JsonStringEnumMemberName("conversion")]
    Conversion,

    /// <summary>A new certificate before the last one expires.</summary>
    [JsonStringEnumMemberName("recertification")]
    Recertification,
}

/// <summary>A goal that is over.</summary>
/// <param name="Kind">What had to be reached.</param>
/// <param name="Due">By when.</param>
/// <param name="Outcome">Kebab case: <c>met</c>, <c>cured</c>, <c>lapsed</c>, <c>reopened</c>, <c>forfeited</c>, <c>stopped</c>.</param>
/// <param name="On">When it ended.</param>
/// <param name="Certificate">The certificate that met it; null where none did.</param>
public sealed record PastGoal(GoalKind Kind, Deadline Due, string Outcome, DateOnly On, CaseId? Certificate);

/// <summary>A due date that was moved.</summary>
/// <param name="Kind">Whose.</param>
/// <param name="Before">The date before.</param>
/// <param name="After">The date from then on.</param>
/// <param name="Cause"><c>extension</c> or <c>pause</c>.</param>
/// <param name="On">When it was moved.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
public sealed record DueDateChange(GoalKind Kind, Deadline Before, Deadline After, string Cause, DateOnly On, Actor By, string Reason);

/// <summary>Where a duty stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Running), "running")]
[JsonDerivedType(typeof(Missed), "missed")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Undecided), "undecided")]
[JsonDerivedType(typeof(Stopped), "stopped")]
public abstract record DutyState
{
    private DutyState()
    {
    }

    /// <summary>The name in kebab case, the same as in JSON.</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        None => "none",
        Running => "running",
        Missed => "missed",
        Paused => "paused",
        Undecided => "undecided",
        _ => "stopped",
    };

    /// <summary>The member is in a class that does not certify, and always was.</summary>
    public sealed record None : DutyState;

    /// <summary>The goal's date lies ahead.</summary>
    public sealed record Running(Goal Goal) : DutyState;

    /// <summary>The goal's date has passed: the member is suspended until a certificate cures it, or the grace ends.</summary>
    /// <param name="Goal">What was missed.</param>
    /// <param name="Since">The first day after its date, or later where that was found later.</param>
    /// <param name="Grace">The last day on which it can be cured.</param>
    /// <param name="Said">The keys of the reminders that were given since.</param>
    public sealed record Missed(Goal Goal, DateOnly Since, Deadline Grace, IReadOnlyList<string> Said) : DutyState;

    /// <summary>The Secretariat has stopped the clock for a while.</summary>
    /// <param name="Goal">What has to be reached, with its date as it was.</param>
    /// <param name="Since">The first day that does not count.</param>
    /// <param name="Grace">The grace that was running; null where the date had not passed.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Paused(Goal Goal, DateOnly Since, Deadline? Grace, string Reason) : DutyState;

    /// <summary>
    /// The member is back in a class that certifies, after a clock had run before: whether that one goes on is for people to decide.
    /// </summary>
    /// <param name="Since">The first day in the class.</param>
    public sealed record Undecided(DateOnly Since) : DutyState;

    /// <summary>No clock runs any more.</summary>
    /// <param name="On">Since when.</param>
    /// <param name="Why">Why.</param>
    public sealed record Stopped(DateOnly On, DutyStop Why) : DutyState;
}

/// <summary>Why a clock stopped.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DutyStop>))]
public enum DutyStop
{
    /// <summary>The member went into a class that does not certify.</summary>
    [JsonStringEnumMemberName("class-switched")]
    ClassSwitched,

    /// <summary>The membership ended.</summary>
    [JsonStringEnumMemberName("membership-ended")]
    MembershipEnded,

    /// <summary>The grace ended without a certificate, and with it the membership.</summary>
    [JsonStringEnumMemberName("forfeited")]
    Forfeited,
}

/// <summary>Something due beside the certificate itself.</summary>
/// <param name="Key">Unique within the duty: <c>surveillance-CRT-7K3M-9QXF-P18M</c>.</param>
/// <param name="Kind">What.</param>
/// <param name="Certificate">The certificate, or the audit, that it belongs to; null where none is known.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="TargetFrom">The first day of the time aimed at; null where only the last day counts.</param>
/// <param name="Since">Since when it is due.</param>
/// <param name="Said">The keys of the reminders that were given.</param>
/// <param name="Overdue">True once the last day has passed without it.</param>
/// <param name="Closed">How it ended; null while it is open.</param>
public sealed record Obligation(
    string Key,
    ObligationKind Kind,
    CaseId? Certificate,
    Deadline Due,
    DateOnly? TargetFrom,
    DateOnly Since,
    IReadOnlyList<string> Said,
    bool Overdue,
    ObligationEnd? Closed);

/// <summary>What is due beside a certificate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObligationKind>))]
public enum ObligationKind
{
    /// <summary>A surveillance audit, by maturity.</summary>
    [JsonStringEnumMemberName("surveillance")]
    Surveillance,

    /// <summary>The corrective action plan of a major non-conformance, to the Lead Auditor for approval.</summary>
    [JsonStringEnumMemberName("corrective-action-plan")]
    CorrectiveActionPlan,

    /// <summary>The closure of a major non-conformance.</summary>
    [JsonStringEnumMemberName("major-closure")]
    MajorClosure,

    /// <summary>The PS certificate of a scope whose CoC certificate came first; otherwise the CoC certificate is suspended.</summary>
    [JsonStringEnumMemberName("performance-standard")]
    PerformanceStandard,
}

/// <summary>How an obligation ended.</summary>
/// <param name="How"><c>done</c>, or <c>dropped</c> where its certificate ended first.</param>
/// <param name="On">When.</param>
/// <param name="By">Who says so.</param>
/// <param name="Note">More about it; null where nothing was said.</param>
public sealed record ObligationEnd(string How, DateOnly On, Actor By, string? Note);
