using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;

namespace AsiFunctions.Certification.Assessments;

/// <summary>Self-assessments, as the machinery of cases sees them. No date moves them, and no orchestration.</summary>
public sealed class SelfAssessmentKind : CaseKind<SelfAssessment>
{
    /// <inheritdoc/>
    public override string Prefix => SelfAssessment.Prefix;

    /// <inheritdoc/>
    public override string Title(SelfAssessment @case) => $"{@case.Standard}, scope {@case.Scope} of {@case.Member}";

    /// <inheritdoc/>
    public override Step Next(SelfAssessment @case) => AssessmentProcedure.Next(@case);

    /// <inheritdoc/>
    public override IReadOnlyList<CaseId> Organisations(SelfAssessment @case) => [@case.Member];
}
