using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Tests.Surveys;

/// <summary>Self-assessments as they stand in the store.</summary>
internal static class SelfAssessments
{
    public const string Prefix = SelfAssessment.Prefix;

    public static Decision<SelfAssessment>.Accepted Of(CaseId id, CaseId member, string contact)
    {
        SelfAssessment assessment = new(
            id,
            StepNumber: 1,
            member,
            "S1",
            new StandardRef(StandardCode.PerformanceStandard, "V2"),
            [],
            MembershipClass.IndustrialUsers,
            AssessmentState.Submitted,
            new DateOnly(2021, 1, 1),
            new DateOnly(2021, 2, 1),
            CopiedFrom: null,
            Request: null,
            new Dictionary<string, Mark>())
        {
            MainContact = contact,
        };
        return new Decision<SelfAssessment>.Accepted(assessment, [], []);
    }
}
