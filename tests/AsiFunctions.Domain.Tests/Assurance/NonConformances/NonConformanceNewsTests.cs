using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using static AsiFunctions.Domain.Tests.Assurance.NonConformances.NonConformanceStory;

namespace AsiFunctions.Domain.Tests.Assurance.NonConformances;

/// <summary>What later audits make of a non-conformance, and what time does.</summary>
public sealed class NonConformanceNewsTests
{
    [Fact]
    public void An_audit_closes_it_at_whatever_step_it_is()
    {
        foreach (NonConformanceStory story in new[] { Major(), Major(Plan("2026-06-30")), Minor(Plan("2026-06-30")), Implemented() })
        {
            story.At("2027-05-03").Hear(VerificationResult.Closed, "2027-03-18");

            Assert.Equal("verified-closed", story.Case.StateName);
            Assert.Equal((Audit, (CaseId?)Later), (story.Case.Subject.Audit, story.Case.Closed!.Audit));
            Assert.Equal([$"{(story.Case.Grade is NonConformanceGrade.Major ? "major" : "minor")} closed 2027-03-18"], story.Told);
        }
    }

    [Fact]
    public void Each_audit_verifies_it_once()
    {
        NonConformanceStory story = Implemented().At("2027-05-03").Hear(VerificationResult.StillOpen, "2027-03-18");

        Assert.Equal("already-verified", story.Unheard(VerificationResult.StillOpen, "2027-03-18"));
        Assert.Equal("already-verified", story.Unheard(VerificationResult.Closed, "2027-03-18"));
        story.Hear(VerificationResult.Closed, "2027-09-18", CaseId.From("AUD", 9));
        Assert.Equal("already-verified", story.Unheard(VerificationResult.Closed, "2027-09-18", CaseId.From("AUD", 9)));
        Assert.Equal("already-closed", story.Unheard(VerificationResult.Closed, "2027-10-18", CaseId.From("AUD", 10)));
    }

    [Fact]
    public void What_is_still_open_is_recorded_only()
    {
        NonConformanceStory story = Implemented();
        (string stand, int step, int mails) = (story.Stand, story.Case.StepNumber, story.Mails.Count);
        story.At("2026-03-20").Hear(VerificationResult.StillOpen, "2026-03-18");

        Assert.Equal((stand, step, mails), (story.Stand, story.Case.StepNumber, story.Mails.Count));
        Assert.Empty(story.Told);
        Assert.Equal("Seen on site.", story.Case.Records[^1].Words);
    }

    [Theory]
    [InlineData("open", "open minor, member by 2025-11-18")]
    [InlineData("submitted", "cap-approved minor, member by 2026-06-30")]
    [InlineData("approved", "cap-approved minor, member by 2026-06-30")]
    [InlineData("implemented", "cap-approved minor, member by 2026-11-04")]
    public void A_major_that_an_audit_downgrades_goes_on_as_a_minor(string stage, string stand)
    {
        NonConformanceStory story = stage switch
        {
            "open" => Major(),
            "submitted" => Major(Plan("2026-06-30")),
            "approved" => Major(Plan("2026-06-30", "2025-10-30")),
            _ => Implemented(),
        };
        story.At("2026-05-04").Hear(VerificationResult.Downgraded, "2026-03-18");

        Assert.Equal(stand, story.Stand);
        Assert.Equal(["minor"], story.Told);
        NonConformanceRecord.Downgrade record = Assert.IsType<NonConformanceRecord.Downgrade>(story.Case.Records[^1]);
        Assert.Equal((Day("2026-03-18"), (CaseId?)Later), (record.On, record.Audit));
    }

    [Fact]
    public void A_persistent_minor_that_an_audit_upgrades_needs_a_new_plan()
    {
        NonConformanceStory story = Minor(Plan("2026-06-30")).At("2026-05-04").Hear(VerificationResult.Upgraded, "2026-03-18");

        Assert.Equal("open major, member by 2026-06-04", story.Stand);
        Assert.Equal(["major"], story.Told);
        Assert.Equal(["2026-05-04 nonconformance-reviewed upgraded"], story.Mails);
    }

