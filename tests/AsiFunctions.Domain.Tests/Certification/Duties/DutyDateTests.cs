using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>Two years to the day: calendar months, month-end clamped, until the end of the day in UTC.</summary>
public sealed class DutyDateTests
{
    [Theory]
    [InlineData("2024-02-18", "2026-02-18")]
    [InlineData("2024-08-31", "2026-08-31")]
    [InlineData("2024-02-29", "2026-02-28")]
    [InlineData("2026-02-28", "2028-02-28")]   // a leap year at the other end adds no day
    [InlineData("2024-12-31", "2026-12-31")]
    [InlineData("2024-11-30", "2026-11-30")]
    public void A_first_certification_is_due_24_months_from_joining(string joined, string due)
    {
        DutyStory story = DutyStory.Joined(joined);

        Assert.Equal($"running first-certification {due}", story.Stand);
        Assert.Equal($"first certification P24M from {joined}", story.Goal!.Due.Rule);
    }

    [Theory]
    [InlineData("2015-06-01")]
    [InlineData("2017-12-30")]
    public void Members_from_before_the_programmes_launch_count_from_the_launch(string joined)
    {
        DutyStory story = DutyStory.OfRecords(joined, today: "2018-01-10").Found();

        Assert.Equal("running first-certification 2019-12-31", story.Stand);
        Assert.Equal("first certification, of a member from before the programme's launch, P24M from 2017-12-31", story.Goal!.Due.Rule);
    }

    [Fact]
    public void The_day_of_the_launch_counts_as_itself() =>
        Assert.Equal("running first-certification 2019-12-31", DutyStory.Joined("2017-12-31").Stand);

    [Fact]
    public void The_last_instant_of_the_day_is_in_time_and_the_next_is_too_late()
    {
        DutyStory story = DutyStory.Joined("2024-02-29");

        story.MoveTo(Sample.Midnight("2026-03-01").AddTicks(-1));
        Assert.Equal("running", story.Duty.StateName);
        Assert.Equal("active", story.Member.StateName);
        Assert.Equal(Sample.Midnight("2026-03-01"), story.Next.WakesAt);

        story.MoveTo(Sample.Midnight("2026-03-01"));
        Assert.Equal("missed", story.Duty.StateName);
        Assert.Equal("suspended", story.Member.StateName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]    // there it is the next day already
    [InlineData(-11)]   // there it is still the day before
    [InlineData(2)]     // a summer time
    public void Only_the_instant_counts_whatever_the_clock_on_the_wall_says(int hours)
    {
        TimeSpan offset = TimeSpan.FromHours(hours);
        Duty duty = DutyStory.Joined("2024-03-30").MoveTo("2026-03-29").Duty;   // due on 30 March 2026; many clocks change on the 29th

        Assert.IsType<Decision<Duty>.Refused>(Pass(duty, Sample.Midnight("2026-03-31").AddTicks(-1).ToOffset(offset)));
        Duty missed = Assert.IsType<Decision<Duty>.Accepted>(Pass(duty, Sample.Midnight("2026-03-31").ToOffset(offset))).Case;
        Assert.Equal(Sample.Day("2026-09-30"), Assert.IsType<DutyState.Missed>(missed.State).Grace.On);

        Decision<Duty>.Accepted paused = Assert.IsType<Decision<Duty>.Accepted>(
            DutyProcedure.Decide(
                duty, new DutyCommand.Pause(Sample.Sasha, "A flood."), Sample.Midnight("2026-03-30").ToOffset(offset), CertificationTerms.Shipped));
        Assert.Equal(Sample.Day("2026-03-30"), Assert.IsType<DutyState.Paused>(paused.Case.State).Since);
    }

    [Theory]
    [InlineData(MembershipClass.ProductionAndTransformation, 1)]
    [InlineData(MembershipClass.IndustrialUsers, 1)]
    [InlineData(MembershipClass.CivilSociety, 0)]
    [InlineData(MembershipClass.DownstreamSupporters, 0)]
    [InlineData(MembershipClass.Associations, 0)]
    [InlineData(MembershipClass.GeneralSupporters, 0)]
    public void Only_PT_and_IU_members_have_a_clock(MembershipClass @class, int clock)
    {
        DutyStory story = DutyStory.Joined("2024-02-18", @class);

        Assert.Equal(clock, story.Duty.Clock);
        Assert.Equal(clock == 1 ? "running" : "none", story.Duty.StateName);
        Assert.Equal(clock == 1, story.Next.WakesAt is not null);
    }

    private static Decision<Duty> Pass(Duty duty, DateTimeOffset now) =>
        DutyProcedure.Decide(duty, new DutyCommand.TimePasses(), now, CertificationTerms.Shipped);
}
