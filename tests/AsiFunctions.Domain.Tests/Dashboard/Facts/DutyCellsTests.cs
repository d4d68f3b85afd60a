using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Certification.Duties;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What a certification duty counts for: what holds now.</summary>
public sealed class DutyCellsTests
{
    [Fact]
    public void Its_goal_counts_on_its_last_day_month_ends_clamped()
    {
        DutyStory story = DutyStory.Joined("2024-02-29");

        Assert.Equal(["2026-02-28 first-certification|running|none +1"], CaseCells.Of(story.Duty).Lines(Cubes.Deadlines));
        story.Progress(CertificationProgress.AuditScheduled);
        Assert.Equal(["2026-02-28 first-certification|running|audit-scheduled +1"], CaseCells.Of(story.Duty).Lines(Cubes.Deadlines));
    }

    [Fact]
    public void What_is_missed_and_what_comes_after_a_certificate_is_told_apart_by_state_and_goal()
    {
        Assert.Equal(
            ["2026-02-28 first-certification|missed|none +1"],
            CaseCells.Of(DutyStory.Joined("2024-02-29").MoveTo("2026-03-02").Duty).Lines(Cubes.Deadlines));

        DutyStory certified = DutyStory.Joined("2024-02-29").MoveTo("2025-06-10").Record(TestCertificates.Full(1, "2025-06-10"));
        Assert.StartsWith(
            "2028-06-09 recertification|running", Assert.Single(CaseCells.Of(certified.Duty).Lines(Cubes.Deadlines)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_without_a_duty_has_no_deadline() =>
        Assert.Empty(CaseCells.Of(DutyStory.Joined("2024-02-29", MembershipClass.CivilSociety).Duty));

    [Fact]
    public void What_decisions_change_adds_up()
    {
        DutyStory story = DutyStory.Joined("2022-03-31");
        Cells sum = CaseCells.Of(story.Duty);
        Duty before = story.Duty;
        Action[] acts =
        [
            () => story.MoveTo("2023-01-15").Progress(CertificationProgress.SelfAssessmentSubmitted),
            () => story.Switch(MembershipClass.DownstreamSupporters),
            () => story.MoveTo("2023-05-01").Switch(MembershipClass.IndustrialUsers),
            () => story.MoveTo("2024-04-02"),
            () => story.Record(TestCertificates.Provisional(1, "2024-04-02")),
            () => story.MoveTo("2025-06-01"),
            () => story.MoveTo("2026-06-01"),
        ];
        foreach (Action act in acts)
        {
            act();
            sum.Add(Cells.Difference(CaseCells.Of(before), CaseCells.Of(story.Duty)));
            before = story.Duty;
            Assert.Empty(Cells.Difference(CaseCells.Of(story.Duty), sum));
            Assert.True(sum.Count <= 1, "a duty has one deadline");
        }
    }
}
