using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>What an appeal against a decline does to the audit.</summary>
public sealed class AuditAppealTests
{
    private static readonly CaseId Appeal = CaseId.From("APL", 1);
    private static readonly Actor Bo = new("bo", Role.Board, "Bo Board");

    [Fact]
    public void Filed_and_upheld_the_decline_stands()
    {
        AuditStory story = AuditStory.Decided(level: null).FollowAll();
        story.Hear(new AppealNews.Filed(Appeal, AuditStory.Mia, "It was repaired.") { Number = 1 }).Hear(
            new AppealNews.Upheld(Appeal, Bo, "It was not.") { Number = 1 });

        Assert.Equal(("declined", Appeal), (story.Stand, story.Audit.Appeal!.Value));
        Assert.Equal(["appealed", "appeal-upheld"], story.Events.TakeLast(2));
        Assert.IsType<Step.End>(story.Next);
    }

    [Fact]
    public void Overturned_the_release_is_asked_again_of_somebody_else_upon_the_same_report()
    {
        AuditStory story = Overturned(AuditStory.Decided(level: null).FollowAll());

        Assert.Equal("oversight release", story.Stand);
        Assert.Equal(["release", "decline"], story.Task.Choices.Select(choice => choice.Decision));   // nothing is clarified any more
        Assert.Equal(CertificationProgress.ReportInOversight, story.Progress.Last());
        Assert.Equal("four-eyes", story.Refused(story.Releasing(CertificateLevel.Provisional, "So it is.")));
        Assert.Equal("out-of-order", story.Unheard(new AppealNews.Overturned(Appeal, Bo, "Again.") { Number = 1 }));
    }

    [Fact]
    public void Overturned_what_has_not_followed_the_decline_yet_does_not_follow_any_more()
    {
        AuditStory story = AuditStory.Decided(level: null);
        story.Stick();
        story = Overturned(story.Do(new Retry(AuditStory.Sasha, Reason: null)));
        Step.Await release = story.Task;

        // An activity that was under way comes back late.
        Assert.Equal("already-decided", story.Refused(new FollowUpDone(FollowUpKind.TellDuty, Reference: null, [], Parts: [])));
        Assert.Equal("already-decided", story.Refused(new FollowUpStuck(FollowUpKind.TellDuty, "x", "Not yet.")));
        Assert.Empty(story.Audit.FollowUps);
        Assert.NotNull(release.Due);
    }

    private static AuditStory Overturned(AuditStory story) => story
        .Hear(new AppealNews.Filed(Appeal, AuditStory.Mia, "It was repaired.") { Number = 1 })
        .Hear(new AppealNews.Overturned(Appeal, Bo, "So it was.") { Number = 1 });
}
