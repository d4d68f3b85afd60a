using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using static AsiFunctions.Domain.Tests.Assurance.NonConformances.NonConformanceStory;

namespace AsiFunctions.Domain.Tests.Assurance.NonConformances;

/// <summary>The life of a non-conformance (domain notes 2.6).</summary>
public sealed class NonConformanceProcedureTests
{
    [Theory]
    [InlineData(NonConformanceGrade.Major, null, null, "open major, member by 2025-11-18")]   // a month from the on-site end
    [InlineData(NonConformanceGrade.Minor, null, null, "open minor, member by 2025-11-18")]
    [InlineData(NonConformanceGrade.Major, "2026-06-30", null, "cap-submitted major, auditor by 2025-11-17")]
    [InlineData(NonConformanceGrade.Minor, "2026-06-30", null, "cap-approved minor, member by 2026-06-30")]   // a written plan is enough
    [InlineData(NonConformanceGrade.Major, "2026-06-30", "2025-10-30", "cap-approved major, member by 2026-06-30")]
    public void It_begins_as_far_as_the_report_says_that_it_is(NonConformanceGrade grade, string? due, string? approved, string stand)
    {
        NonConformanceStory story = Raised(grade, due is null ? null : Plan(due, approved));

        Assert.Equal(stand, story.Stand);
        Assert.Equal(1, story.Case.StepNumber);
    }

    [Fact]
    public void A_major_goes_from_its_plan_to_its_verified_closure()
    {
        NonConformanceStory story = Major().At("2025-11-10").Do(Planning("2026-06-30"));
        Assert.Equal("cap-submitted major, auditor by 2025-11-24", story.Stand);
        story.At("2025-11-12").Do(new NonConformanceCommand.ReturnPlan(Lea, "The root cause is missing."));
        Assert.Equal("open major, member by 2025-12-12", story.Stand);
        story.At("2025-11-20").Do(Planning("2026-07-31")).At("2025-11-21").Do(new NonConformanceCommand.ApprovePlan(Lea));
        Assert.Equal("cap-approved major, member by 2026-07-31", story.Stand);
        Assert.Equal(Day("2025-11-21"), story.Case.Plan!.ApprovedOn);
        story.At("2026-03-02").Do(new NonConformanceCommand.Implement(Mia, "Done.", ["E1", "E4"]));
        Assert.Equal("implemented major, auditor by 2026-04-01", story.Stand);
        story.At("2026-03-10").Do(new NonConformanceCommand.FindIneffective(Lea, "Two sites are missing.", Day("2026-05-31")));
        Assert.Equal("cap-approved major, member by 2026-05-31", story.Stand);
        story.At("2026-05-01").Do(new NonConformanceCommand.Implement(Mia, "All sites.", [])).At("2026-05-20").Do(
            new NonConformanceCommand.Close(Lea, "Records seen."));

        Assert.Equal("verified-closed major", story.Stand);
        Assert.IsType<Step.End>(story.Next);
        Assert.Equal(
            (Day("2026-05-20"), (CaseId?)null, "Records seen.", "lea"),
            (story.Case.Closed!.On, story.Case.Closed.Audit, story.Case.Closed.Note, story.Case.Closed.By.Id));
        Assert.Equal(
            ["plan-submitted", "plan-returned", "plan-submitted", "plan-approved", "implemented", "not-effective", "implemented", "closed"],
            story.Case.Records.Select(record => record.Name));
        Assert.Equal(story.Case.Records.Select(record => record.Name), story.Timeline);
        Assert.Equal(
            [
                "2025-11-10 nonconformance-review-asked plan-approval → firm",
                "2025-11-12 nonconformance-plan-returned ",
                "2025-11-20 nonconformance-review-asked plan-approval → firm",
                "2025-11-21 nonconformance-plan-approved ",
                "2026-03-02 nonconformance-review-asked verification → firm",
                "2026-03-10 nonconformance-reviewed not-effective",
                "2026-05-01 nonconformance-review-asked verification → firm",
                "2026-05-20 nonconformance-closed ",
            ],
            story.Mails);
        Assert.Equal(["major closed 2026-05-20"], story.Told);
        Assert.Equal(9, story.Case.StepNumber);
    }

    [Fact]
    public void A_minor_needs_no_approval_of_its_plan() =>
        Assert.Equal("cap-approved minor, member by 2026-09-30", Minor().At("2025-11-10").Do(Planning("2026-09-30")).Stand);

    [Theory]
    [InlineData("2026-10-18", null)]   // twelve months from the audit's end
    [InlineData("2026-10-19", "date-out-of-range")]
    [InlineData("2025-11-10", null)]
    [InlineData("2025-11-09", "date-out-of-range")]
    public void The_action_against_a_major_is_done_within_twelve_months_of_the_audit(string due, string? code)
    {
        NonConformanceStory story = Major().At("2025-11-10");
        if (code is null)
        {
            Assert.Equal("cap-submitted", story.Do(Planning(due)).Case.StateName);
        }
        else
        {
            Assert.Equal(code, story.Refused(Planning(due)));
        }
    }

    [Fact]
    public void A_plan_that_comes_after_those_months_has_one_more()
    {
        NonConformanceStory story = Major().At("2026-11-05");

        Assert.Equal("date-out-of-range", story.Refused(Planning("2026-12-06")));
        Assert.Equal("cap-submitted", story.Do(Planning("2026-12-05")).Case.StateName);
    }