    [Theory]
    [InlineData(NonConformanceGrade.Minor, VerificationResult.Downgraded)]
    [InlineData(NonConformanceGrade.Major, VerificationResult.Upgraded)]
    public void A_grade_that_it_has_already_changes_nothing(NonConformanceGrade grade, VerificationResult result)
    {
        NonConformanceStory story = Raised(grade).At("2026-05-04").Hear(result, "2026-03-18");

        Assert.IsType<NonConformanceRecord.Unresolved>(story.Case.Records[^1]);
        Assert.Empty(story.Told);
    }

    [Fact]
    public void News_about_another_one_is_not_heard()
    {
        VerifiedNews other = new(Later, Day("2026-03-18"), new Verification(CaseId.From("NCN", 99), VerificationResult.Closed, "Seen."), Lea);
        foreach (ICaseNews news in new ICaseNews[] { other, new ObligationMet(ObligationKind.Surveillance, Later, Day("2026-03-18"), Lea, "") })
        {
            Assert.Equal(
                "unknown-news",
                Assert.IsType<Decision<NonConformance>.Refused>(NonConformanceProcedure.Hear(Major().Case, news, Major().Now, NonConformanceTerms.Shipped)).Code);
        }
    }

    [Fact]
    public void Who_has_the_ball_is_reminded_and_the_Secretariat_told_once()
    {
        NonConformanceStory story = Major().MoveTo("2025-11-25");
        Assert.Equal(
            ["2025-11-11 nonconformance-reminder action-plan P7D", "2025-11-19 escalation action-plan → asi"], story.Mails);
        Assert.Equal("open major, member by 2025-11-18", story.Stand);   // the task stays, overdue
        Assert.Null(((Step.Await)story.Next).Until);

        story.Mails.Clear();
        story.Do(Planning("2026-03-31")).MoveTo("2025-12-20");
        Assert.Equal(
            [
                "2025-11-25 nonconformance-review-asked plan-approval → firm",
                "2025-12-06 nonconformance-review-reminder plan-approval P3D → firm",
                "2025-12-10 escalation plan-approval → asi",
            ],
            story.Mails);

        story.Mails.Clear();
        story.Do(new NonConformanceCommand.ApprovePlan(Lea)).MoveTo("2026-04-10");
        Assert.Equal(
            [
                "2025-12-20 nonconformance-plan-approved ",
                "2025-12-31 nonconformance-reminder corrective-action P3M",
                "2026-02-28 nonconformance-reminder corrective-action P1M",
                "2026-03-24 nonconformance-reminder corrective-action P7D",
                "2026-04-01 escalation corrective-action → asi",
            ],
            story.Mails);

        story.Mails.Clear();
        story.Do(new NonConformanceCommand.Implement(Mia, "Done.", [])).MoveTo("2026-06-01");
        Assert.Equal(
            [
                "2026-04-10 nonconformance-review-asked verification → firm",
                "2026-05-03 nonconformance-review-reminder verification P7D → firm",
                "2026-05-11 escalation verification → asi",
            ],
            story.Mails);
    }

    [Fact]
    public void After_an_outage_one_message_says_it_all()
    {
        NonConformanceStory story = Major(Plan("2026-06-30", "2025-10-30")).At("2026-06-10").Do(new NonConformanceCommand.TimePasses());
        Assert.Equal(["2026-06-10 nonconformance-reminder corrective-action P1M"], story.Mails);
        Assert.Equal("nothing-due", story.Refused(new NonConformanceCommand.TimePasses()));

        story = Major(Plan("2026-06-30", "2025-10-30")).At("2026-07-10").Do(new NonConformanceCommand.TimePasses());
        Assert.Equal(["2026-07-10 escalation corrective-action → asi"], story.Mails);
        Assert.Equal("nothing-due", story.Refused(new NonConformanceCommand.TimePasses()));
        Assert.Null(story.Next.WakesAt);
    }

    [Theory]
    [InlineData("2025-11-18", false)]   // the last day itself is in time
    [InlineData("2025-11-19", true)]
    public void Overdue_is_what_the_date_says(string day, bool overdue) => Assert.Equal(overdue, Major().Case.IsOverdueOn(Day(day)));

    [Fact]
    public void What_is_closed_is_not_overdue() =>
        Assert.False(Major().At("2027-05-03").Hear(VerificationResult.Closed, "2027-03-18").Case.IsOverdueOn(Day("2030-01-01")));
}
