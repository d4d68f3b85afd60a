using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>The result of one automatic check.</summary>
/// <param name="Step">The step whose reviewer sees it.</param>
/// <param name="Key">Stable, kebab case: <c>on-site-days</c>.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Message">One sentence for the reviewer: what was compared, and what is wrong.</param>
public sealed record CheckResult(OversightStep Step, string Key, CheckOutcome Result, string Message);

/// <summary>How an automatic check came out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    /// <summary>All is well.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed,

    /// <summary>A person should look.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>A rule is broken; who passes the step all the same says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>What the automatic checks said of one revision.</summary>
/// <param name="Revision">Of the report.</param>
/// <param name="At">When they ran.</param>
/// <param name="Results">All of them, in the order of the steps.</param>
/// <param name="Outcome">What the outcome rules make of the findings.</param>
public sealed record CheckRun(int Revision, DateTimeOffset At, IReadOnlyList<CheckResult> Results, ComputedOutcome Outcome);

/// <summary>What the outcome rules allow; see <see cref="Certification.Certificates.CertificationOutcomes"/>.</summary>
/// <param name="Level">The level; null: no certificate.</param>
/// <param name="Reasons">Why there is none, or after a follow-up no full one; stable codes: <c>too-many-majors</c>, <c>majors-open</c>.</param>
public sealed record ComputedOutcome(CertificateLevel? Level, IReadOnlyList<string> Reasons);

/// <summary>What became of a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewResult>))]
public enum ReviewResult
{
    /// <summary>In order.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>Something has to be clarified.</summary>
    [JsonStringEnumMemberName("clarify")]
    Clarify,

    /// <summary>Not in order, and not to be mended by a clarification.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,
}

/// <summary>One review of one step; after a clarification the step is reviewed again.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Revision">The revision that was reviewed.</param>
/// <param name="Reviewer">Who decided.</param>
/// <param name="StartedOn">When the step began to wait.</param>
/// <param name="FinishedAt">When it was decided.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Checklist">The version of the checklist.</param>
/// <param name="Confirmed">The items that the reviewer confirmed.</param>
/// <param name="Notes">What the reviewer notes for ASI; in the step of documentation also opportunities to improve the system.</param>
/// <param name="Reason">Why it fails, what is to be clarified, or why it passes over a failed check.</param>
public sealed record StepReview(
    OversightStep Step,
    int Revision,
    Actor Reviewer,
    DateOnly StartedOn,
    DateTimeOffset FinishedAt,
    ReviewResult Result,
    string Checklist,
    IReadOnlyList<string> Confirmed,
    string? Notes,
    string? Reason);

/// <summary>One round of clarification.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Step">The step that asked.</param>
/// <param name="Topic">What it is about, for the statistics.</param>
/// <param name="Question">What has to be clarified.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedOn">When.</param>
/// <param name="DueOn">Until when the answer is due.</param>
/// <param name="AnsweredOn">When the answer came; null while it is awaited, and where it never came.</param>
/// <param name="Revision">The revision that answers; null without an answer.</param>
public sealed record ClarificationRound(
    int Round,
    OversightStep Step,
    ClarificationTopic Topic,
    string Question,
    Actor AskedBy,
    DateOnly AskedOn,
    DateOnly DueOn,
    DateOnly? AnsweredOn,
    int? Revision)
{
    /// <summary>When the Secretariat chose to do without the answer; null where it did not.</summary>
    public DateOnly? WithdrawnOn { get; init; }
}

/// <summary>
/// What a clarification is about. A proposal of ours: it feeds auditor calibration, which ASI does by such data (seed 002, part 4B).
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClarificationTopic>))]
public enum ClarificationTopic
{
    /// <summary>Evidence behind a rating.</summary>
    [JsonStringEnumMemberName("evidence")]
    Evidence,

    /// <summary>Minor or major, conformance or not.</summary>
    [JsonStringEnumMemberName("rating")]
    Rating,

    /// <summary>Root cause or corrective action.</summary>
    [JsonStringEnumMemberName("corrective-action")]
    CorrectiveAction,

    /// <summary>Scope, sites or applicability.</summary>
    [JsonStringEnumMemberName("scope")]
    Scope,

    /// <summary>Team, time or interviews.</summary>
    [JsonStringEnumMemberName("execution")]
    Execution,

    /// <summary>The text for publication.</summary>
    [JsonStringEnumMemberName("publication")]
    Publication,

    /// <summary>Documents and records.</summary>
    [JsonStringEnumMemberName("records")]
    Records,

    /// <summary>Anything else.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}
