using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Assessments;

namespace AsiFunctions.Certification.Assessments;

/// <summary>What is told at the opening, the submission and the cancellation of a self-assessment.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Scope">The scope's key.</param>
/// <param name="Standard">The version it is made against.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="CopiedFrom">The cycle it began as a copy of; null where it began blank.</param>
/// <param name="SubmittedOn">When it was submitted; null where it was not.</param>
/// <param name="CancelledOn">When it was cancelled; left out where it was not.</param>
public sealed record AssessmentReceipt(
    CaseId Id,
    string Scope,
    StandardRef Standard,
    DateOnly OpenedOn,
    CaseId? CopiedFrom,
    DateOnly? SubmittedOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? CancelledOn)
{
    /// <summary>Of a self-assessment as it is.</summary>
    public static AssessmentReceipt Of(SelfAssessment assessment) =>
        new(assessment.Id, assessment.Scope, assessment.Standard, assessment.OpenedOn, assessment.CopiedFrom, assessment.SubmittedOn, assessment.CancelledOn);
}
