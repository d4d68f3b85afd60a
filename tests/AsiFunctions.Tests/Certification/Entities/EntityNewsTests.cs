using AsiFunctions.Certification.Entities;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Entities;

namespace AsiFunctions.Tests.Certification.Entities;

/// <summary>Registers, as the machinery of cases sees them.</summary>
public sealed class EntityNewsTests
{
    private static readonly EntityKind Kind = new();
    private static readonly CaseId Id = CaseId.From("ENT", 7);
    private static readonly DateTimeOffset Noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_register_is_presumed_empty_and_belongs_to_its_member()
    {
        EntityRegister blank = Kind.Blank(Id);

        Assert.Equal((Id, 0), (blank.Id, blank.Facilities.Count + blank.Products.Count + blank.Scopes.Count));
        Assert.Equal([Id.As("MEM")], Kind.Organisations(blank));
        Assert.IsType<Step.Rest>(Kind.Next(blank));
    }

    [Fact]
    public void A_scope_lists_the_self_assessment_that_it_hears_of()
    {
        CertificationScope scope = new(
            "S1", StandardCode.PerformanceStandard, "Works", "All.", ["F1"], [], [], new DateOnly(2026, 1, 5), ClosedOn: null, [], []);
        ScopeAssessment begun = new(
            CaseId.From("SAS", 1), new StandardRef(StandardCode.PerformanceStandard, "V3"), new DateOnly(2026, 2, 1), SubmittedOn: null);

        Decision<EntityRegister> decision = Kind.Hear(Kind.Blank(Id) with { Scopes = [scope] }, new AssessmentNews("S1", begun), Noon);

        Assert.Equal(begun, Assert.Single(Assert.IsType<Decision<EntityRegister>.Accepted>(decision).Case.Scopes[0].Assessments));
    }
}
