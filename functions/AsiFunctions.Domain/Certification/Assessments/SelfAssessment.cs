using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Certification.Assessments;

/// <summary>
/// A member's self-assessment of a certification scope, one for each cycle. Its texts are parts of the case (<see cref="ChapterAnswers"/>).
/// </summary>
/// <param name="Id"><c>SAS-…</c>, in the partition of the member.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Scope">The scope's key in the member's register: <c>S1</c>.</param>
/// <param name="Standard">The version it is made against, pinned at its opening.</param>
/// <param name="Activities">The scope's supply chain activities at its opening; with the class they say which criteria apply.</param>
/// <param name="Class">The member's class at its opening.</param>
/// <param name="State">Open, submitted or cancelled.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="SubmittedOn">When it was submitted; null while it is open.</param>
/// <param name="CopiedFrom">The cycle that it began as a copy of; null where it began blank.</param>
/// <param name="Request">The request that opened it, where that bore a key: tells its repeat from a second opening.</param>
/// <param name="Marks">What is known of each criterion that somebody touched, by key.</param>
public sealed record SelfAssessment(
    CaseId Id,
    int StepNumber,
    CaseId Member,
    string Scope,
    StandardRef Standard,
    IReadOnlyList<SupplyChainActivity> Activities,
    MembershipClass Class,
    AssessmentState State,
    DateOnly OpenedOn,
    DateOnly? SubmittedOn,
    CaseId? CopiedFrom,
    OpeningRequest? Request,
    IReadOnlyDictionary<string, Mark> Marks) : ICase
{
    /// <summary>The three letters of a self-assessment's id.</summary>
    public const string Prefix = "SAS";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State switch
    {
        AssessmentState.Open => "open",
        AssessmentState.Submitted => "submitted",
        _ => "cancelled",
    };

    /// <summary>When it was cancelled; null where it was not.</summary>
    public DateOnly? CancelledOn { get; init; }

    /// <summary>
    /// The account of its main contact: at first whoever opened it. Seed 002, "Methodology":
    /// usually the one most involved, who is asked about it later. Null for those that were opened before there was one.
    /// </summary>
    public string? MainContact { get; init; }

    /// <summary>What is known of a criterion.</summary>
    public Mark MarkOf(string key) => Marks.GetValueOrDefault(key, Mark.Untouched);

    /// <summary>The applicable criteria, in the order of the standard.</summary>
    /// <param name="version">The version of <see cref="Standard"/>.</param>
    public IReadOnlyList<RatedCriterion> Criteria(StandardVersion version) => ApplicableCriteria.Of(version, Activities, Class);

    /// <summary>As its scope lists it.</summary>
    public ScopeAssessment Listed() => new(Id, Standard, OpenedOn, SubmittedOn, CancelledOn);
}

/// <summary>Where a self-assessment stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssessmentState>))]
public enum AssessmentState
{
    /// <summary>Its member works on it; nobody else sees it.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>It does not change any more.</summary>
    [JsonStringEnumMemberName("submitted")]
    Submitted,

    /// <summary>Its member has given it up: it does not change any more, and nobody else ever sees it.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}

/// <summary>The request that opened a self-assessment.</summary>
/// <param name="Key">Its Idempotency-Key, with what that is unique within.</param>
/// <param name="Body">The hash of its body.</param>
public sealed record OpeningRequest(string Key, string Body);

/// <summary>What the case's row knows of a criterion: enough for progress and completeness, without the texts.</summary>
/// <param name="Rating">How it is rated; null where it is not yet.</param>
/// <param name="Version">How often its answer changed; 0 where it never was answered. Its ETag.</param>
/// <param name="Assignee">The account of the colleague who takes care of it; null where nobody was named.</param>
/// <param name="EvidenceCount">How many pieces of evidence are linked.</param>
/// <param name="Explained">True with an explanation.</param>
/// <param name="Reasoned">True with a reason why it is not applicable.</param>
/// <param name="Weight">What its answer takes of the room there is; see <see cref="AnswerLimits"/>.</param>
public sealed record Mark(Rating? Rating, int Version, string? Assignee, int EvidenceCount, bool Explained, bool Reasoned, int Weight)
{
    /// <summary>Of a criterion that nobody touched.</summary>
    public static Mark Untouched { get; } = new(
        Rating: null, Version: 0, Assignee: null, EvidenceCount: 0, Explained: false, Reasoned: false, Weight: 0);

    /// <summary>True where nothing is missing for submitting: rated, not applicable with a reason, a non-conformance with an explanation.</summary>
    [JsonIgnore]
    public bool IsComplete => Rating switch
    {
        null => false,
        Standards.Rating.NotApplicable => Reasoned,
        Standards.Rating.MinorNonConformance or Standards.Rating.MajorNonConformance => Explained,
        _ => true,
    };
}
