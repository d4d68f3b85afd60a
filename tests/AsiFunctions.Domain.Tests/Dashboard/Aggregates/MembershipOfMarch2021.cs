using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.MembershipClass;

namespace AsiFunctions.Domain.Tests.Dashboard.Aggregates;

/// <summary>
/// Made-up members whose figures are those of M&amp;E Insights, March 2021 (seed 000) and domain notes 1.8. The years between are made up, within the
/// published growth of 31% to 82% a year: 13, 20, 34, 60, 108 and 147 members at the ends of 2015 to 2020.
/// </summary>
internal static class MembershipOfMarch2021
{
    // 105 of the certifying classes; 125 turnover-based members with 55 medium ones; 36 staff-based ones with 25 micro ones.
    private static readonly (MembershipClass Class, SizeBand Band, int Count)[] Present =
    [
        (DownstreamSupporters, SizeBand.Medium, 6), (DownstreamSupporters, SizeBand.Small, 6),
        (IndustrialUsers, SizeBand.Medium, 15), (IndustrialUsers, SizeBand.Large, 12), (IndustrialUsers, SizeBand.VeryLarge, 8),
        (ProductionAndTransformation, SizeBand.Medium, 30), (ProductionAndTransformation, SizeBand.Large, 25),
        (ProductionAndTransformation, SizeBand.VeryLarge, 8), (ProductionAndTransformation, SizeBand.Small, 7),
        (GeneralSupporters, SizeBand.Medium, 4), (GeneralSupporters, SizeBand.Micro, 4),
        (CivilSociety, SizeBand.Micro, 15), (CivilSociety, SizeBand.Small, 5),
        (Associations, SizeBand.Micro, 10), (Associations, SizeBand.Medium, 6),
    ];

    // 161 that stayed, by when they joined; of the last 68, who were asked, 32 heard of ASI from a business partner.
    private static readonly (string On, int Count)[] Joins =
        [("2015-06-30", 7), ("2016-06-30", 2), ("2017-06-30", 16), ("2018-06-30", 28), ("2019-06-30", 40), ("2019-12-15", 11), ("2020-06-30", 43), ("2021-03-23", 14)];

    private static readonly (string Joined, string Ended, MembershipEnd Reason)[] Leavers =
    [
        ("2015-06-30", "2016-11-30", MembershipEnd.AcquiredByMember), ("2015-06-30", "2017-11-30", MembershipEnd.OperationalPriorities),
        ("2015-06-30", "2017-11-30", MembershipEnd.MergedWithMember), ("2015-06-30", "2018-11-30", MembershipEnd.OperationalPriorities),
        ("2015-06-30", "2018-11-30", MembershipEnd.AcquiredByMember), ("2015-06-30", "2019-11-30", MembershipEnd.OperationalPriorities),
        ("2016-06-30", "2019-11-30", MembershipEnd.AbsorbedIntoGroup), ("2016-06-30", "2019-11-30", MembershipEnd.OperationalPriorities),
        ("2016-06-30", "2020-11-30", MembershipEnd.AbsorbedIntoGroup), ("2016-06-30", "2020-11-30", MembershipEnd.OperationalPriorities),
        ("2016-06-30", "2020-11-30", MembershipEnd.AcquiredByMember), ("2016-06-30", "2020-11-30", MembershipEnd.OperationalPriorities),
    ];

    // Four went from IU to DS and two from DS to IU; the numbers are those of members in the order of joining.
    private static readonly (int Member, string On, MembershipClass Before)[] Shifts =
    [
        (0, "2016-05-01", IndustrialUsers),
        (1, "2017-05-01", IndustrialUsers),
        (2, "2018-05-01", IndustrialUsers),
        (3, "2019-05-01", IndustrialUsers),
        (12, "2018-09-01", DownstreamSupporters), (13, "2020-05-01", DownstreamSupporters),
    ];

    public static IReadOnlyList<Member> Members()
    {
        (MembershipClass Class, SizeBand Band)[] kinds = [.. Present.SelectMany(at => Enumerable.Repeat((at.Class, at.Band), at.Count))];
        string[] joins = [.. Joins.SelectMany(at => Enumerable.Repeat(at.On, at.Count))];
        List<Member> members = [.. kinds.Zip(joins, (kind, on) => Joining(on, kind.Class, kind.Band))];
        for (int i = members.Count - 68; i < members.Count; i++)
        {
            string answer = i < members.Count - 36 ? "business-partner-supplier-or-customer" : "event";
            members[i] = members[i] with { Details = members[i].Details with { HeardAbout = new HeardAbout(answer, Other: null) } };
        }

        foreach ((int number, string on, MembershipClass before) in Shifts)
        {
            Member member = members[number];
            members[number] = member with { Classes = History.From(member.Joined.On, before).With(Asking.Day(on), member.Class) };
        }

        members.AddRange(Leavers.Select(leaver => Ended(Joining(leaver.Joined, GeneralSupporters, SizeBand.Small), leaver.Ended, leaver.Reason)));
        return members;
    }

    private static Member Ended(Member member, string on, MembershipEnd reason) => member with
    {
        Statuses = member.Statuses.With(Asking.Day(on), new MemberStatus.Ended(reason, null, reason.IsTrueLoss ? null : CaseId.From("MEM", 1))),
    };

    private static Member Joining(string on, MembershipClass @class, SizeBand band)
    {
        Member member = MemberTests.Joined(GeneralSupporters);
        DateOnly day = Asking.Day(on);
        return member with
        {
            Joined = member.Joined with { On = day },
            Details = member.Details with { HeardAbout = null },
            Classes = History.From(day, @class),
            Sizes = History.From(day, Size(@class.SizeBasis, band)),
            Statuses = History.From<MemberStatus>(day, new MemberStatus.Active()),
        };
    }

    private static SizeDeclaration Size(SizeBasis basis, SizeBand band) => basis is SizeBasis.Staff
        ? SizeDeclaration.OfStaff(band switch { SizeBand.Micro => 3, SizeBand.Small => 30, SizeBand.Medium => 300, _ => 3000 })
        : SizeDeclaration.OfTurnover(3_000_000 * (decimal)Math.Pow(10, (int)band), 2014);
}
