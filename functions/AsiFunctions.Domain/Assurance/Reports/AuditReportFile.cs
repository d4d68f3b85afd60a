using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>
/// The report of an audit: the draft that auditors write, and the revisions that were submitted.
/// The draft's texts are parts of the case (<see cref="ReportPart"/>).
/// </summary>
/// <remarks>A clarification reopens it: the parts stay as they are, so that the next revision begins as a copy of the last.</remarks>
/// <param name="Id"><c>RPT-…</c>; shares the rest with the audit.</param>
/// <param name="StepNumber">From 1; see <see cref="ICase"/>.</param>
/// <param name="Subject">What is audited; each revision holds it too.</param>
/// <param name="State">Drafting, submitted or closed.</param>
/// <param name="Versions">How often each item of the draft changed, by <see cref="ReportItems"/>;
/// what is missing was never written, or was removed.</param>
/// <param name="LastNonConformance">The number of the last non-conformance; numbers are never given
/// twice, so that revisions can be compared by them.</param>
/// <param name="LastAttachment">The number of the last attachment; as those of non-conformances.</param>
/// <param name="Attachments">By key, <c>A1</c>.</param>
/// <param name="Revisions">What was submitted, oldest first.</param>
/// <param name="Clarification">What the next revision has to answer; null in the first, and once it is answered.</param>
public sealed record AuditReportFile(
    CaseId Id,
    int StepNumber,
    AuditSubject Subject,
    ReportState State,
    IReadOnlyDictionary<string, int> Versions,
    int LastNonConformance,
    int LastAttachment,
    IReadOnlyDictionary<string, AttachedFile> Attachments,
    IReadOnlyList<FiledRevision> Revisions,
    Clarification? Clarification) : ICase
{
    /// <summary>The three letters of a report's id.</summary>
    public const string Prefix = "RPT";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => State switch
    {
        ReportState.Drafting => "drafting",
        ReportState.Submitted => "submitted",
        _ => "closed",
    };

    /// <summary>The attachments of the draft, in the order of entry.</summary>
    [JsonIgnore]
    public IEnumerable<KeyValuePair<string, AttachedFile>> Present =>
        Attachments.Where(entry => !entry.Value.Removed).OrderBy(entry => entry.Key.Length).ThenBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>The report of an audit that is opened.</summary>
    public static AuditReportFile Begin(AuditSubject subject) => new(
        subject.Audit.As(Prefix),
        StepNumber: 1,
        subject,
        ReportState.Drafting,
        new Dictionary<string, int>(StringComparer.Ordinal),
        LastNonConformance: 0,
        LastAttachment: 0,
        new Dictionary<string, AttachedFile>(StringComparer.Ordinal),
        [],
        Clarification: null);

    /// <summary>How often an item changed; 0 where it is not there.</summary>
    /// <param name="item">By <see cref="ReportItems"/>.</param>
    public int VersionOf(string item) => Versions.GetValueOrDefault(item);

    /// <summary>The criteria that apply to the scope, in the order of the standard.</summary>
    /// <param name="version">The version that is audited against.</param>
    public IReadOnlyList<RatedCriterion> Criteria(StandardVersion version) => ApplicableCriteria.Of(version, Subject.Activities, Subject.Class);

    /// <summary>A revision; null where there is none of that number.</summary>
    public ReportRevision? Revision(int number) => Revisions.FirstOrDefault(filed => filed.Revision.Number == number)?.Revision;
}

/// <summary>Where a report stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportState>))]
public enum ReportState
{
    /// <summary>The audit firm writes it, for the first time or after a clarification was asked for.</summary>
    [JsonStringEnumMemberName("drafting")]
    Drafting,

    /// <summary>ASI looks at it.</summary>
    [JsonStringEnumMemberName("submitted")]
    Submitted,

    /// <summary>The audit was decided or called off; nothing is written any more.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>What ASI wants to know before it goes on.</summary>
/// <param name="Question">What has to be clarified.</param>
/// <param name="DueOn">Until when.</param>
public sealed record Clarification(string Question, DateOnly DueOn);

/// <summary>A revision as the report's row keeps it.</summary>
/// <param name="Revision">Where it lies, and what lists need.</param>
/// <param name="Request">The request that submitted it, where that bore a key: its repeat is answered with this very revision.</param>
public sealed record FiledRevision(ReportRevision Revision, SubmitRequest? Request);

/// <summary>The request that submitted a revision.</summary>
/// <param name="Key">The hash of its Idempotency-Key, with what that is unique within.</param>
/// <param name="Body">The hash of its body.</param>
public sealed record SubmitRequest(string Key, string Body);