    [Fact]
    public void A_minor_may_take_longer()
    {
        Assert.Equal("cap-approved minor, member by 2027-11-10", Minor().At("2025-11-10").Do(Planning("2027-11-10")).Stand);
        Assert.Equal("date-out-of-range", Minor().At("2025-11-10").Refused(Planning("2027-11-11")));
        Assert.Equal("date-out-of-range", Minor().At("2025-11-10").Refused(Planning("9999-12-31")));
    }

    [Fact]
    public void What_is_downgraded_at_the_desk_stays_open_for_the_rest()
    {
        NonConformanceStory story = Implemented().At("2026-03-20");
        Assert.Equal("close not-effective downgrade", story.Choices);
        story.Do(new NonConformanceCommand.Lower(Lea, "One site is left.", DueOn: null));

        Assert.Equal("cap-approved minor, member by 2026-09-20", story.Stand);
        Assert.Equal(NonConformanceGrade.Major, story.Case.Finding.Grade);
        Assert.Equal(["minor"], story.Told);
        Assert.Null(Assert.IsType<NonConformanceRecord.Downgrade>(story.Case.Records[^1]).Audit);
        Assert.Equal("2026-03-20 nonconformance-reviewed downgraded", story.Mails[^1]);
    }

    [Fact]
    public void A_minor_that_is_upgraded_needs_a_new_plan_and_its_months_count_from_then()
    {
        NonConformanceStory story = Implemented(NonConformanceGrade.Minor).At("2026-03-31");
        Assert.Equal("close not-effective upgrade", story.Choices);
        story.Do(new NonConformanceCommand.Raise(Lea, "It is everywhere."));

        Assert.Equal("open major, member by 2026-04-30", story.Stand);   // the day that April lacks is clamped
        Assert.Null(story.Case.Plan);
        Assert.Equal(["major"], story.Told);
        Assert.Equal("date-out-of-range", story.Refused(Planning("2027-04-01")));
        Assert.Equal("cap-submitted major, auditor by 2026-04-14", story.Do(Planning("2027-03-31")).Stand);
    }

    [Theory]
    [InlineData("2026-03-19")]
    [InlineData("2028-03-21")]
    public void A_new_day_lies_ahead_and_not_too_far(string due)
    {
        NonConformanceStory story = Implemented().At("2026-03-20");
        Assert.Equal("date-out-of-range", story.Refused(new NonConformanceCommand.FindIneffective(Lea, "No.", Day(due))));
        Assert.Equal("date-out-of-range", story.Refused(new NonConformanceCommand.Lower(Lea, "No.", Day(due))));
    }

    [Fact]
    public void Everything_has_its_step_its_person_and_its_reason()
    {
        NonConformanceCommand[] members = [Planning("2026-06-30"), new NonConformanceCommand.Implement(Mia, "Done.", [])];
        NonConformanceCommand[] auditors =
        [
            new NonConformanceCommand.ApprovePlan(Lea),
            new NonConformanceCommand.ReturnPlan(Lea, "Why."),
            new NonConformanceCommand.Close(Lea, "Why."),
            new NonConformanceCommand.FindIneffective(Lea, "Why.", DueOn: null),
            new NonConformanceCommand.Lower(Lea, "Why.", DueOn: null),
            new NonConformanceCommand.Raise(Lea, "Why."),
        ];
        (NonConformanceStory Story, string Allowed)[] stages =
        [
            (Major(), "SubmitPlan"),
            (Major(Plan("2026-06-30")), "ApprovePlan ReturnPlan"),
            (Major(Plan("2026-06-30", "2025-10-30")), "Implement"),
            (Implemented(), "Close FindIneffective Lower"),
            (Implemented(NonConformanceGrade.Minor), "Close FindIneffective Raise"),
            (Implemented().Do(new NonConformanceCommand.Close(Lea, "Seen.")), ""),
        ];
        foreach ((NonConformanceStory story, string allowed) in stages)
        {
            IEnumerable<string> accepted = members.Concat(auditors)
                .Where(command =>
                    NonConformanceProcedure.Decide(story.Case, command, story.Now, NonConformanceTerms.Shipped) is Decision<NonConformance>.Accepted)
                .Select(command => command.GetType().Name);
            Assert.Equal(allowed, string.Join(' ', accepted));
        }

        Assert.Equal("already-closed", stages[^1].Story.Refused(auditors[0]));
        Assert.Equal("out-of-order", Major().Refused(auditors[0]));
        Assert.Equal("already-decided", Implemented().Refused(auditors[5]));
        Assert.Equal("already-decided", Implemented(NonConformanceGrade.Minor).Refused(auditors[4]));
        Assert.Equal("wrong-role", Major().Refused(new NonConformanceCommand.SubmitPlan(Lea, "A", "B", Day("2026-06-30"))));
        Assert.Equal("wrong-role", Implemented().Refused(new NonConformanceCommand.Close(Mia, "Done.")));
        Assert.Equal("wrong-role", Implemented().Refused(new NonConformanceCommand.Close(Lea with { Role = Role.Auditor }, "Done.")));
        Assert.Equal("reason-required", Major().Refused(new NonConformanceCommand.SubmitPlan(Mia, "A", " ", Day("2026-06-30"))));
        Assert.Equal("reason-required", Implemented().Refused(new NonConformanceCommand.Close(Lea, " ")));
        Assert.Equal("reason-required", Implemented().Refused(new NonConformanceCommand.Lower(Lea, null, null)));
        Assert.Equal("reason-required", Major(Plan("2026-06-30")).Refused(new NonConformanceCommand.ReturnPlan(Lea, "")));
    }
}
