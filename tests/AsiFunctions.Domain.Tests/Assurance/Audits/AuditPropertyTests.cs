using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>
/// What holds of every audit, whatever people do and whenever: hundreds of random ones, the same on each run. The story puts each through JSON.
/// </summary>
public sealed class AuditPropertyTests
{
    private static readonly Actor[] People =
    [
        AuditStory.Lena,
        AuditStory.Arno,
        AuditStory.Mia,
        AuditStory.Sasha,
        AuditStory.Sven,
        AuditStory.Rae,
        AuditStory.Ron,
        new("sasha", Role.Releaser),
    ];

    [Fact]
    public void Whatever_happens_an_audit_keeps_its_promises()
    {
        Random random = new(20260602);
        HashSet<string> seen = [];
        for (int i = 0; i < 120; i++)
        {
            seen.UnionWith(Live(random));
        }

        Assert.Equal(
            ["approved", "cancelled", "clarification", "declined", "in-progress", "oversight", "plan-awaited", "plan-review", "planned", "postponed",
                "report-awaited", "report-submitted", "second-opinion"],
            seen.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Live(Random random)
    {
        HashSet<string> seen = [];
        AuditType type = Pick(random, Enum.GetValues<AuditType>());
        AuditStory story = AuditStory.Opened(AuditStory.Subject(
            type, activities: random.Next(2) == 0 ? SupplyChainActivity.AluminiumSmelting : SupplyChainActivity.SemiFabrication));
        for (int i = 0; i < 80; i++)
        {
            bool wasOver = story.Audit.IsOver;
            int events = story.Timeline.Count;
            if (random.Next(3) == 0)
            {
                Advance(story, random);
            }
            else
            {
                Act(story, random);
            }

            Assert.True(!wasOver || story.Timeline.Count == events, "nothing is decided after the end");
            seen.Add(story.Audit.StateName);
            if (random.Next(3) == 0)
            {
                story.MoveTo(story.Now.AddHours(random.Next(24 * (random.Next(4) == 0 ? 60 : 4))));
            }

            Holds(story);
        }

        return seen;
    }

    /// <summary>What brings the audit further, so that the walks do not all end early.</summary>
    private static void Advance(AuditStory story, Random random)
    {
        switch (story.Audit.State)
        {
            case AuditState.Planned or AuditState.InProgress when story.Next.WakesAt is { } wakes:
                story.MoveTo(wakes);
                break;
            case AuditState.ReportAwaited or AuditState.InClarification:
                story.Report();
                break;
            case AuditState.ReportSubmitted:
                story.Checks(Pick<CertificateLevel?>(random, [CertificateLevel.Full, CertificateLevel.Provisional, null]));
                break;
            case AuditState.InOversight { Step: not OversightStep.Release }:
                story.Pass();
                break;
            case AuditState.Approved or AuditState.Declined when story.Audit.Pending is not null:
                story.Follow(story.Audit.Pending.Kind is FollowUpKind.IssueCertificate ? AuditStory.Certificate.Value : null);
                break;
        }
    }

    private static void Act(AuditStory story, Random random)
    {
        Actor by = Pick(random, People);
        DateOnly today = DateOnly.FromDateTime(story.Now.UtcDateTime);
        OversightStep step = story.Audit.State is AuditState.InOversight s ? s.Step : Pick(random, Enum.GetValues<OversightStep>());
        string[] confirmed = random.Next(4) == 0 ? [] : story.Items(step);
        CertificateLevel? level = Pick<CertificateLevel?>(random, [null, CertificateLevel.Full, CertificateLevel.Provisional]);
        string reason = "Why not.";
        DateOnly first = today.AddDays(random.Next(80));
        switch (random.Next(24))
        {
            case 0 or 1:
                AccreditationGap[] gaps = random.Next(4) == 0 ? [new AccreditationGap("team-scope", "Nobody.")] : [];
                story.Try(
                    new FilePlan(AuditStory.Lena, AuditStory.PlanFor($"{first:yyyy-MM-dd}", $"{first.AddDays(random.Next(9)):yyyy-MM-dd}"), gaps));
                break;
            case 2:
                story.Try(new Advise(by, reason));
                break;
            case 3:
                story.Try(new ReturnPlan(by, reason));
                break;
            case 4:
                story.Try(new Except(by, [Pick(random, ["team-scope", "plan-notice"])], reason));
                break;
            case 5:
                story.Try(new Declare(by, Pick(random, [AuditStory.LeadAuditor, AuditStory.Colleague]), random.Next(2) == 0, reason, MayEnter: true));
                break;
            case 6:
                story.Try(new Postpone(by, reason));
                break;
            case 7 when random.Next(8) == 0:
                story.Try(new Cancel(by, reason));
                break;
            case 8:
                story.Try(new TimePasses());
                break;
            case 9:
                story.Try(new RecordChecks(new CheckRun(random.Next(4), story.Now, [], new ComputedOutcome(level, []))));
                break;
            case 10 or 11:
                story.Try(new PassStep(by, confirmed, reason, reason));
                break;
            case 12:
                story.Try(new Clarify(
                    by,
                    reason,
                    Pick(random, Enum.GetValues<ClarificationTopic>()),
                    random.Next(2) == 0 ? null : today.AddDays(random.Next(-2, 30)),
                    Notes: null));
                break;
            case 13 when random.Next(4) == 0:
                story.Try(new FailStep(by, reason, reason));
                break;
            case 14 or 15:
                story.Try(new Release(by, level, confirmed, random.Next(3) == 0 ? null : reason));
                break;
            case 16:
                story.Try(new Decline(by, reason));
                break;
            case 17:
                story.Try(new Confirm(by, reason));
                break;
            case 18:
                story.Try(new Reject(by, reason));
                break;
            case 19:
                story.Try(new FollowUpDone(Pick(random, Enum.GetValues<FollowUpKind>()), AuditStory.Certificate.Value, [], Parts: []));
                break;
            case 20:
                story.Try(new FollowUpStuck(Pick(random, Enum.GetValues<FollowUpKind>()), "membership-ended", "The membership has ended."));
                break;
            case 21:
                story.Try(new Retry(by, reason));
                break;
            case 22:
                story.TryHear(new ReportNews.Submitted(story.Revision(random.Next(4))));
                break;
            case 23:
                story.TryHear(new NonConformanceNews(CaseId.From("NCN", 1), NonConformanceGrade.Minor, today, AuditStory.Lena));
                break;
        }
    }

    private static void Holds(AuditStory story)
    {
        Audit audit = story.Audit;
        Step next = story.Next;

        Assert.True(next is Step.End or Step.Work or Step.Await or Step.Sleep, $"{audit.StateName}: {next}");
        Assert.Equal(audit.IsOver, next is Step.End);
        Assert.Equal(audit.Decision is not null, audit.State is AuditState.Approved or AuditState.Declined);
        Assert.Equal(audit.State is AuditState.ReportSubmitted, next is Step.Work { What: "automatic-checks" });
        Assert.True(!audit.IsInOversight
            || audit.State is AuditState.ReportSubmitted or AuditState.InClarification or AuditState.Cancelled
            || audit.Checks is not null);
        Assert.Equal(Enumerable.Range(1, audit.Revisions.Count), audit.Revisions.Select(revision => revision.Number));
        Assert.Equal(
            audit.State is AuditState.InClarification ? 1 : 0,
            audit.Clarifications.Count(round => round.AnsweredOn is null && audit.State is not AuditState.Cancelled));
        if (audit.Decision is { } decision)
        {
            Assert.DoesNotContain(decision.By.Id, audit.Reviewers);
            Assert.Equal(decision.Departs, decision.Second is not null);
            Assert.True(decision.Second is null || (decision.Second.Id != decision.By.Id && !audit.Reviewers.Contains(decision.Second.Id)));
            Assert.True(decision.Level is null
                || (decision.Departs && audit.Reviews.Any(review => review.Result is ReviewResult.Fail))
                || LatestOf(audit).SequenceEqual(OversightSteps.All));
            FollowUp[] done = [.. audit.FollowUps.TakeWhile(followUp => followUp.DoneAt is not null)];
            Assert.All(audit.FollowUps.Skip(done.Length), followUp => Assert.Null(followUp.DoneAt));   // one after the other
        }
    }

    /// <summary>The steps whose latest review is a pass, in order.</summary>
    private static IEnumerable<OversightStep> LatestOf(Audit audit) => audit.Reviews
        .GroupBy(review => review.Step)
        .Where(reviews => reviews.Last().Result is ReviewResult.Pass)
        .Select(reviews => reviews.Key)
        .Order();

    private static T Pick<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
