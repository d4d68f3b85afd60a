using System.Text.Json.Serialization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Surveys;

/// <summary>An invitation to the certification survey that waits to be sent: one for each certification issued. Source: seed 002, "Methodology".</summary>
/// <param name="Id"><c>SIN-…</c>, in the partition of the member.</param>
/// <param name="StepNumber">From 1; nothing is ever awaited here.</param>
/// <param name="Member">Whose certification it is.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Audit">The audit that led to it.</param>
/// <param name="Assessment">The self-assessment whose main contact is invited; null where none is on record.</param>
/// <param name="EnqueuedOn">When it was enqueued.</param>
public sealed record SurveyInvitation(
    CaseId Id, int StepNumber, CaseId Member, CaseId Certificate, CaseId Audit, CaseId? Assessment, DateOnly EnqueuedOn) : ICase
{
    /// <summary>The three letters of an invitation's id.</summary>
    public const string Prefix = "SIN";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => "enqueued";

    /// <summary>For a certification that was released.</summary>
    /// <param name="id">The invitation's id.</param>
    /// <param name="subject">The audit.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="now">The instant.</param>
    public static Decision<SurveyInvitation>.Accepted Enqueue(CaseId id, AuditSubject subject, CaseId certificate, DateTimeOffset now) => new(
        new SurveyInvitation(id, StepNumber: 1, subject.Member, certificate, subject.Audit, subject.Assessment, DateOnly.FromDateTime(now.UtcDateTime)),
        [new CaseEvent("enqueued", Actor.Machine)],
        []);
}
