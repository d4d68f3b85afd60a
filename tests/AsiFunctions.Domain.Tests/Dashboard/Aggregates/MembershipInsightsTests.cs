using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Dashboard.Aggregates;

/// <summary>The figures of M&amp;E Insights, March 2021, from members' histories.</summary>
public sealed class MembershipInsightsTests
{
    private const string Day = "2021-03-23";

    private static readonly Cells Counts = Asking.Of(MembershipOfMarch2021.Members());

    [Fact]
    public void There_were_161_members_and_100_in_September_2019()
    {
        Assert.Equal("all all 161 100.0 161 100.0", Counts.Ask("members", Day).Line("all all"));
        Assert.Equal(161, Counts.Ask("members", Day).Denominator!.Count);
        Assert.Equal(100, Counts.Ask("members", "2019-09-30").Denominator!.Count);
    }

    [Fact]
    public void Medium_is_44_percent_of_the_turnover_based_and_micro_69_percent_of_the_staff_based()
    {
        DashboardTable members = Counts.Ask("members", Day);

        Assert.Equal("class sizeBand members percentOfClass membersOfClass percentOfMembers", members.Heads());
        Assert.Equal("turnover-based medium 55 44.0 125 34.2", members.Line("turnover-based medium"));
        Assert.Equal("staff-based micro 25 69.4 36 15.5", members.Line("staff-based micro"));
        Assert.Equal("PT all 70 100.0 70 43.5", members.Line("PT all"));
        Assert.Equal(9 * 6, members.Rows.Count);
        Assert.Equal(["CS micro 15 75.0 20 9.3"], Counts.Ask("members", Day, ("class", "CS"), ("sizeBand", "micro")).Lines());
    }

    [Fact]
    public void Growth_lies_between_31_and_82_percent_a_year()
    {
        DashboardTable growth = Counts.Ask("membership-growth", Day);

        Assert.Equal("period until members gained percent membersBefore joined left", growth.Heads());
        Assert.Equal(
            [
                "2015 2015-12-31 13 13 – 0 13 0",
                "2016 2016-12-31 20 7 53.8 13 8 1",
                "2017 2017-12-31 34 14 70.0 20 16 2",
                "2018 2018-12-31 60 26 76.5 34 28 2",
                "2019 2019-12-31 108 48 80.0 60 51 3",
                "2020 2020-12-31 147 39 36.1 108 43 4",
                "2021 2021-03-23 161 14 9.5 147 14 0",
            ],
            growth.Lines());
    }

    [Fact]
    public void Growth_is_also_told_by_quarter_and_month_and_by_class()
    {
        Assert.Equal(
            ["2020-Q4 2020-12-31 147 -4 -2.6 151 0 4", "2021-Q1 2021-03-23 161 14 9.5 147 14 0"],
            Counts.Ask("membership-growth", Day, from: "2020-12-31", TimeGrain.Quarter).Lines());
        Assert.Equal("2021-02 2021-02-28 147 0 0.0 147 0 0", Counts.Ask("membership-growth", Day, from: "2021-02-28", TimeGrain.Month).Lines()[0]);
        Assert.Equal(
            ["2021 2021-03-23 16 14 700.0 2 14 0"], Counts.Ask("membership-growth", Day, "2021-01-01", grain: null, ("class", "AS")).Lines());
    }

    [Fact]
    public void Month_ends_belong_to_their_month_and_an_end_takes_effect_on_its_day()
    {
        Member member = MemberTests.Joined(MembershipClass.IndustrialUsers);
        DateOnly joined = Asking.Day("2024-01-31");
        Cells cells = Asking.Of(member with
        {
            Joined = member.Joined with { On = joined },
            Classes = History.From(joined, member.Class),
            Sizes = History.From(joined, member.Size),
            Statuses = History.From<MemberStatus>(joined, new MemberStatus.Active())
                .With(Asking.Day("2024-02-29"), new MemberStatus.Ended(MembershipEnd.NonPayment, null, null)),
        });

        Assert.Equal(
            ["2024-01 2024-01-31 1 1 – 0 1 0", "2024-02 2024-02-29 0 -1 -100.0 1 0 1", "2024-03 2024-03-01 0 0 – 0 0 0"],
            cells.Ask("membership-growth", "2024-03-01", from: null, TimeGrain.Month).Lines());
        Assert.Equal(1, cells.Ask("members", "2024-02-28").Denominator!.Count);
        Assert.Equal(0, cells.Ask("members", "2024-02-29").Denominator!.Count);
    }

