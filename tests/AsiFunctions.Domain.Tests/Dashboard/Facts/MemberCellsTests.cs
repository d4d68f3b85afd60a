using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.MemberCommand;
using static AsiFunctions.Domain.Membership.MembershipClass;

namespace AsiFunctions.Domain.Tests.Dashboard.Facts;

/// <summary>What a member counts for. The sample joins on 18 February 2026 with US$250 m, which is medium.</summary>
public sealed class MemberCellsTests
{
    private static readonly MembershipClass[] Classes = [IndustrialUsers, DownstreamSupporters, GeneralSupporters];
    private static readonly Member Joined = MemberTests.Joined(IndustrialUsers);

    [Fact]
    public void A_member_counts_from_the_day_of_joining()
    {
        Cells cells = CaseCells.Of(Joined);

        Assert.Equal(["2026-02-18 IU|medium +1"], cells.Lines(Cubes.Members));
        Assert.Equal(["2026-02-18 active|IU +1"], cells.Lines(Cubes.Standing));
        Assert.Equal(["2026-02-18 IU|business-partner-supplier-or-customer +1"], cells.Lines(Cubes.Joins));
        Assert.Equal(3, cells.Count);
    }

    [Fact]
    public void A_change_of_class_or_size_moves_it_on_its_day()
    {
        Member member = MemberTests.Do(Joined, new ChangeClass(Sample.Sasha, DownstreamSupporters, null, null));
        member = MemberTests.Do(member, new UpdateSize(Sample.Sasha, SizeDeclaration.OfTurnover(5_000_000, 2026)), "2026-07-01");
        Cells cells = CaseCells.Of(member);

        Assert.Equal(
            ["2026-02-18 IU|medium +1", "2026-06-01 DS|medium +1", "2026-06-01 IU|medium -1", "2026-07-01 DS|medium -1", "2026-07-01 DS|micro +1"],
            cells.Lines(Cubes.Members));
        Assert.Equal(["2026-06-01 IU|DS +1"], cells.Lines(Cubes.ClassShifts));
    }

    [Fact]
    public void Several_changes_of_one_day_are_one_change()
    {
        Member member = MemberTests.Do(Joined, new ChangeClass(Sample.Sasha, DownstreamSupporters, null, null));
        member = MemberTests.Do(member, new UpdateSize(Sample.Sasha, SizeDeclaration.OfTurnover(5_000_000, 2026)));
        Assert.Equal(["2026-02-18 IU|medium +1", "2026-06-01 DS|micro +1", "2026-06-01 IU|medium -1"], CaseCells.Of(member).Lines(Cubes.Members));

        Member back = MemberTests.Do(
            MemberTests.Do(Joined, new ChangeClass(Sample.Sasha, DownstreamSupporters, null, null)),
            new ChangeClass(Sample.Sasha, IndustrialUsers, null, null));
        Assert.Equal(["2026-02-18 IU|medium +1"], CaseCells.Of(back).Lines(Cubes.Members));
        Assert.Empty(CaseCells.Of(back).Lines(Cubes.ClassShifts));   // there and back on one day is no shift
    }

    [Fact]
    public void A_suspended_member_is_a_member_all_the_same()
    {
        Member member = MemberTests.Do(Joined, new Suspend(Sample.Sasha, SuspensionReason.NonPayment, null));

        Assert.Equal(["2026-02-18 IU|medium +1"], CaseCells.Of(member).Lines(Cubes.Members));
        Assert.Equal(
            ["2026-02-18 active|IU +1", "2026-06-01 active|IU -1", "2026-06-01 suspended|IU +1"], CaseCells.Of(member).Lines(Cubes.Standing));
    }

    [Fact]
    public void A_membership_that_ends_is_taken_away_at_the_class_and_size_it_had_then()
    {
        Member member = MemberTests.Do(Joined, new UpdateSize(Sample.Sasha, SizeDeclaration.OfTurnover(5_000_000, 2026)));
        member = MemberTests.Do(member, new End(Sample.Sasha, MembershipEnd.OperationalPriorities, null, null), "2026-12-31");
        Cells cells = CaseCells.Of(member);

        Assert.Equal(
            ["2026-02-18 IU|medium +1", "2026-06-01 IU|medium -1", "2026-06-01 IU|micro +1", "2026-12-31 IU|micro -1"], cells.Lines(Cubes.Members));
        Assert.Equal(["2026-12-31 operational_priorities|IU +1"], cells.Lines(Cubes.Exits));
        Assert.Equal(0, cells.Where(at => at.Key.Cube == Cubes.Standing).Sum(at => at.Value));
    }

