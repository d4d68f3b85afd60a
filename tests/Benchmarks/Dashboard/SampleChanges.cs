using System.Globalization;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>
/// What decisions change, as they would leave it in the outbox: members change their class, join with a duty, and are issued certificates.
/// </summary>
/// <param name="members">The members of the history.</param>
/// <param name="today">The last day of the changes.</param>
internal sealed class SampleChanges(IEnumerable<Member> members, DateOnly today)
{
    /// <summary>How many changes a round has: each of four kinds a quarter.</summary>
    public const int OfARound = 1_000;

    private const int OfAKind = OfARound / 4;
    private const int Days = 14;

    private static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");

    private readonly Member[] changing =
        [.. members.Where(member => member.Class is MembershipClass.IndustrialUsers or MembershipClass.DownstreamSupporters).TakeLast(OfAKind)];

    private int joined = 10_000_000;
    private int version = 1;

    /// <summary>The changes of one round. Those of the classes lie on the round's own day, all others on the last two weeks.</summary>
    /// <param name="round">From 0.</param>
    /// <param name="rounds">How many there will be: the last one is of today.</param>
    public IReadOnlyList<FeedEntry> Next(int round, int rounds)
    {
        List<FeedEntry> entries = [];
        for (int n = 0; n < OfAKind; n++)
        {
            Member before = changing[n % changing.Length];
            Member after = Switch(before, today.AddDays(round + 1 - rounds));
            changing[n % changing.Length] = after;
            entries.Add(Entry(before, after, ++version));

            Member member = SampleHistory.Member(++joined, today.AddDays(-n % Days));
            Duty duty = SampleHistory.DutyOf(member);
            entries.Add(Entry(before: null, member, version: 1));
            entries.Add(Entry(before: null, duty, version: 1));
            Certificate certificate = SampleHistory.CertificateOf(after, joined, today.AddDays(-n % Days), (ulong)joined);
            entries.Add(Entry(before: null, certificate, version: 1));
        }

        return entries;
    }

    private static Member Switch(Member member, DateOnly on)
    {
        MembershipClass to = member.Class is MembershipClass.IndustrialUsers ? MembershipClass.DownstreamSupporters : MembershipClass.IndustrialUsers;
        Decision<Member> decision = MemberProcedure.Decide(
            member, new MemberCommand.ChangeClass(Sasha, to, "Plans have changed.", Size: null) { From = on }, SampleHistory.Noon(on));
        return decision is Decision<Member>.Accepted accepted
            ? accepted.Case
            : throw new InvalidOperationException($"A change of class was not accepted: {decision}");
    }

    private static FeedEntry Entry(ICase? before, ICase after, int version) => new(
        string.Create(CultureInfo.InvariantCulture, $"{after.Id.Value}-{version}"),
        after.Id.Value,
        version,
        Cells.Difference(CaseCells.Of(before), CaseCells.Of(after)));
}
