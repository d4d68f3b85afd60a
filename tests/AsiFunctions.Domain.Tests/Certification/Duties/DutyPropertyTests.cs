using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Duties;

/// <summary>
/// What holds of every duty, whatever people do and whenever: hundreds of random ones, the same on each run. The story puts each through JSON.
/// </summary>
public sealed class DutyPropertyTests
{
    [Fact]
    public void Whatever_happens_the_duty_and_the_members_record_keep_their_promises()
    {
        Random random = new(20260218);
        HashSet<string> seen = [];
        for (int i = 0; i < 100; i++)
        {
            seen.UnionWith(Live(random));
        }

        Assert.Equal(["missed", "none", "paused", "running", "stopped", "undecided"], seen.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Live(Random random)
    {
        HashSet<string> seen = [];
        DateTimeOffset now = Sample.Midnight("2022-01-01").AddHours(random.Next(24 * 1000));
        string joined = $"{now:yyyy-MM-dd}";
        DutyStory story = random.Next(4) switch
        {
            0 => DutyStory.OfRecords(joined, today: $"{now.AddDays(random.Next(1200)):yyyy-MM-dd}"),
            1 => DutyStory.Joined(joined, MembershipClass.DownstreamSupporters),
            _ => DutyStory.Joined(joined),
        };
        for (int i = 0; i < 30; i++)
        {
            Act(story, random);
            DateTimeOffset next = story.Now.AddHours(random.Next(random.Next(4) == 0 ? 24 * 400 : 24 * 40));
            if (random.Next(6) == 0)
            {
                story.SleepUntil($"{next.AddDays(1):yyyy-MM-dd}");
            }
            else
            {
                story.MoveTo(next);
            }

            seen.Add(story.Duty.StateName);
            Holds(story);
        }

        return seen;
    }

    private static void Act(DutyStory story, Random random)
    {
        DateOnly today = DateOnly.FromDateTime(story.Now.UtcDateTime);
        CertificateFacts[] standing = [.. story.Duty.Certificates.Where(c => c.CoveredUntil >= today && c.EndedOn is null)];
        CertificateFacts? one = standing.Length == 0 ? null : standing[random.Next(standing.Length)];
        string issued = $"{(random.Next(3) == 0 ? story.Now.AddDays(-random.Next(60)) : story.Now):yyyy-MM-dd}";
        int number = story.Duty.Certificates.Count + 1;
        switch (random.Next(18))
        {
            case 0:
                story.Record(TestCertificates.Full(number, issued) with { Maturity = (Maturity)random.Next(3) });
                break;
            case 1:
                story.Record(TestCertificates.Provisional(number, issued) with { Majors = 1, OnSiteEndedOn = today });
                break;
            case 2:
                story.Record(TestCertificates.ChainOfCustody(number, issued, $"{today.AddMonths(12):yyyy-MM-dd}", "F1"));
                break;
            case 3 when one is not null:
                story.Record(one with { EndedOn = today });
                break;
            case 4 when one is { Level: CertificateLevel.Provisional }:
                story.Record(one.Converted());
                break;
            case 5 when one is not null:
                story.Record(one with { Suspended = !one.Suspended });
                break;
            case 6:
                story.Progress((CertificationProgress)random.Next(4));
                break;
            case 7:
                story.Hear(new FindingsNews(Source: null, today, Majors: 1, Sample.Sasha));
                break;
            case 8:
                story.Try(new DutyCommand.Extend(Sample.Sasha, today.AddDays(random.Next(400)), "Why not."));
                break;
            case 9:
                story.Try(new DutyCommand.Pause(Sample.Sasha, "Why not."));
                break;
            case 10 or 11:
                story.Try(new DutyCommand.Resume(Sample.Sasha, "Why not."));
                break;
            case 12:
                story.Try(random.Next(2) == 0
                    ? new DutyCommand.ContinueClock(Sample.Sasha, "Why not.")
                    : new DutyCommand.NewClock(Sample.Sasha, "Why not."));
                break;
            case 13 when story.Duty.Obligations.FirstOrDefault(o => o.Closed is null) is { } open:
                story.Try(new DutyCommand.Finish(Sample.Sasha, open.Key, today, Note: null));
                break;
            case 14:
                MembershipClass to = story.Member.Class is MembershipClass.IndustrialUsers
                    ? MembershipClass.DownstreamSupporters
                    : MembershipClass.IndustrialUsers;
                story.Try(new MemberCommand.ChangeClass(Sample.Sasha, to, Reason: null, Size: null));
                break;
            case 15:
                story.Try(random.Next(2) == 0
                    ? new MemberCommand.Suspend(Sample.Sasha, SuspensionReason.NonPayment, Text: null)
                    : new MemberCommand.Reinstate(Sample.Sasha, Reason: null));
                break;
            case 16 when story.Member.Status is not MemberStatus.Ended:
                story.Found();
                break;
            case 17 when random.Next(6) == 0:
                story.Try(new MemberCommand.End(Sample.Sasha, MembershipEnd.OperationalPriorities, Text: null, Into: null));
                break;
        }
    }

    private static void Holds(DutyStory story)
    {
        Assert.True(story.Next.WakesAt is not { } wakes || wakes > story.Now, "what is due was done");
        bool heldByDuty = story.Member.Status is MemberStatus.Suspended { ByDuty: true };
        bool missed = story.Duty.State is DutyState.Missed or DutyState.Paused { Grace: not null };
        Assert.True(heldByDuty == missed, $"{story.Stand}, but the member is {story.Member.StateName}");
        bool ended = story.Member.Status is MemberStatus.Ended;
        Assert.True(
            ended || story.Duty.State is not DutyState.Stopped { Why: DutyStop.Forfeited or DutyStop.MembershipEnded },
            "the duty ends with the membership");
        Assert.True(!ended || story.Duty.State is DutyState.Stopped or DutyState.None, "the membership ends, and the duty with it");
        Assert.True(story.Duty.Clock == 0 || story.Duty.First is not null, "a clock has a term");
        if (story.Duty.State is DutyState.Running running)
        {
            Goal now = DutyGoals.On(story.Duty, DateOnly.FromDateTime(story.Now.UtcDateTime));
            Assert.Equal((now.Kind, now.Due.On), (running.Goal.Kind, running.Goal.Due.On));   // the goal is what follows from the record
        }
    }
}