    [Fact]
    public void The_certifying_classes_make_up_65_percent() => Assert.Equal(
        ["certifying 105 65.2 161", "other 56 34.8 161"], Counts.Ask("certifying-share", Day).Lines());

    [Fact]
    public void Six_members_shifted_between_IU_and_DS()
    {
        DashboardTable shifts = Counts.Ask("class-shifts", Day);

        Assert.Equal(6, shifts.Denominator!.Count);
        Assert.Equal(
            ["2016 IU DS 1", "2017 IU DS 1", "2018 DS IU 1", "2018 IU DS 1", "2019 IU DS 1", "2020 DS IU 1", "all DS IU 2", "all IU DS 4"],
            shifts.Lines());
        Assert.Equal(["2018 DS IU 1", "2020 DS IU 1", "all DS IU 2"], Counts.Ask("class-shifts", Day, ("fromClass", "DS")).Lines());
    }

    [Fact]
    public void Forty_seven_percent_heard_of_ASI_from_business_partners()
    {
        DashboardTable heard = Counts.Ask("heard-about", Day);

        Assert.Equal(["event 36 52.9 68", "business-partner-supplier-or-customer 32 47.1 68"], heard.Lines());
        Assert.Equal(("new members that answered", 68), (heard.Denominator!.Of, heard.Denominator.Count));
        Assert.Contains("Of 173 members", Counts.Ask("heard-about", Day, from: "2015-01-01").Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_did_not_renew_six_stayed_and_six_are_lost_which_is_3_7_percent()
    {
        DashboardTable exits = Counts.Ask("exits", Day);

        Assert.Equal("period kind reason ended percent membersOnTheDay retainedPercent", exits.Heads());
        Assert.Equal("all all all 12 7.5 161 –", exits.Line("all all all"));
        Assert.Equal("all transfer all 6 3.7 161 –", exits.Line("all transfer all"));
        Assert.Equal("all true-loss all 6 3.7 161 96.3", exits.Line("all true-loss all"));
        Assert.Equal("all transfer absorbed_into_group 2 1.2 161 –", exits.Line("all transfer absorbed_into_group"));
        Assert.Equal("2020 true-loss operational_priorities 2 1.2 161 –", exits.Line("2020 true-loss"));
        Assert.Equal("all all all 0 0.0 161 –", Counts.Ask("exits", Day, from: "2020-12-01").Line("all all all"));
        Assert.Equal("all true-loss all 6 3.7 161 96.3", Counts.Ask("exits", Day, ("kind", "true-loss")).Line("all true-loss all"));
        Assert.Equal("all true-loss all 0 0.0 161 –", Counts.Ask("exits", Day, ("kind", "transfer")).Line("all true-loss all"));
        Assert.Equal("all true-loss all 0 0.0 161 100.0", Counts.Ask("exits", Day, from: "2020-12-01").Line("all true-loss all"));
        Assert.Equal("all all all 6 3.7 161 –", Counts.Ask("exits", Day, ("kind", "true-loss")).Line("all all all"));
    }

    [Fact]
    public void Before_the_first_member_there_are_none_and_no_percentages()
    {
        Assert.Equal("all all 0 – 0 –", Counts.Ask("members", "2015-06-29").Line("all all"));
        Assert.Empty(Counts.Ask("membership-growth", "2015-06-29").Rows);
        Assert.Equal("certifying 0 – 0", Counts.Ask("certifying-share", "2015-06-29").Lines()[0]);
        Assert.Equal("all all all 0 – 0 –", Counts.Ask("exits", "2015-06-29").Line("all all all"));
    }
}