    [Fact]
    public void Who_was_not_asked_how_it_heard_of_ASI_is_told_apart() => Assert.Equal(
        ["2026-02-18 IU|not-asked +1"], CaseCells.Of(Joined with { Details = Joined.Details with { HeardAbout = null } }).Lines(Cubes.Joins));

    [Fact]
    public void Own_words_and_signs_that_separate_never_become_part_of_a_place()
    {
        Member member = Joined with { Details = Joined.Details with { HeardAbout = new HeardAbout("other|way", "From Pat Primary") } };

        Assert.Equal(["2026-02-18 IU|other-way +1"], CaseCells.Of(member).Lines(Cubes.Joins));
    }

    [Fact]
    public void Records_that_know_a_size_only_from_a_later_day_count_with_it_from_joining()
    {
        Member member = Joined with { Sizes = History.From(Sample.Day("2026-04-01"), SizeDeclaration.OfTurnover(5_000_000, 2026)) };

        Assert.Equal(["2026-02-18 IU|micro +1"], CaseCells.Of(member).Lines(Cubes.Members));
    }

    [Fact]
    public void The_members_of_any_day_are_the_sum_of_the_days_until_then()
    {
        Random random = new(20210323);
        Member[] members = [.. Enumerable.Range(0, 60).Select(_ => Live(random))];
        Cells cells = Asking.Of(members);

        for (DateOnly day = Sample.Day("2026-02-01"); day < Sample.Day("2028-01-01"); day = day.AddDays(1))
        {
            MembershipFigures expected = MembershipFigures.Count(members, day);
            Dictionary<string, int> counted = cells.Where(at => at.Key.Cube == Cubes.Members && at.Key.Day <= day)
                .GroupBy(at => at.Key.Coordinates).ToDictionary(group => group.Key, group => group.Sum(at => at.Value));
            Assert.Equal(expected.Total, counted.Values.Sum());
            Assert.All(expected.ByClassAndBand, at => Assert.Equal(at.Value, counted[$"{at.Key.Class.Code}|{Band(at.Key.Band)}"]));
            Assert.All(counted.Values, count => Assert.True(count >= 0));
        }
    }

    [Fact]
    public void What_decisions_change_adds_up_to_what_the_member_counts_for()
    {
        Random random = new(20210324);
        for (int i = 0; i < 40; i++)
        {
            Cells sum = new();
            Member? before = null;
            foreach (Member after in States(random))
            {
                sum.Add(Cells.Difference(CaseCells.Of(before), CaseCells.Of(after)));
                before = after;
            }

            Assert.Empty(Cells.Difference(CaseCells.Of(before), sum));
        }
    }

    private static string Band(SizeBand band) => band switch { SizeBand.VeryLarge => "very-large", _ => $"{band}".ToLowerInvariant() };

    private static Member Live(Random random) => States(random).Last();

    private static IEnumerable<Member> States(Random random)
    {
        Member member = MemberTests.Joined(Classes[random.Next(Classes.Length)]);
        yield return member;
        DateOnly day = member.Joined.On;
        for (int i = 0; i < 12; i++)
        {
            day = day.AddDays(Math.Max(0, random.Next(90) - 20));   // several things happen on one day
            MemberCommand command = random.Next(8) switch
            {
                0 or 1 => new ChangeClass(Sample.Sasha, random.Next(2) == 0 ? IndustrialUsers : DownstreamSupporters, "As asked.", null),
                2 or 3 => new UpdateSize(Sample.Sasha, SizeDeclaration.OfTurnover((decimal)Math.Pow(10, random.Next(6, 12)), day.Year)),
                4 or 5 => new Suspend(Sample.Sasha, SuspensionReason.NonPayment, null),
                6 => new Reinstate(Sample.Sasha, "Paid."),
                _ => new End(Sample.Sasha, MembershipEnd.OperationalPriorities, null, null),
            };
            if (MemberProcedure.Decide(member, command, new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero)) is Decision<Member>.Accepted accepted)
            {
                yield return member = accepted.Case;
            }
        }
    }
}
