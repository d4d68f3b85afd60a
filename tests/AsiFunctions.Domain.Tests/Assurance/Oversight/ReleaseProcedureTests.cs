using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>The release: one decision, by four eyes; a departure from the outcome rules needs a reason and a second person.</summary>
public sealed class ReleaseProcedureTests
{
    [Fact]
    public void No_two_people_make_a_provisional_certificate_full_over_open_majors()
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release, CertificateLevel.Provisional, AuditStory.Subject(AuditType.FollowUp));

        Assert.Equal("not-full", story.Refused(story.Releasing(CertificateLevel.Full, "They are almost closed.")));
        Assert.Equal("approved", story.Release().Stand);   // it stays provisional
    }

    private static readonly Actor ReviewerAsReleaser = new("sasha", Role.Releaser, "Sasha Secretariat");

    [Theory]
    [InlineData(CertificateLevel.Full)]
    [InlineData(CertificateLevel.Provisional)]
    public void Released_as_computed_it_is_decided_at_once(CertificateLevel computed)
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release, computed);
        int told = story.Told.Count;
        story.MoveTo("2026-07-03").Release();

        AuditDecision decision = story.Audit.Decision!;
        Assert.Equal(
            ("approved", computed, AuditStory.Rae, Sample.Day("2026-07-03"), 1),
            (story.Stand, decision.Level, decision.By, decision.On, decision.Revision));
        Assert.Null(decision.Second);
        Assert.Equal(["RPT", "ENT"], story.Told.Skip(told).Select(tell => tell.To.Prefix));
        Assert.IsType<ReportNews.Closed>(story.Told[told].News);
        Assert.Equal(Sample.Day("2026-07-03"), ((AuditNews)story.Told[told + 1].News).EndedOn);
        Assert.Equal(ReviewResult.Pass, story.Audit.Reviews[^1].Result);
    }

    [Fact]
    public void Where_the_rules_allow_no_certificate_it_is_declined_by_one_person()
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release, computed: null);
        Assert.Equal("no-certificate", story.Refused(story.Releasing()));

        Assert.Equal("declined", story.Decline().Stand);
        Assert.Equal((null, "Too much is amiss."), (story.Audit.Decision!.Level, story.Audit.Decision.Reason));
        Assert.Equal(ReviewResult.Fail, story.Audit.Reviews[^1].Result);
    }

    [Theory]
    [InlineData(CertificateLevel.Full, CertificateLevel.Full, false)]
    [InlineData(CertificateLevel.Full, CertificateLevel.Provisional, true)]   // down
    [InlineData(CertificateLevel.Provisional, CertificateLevel.Full, true)]   // up
    [InlineData(CertificateLevel.Provisional, CertificateLevel.Provisional, false)]
    [InlineData(null, CertificateLevel.Provisional, true)]
    [InlineData(null, CertificateLevel.Full, true)]
    [InlineData(CertificateLevel.Full, null, true)]   // declined
    [InlineData(CertificateLevel.Provisional, null, true)]
    [InlineData(null, null, false)]
    public void A_departure_from_the_computed_outcome_asks_a_second_person(CertificateLevel? computed, CertificateLevel? decided, bool departs)
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release, computed);
        story = decided is { } level ? story.Release(level, "There is more to it.") : story.Decline();
        if (departs)
        {
            Assert.Equal(("second-opinion", Role.Releaser), (story.Stand, story.Task.Ball));
            Assert.Null(story.Audit.Decision);
            Assert.Equal("departure-proposed", story.Timeline[^1].What);

            story.MoveTo("2026-07-04").Do(new Confirm(AuditStory.Ron, "Quite so."));
            Assert.Equal(
                (AuditStory.Rae, AuditStory.Ron, "Quite so."),
                (story.Audit.Decision!.By, story.Audit.Decision.Second, story.Audit.Decision.SecondReason));
            Assert.Equal(Sample.Day("2026-07-04"), story.Audit.Decision.On);
            Assert.Equal(["departure-confirmed", decided is null ? "declined" : "released"], story.Events.TakeLast(2));
        }

        Assert.Equal(decided is null ? "declined" : "approved", story.Stand);
        Assert.Equal((decided, computed), (story.Audit.Decision!.Level, story.Audit.Decision.Computed.Level));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_departure_has_a_reason(string? reason)
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release);

        Assert.Equal("reason-required", story.Refused(story.Releasing(CertificateLevel.Provisional, reason)));
        Assert.Equal("reason-required", story.Refused(new Decline(AuditStory.Rae, reason ?? "")));
    }

    [Fact]
    public void Who_proposes_a_departure_and_who_reviewed_do_not_confirm_it()
    {
        AuditStory story = AuditStory.In("second-opinion");

        Assert.Equal("four-eyes", story.Refused(new Confirm(AuditStory.Rae, "As I said.")));
        Assert.Equal("four-eyes", story.Refused(new Reject(AuditStory.Rae, "On second thoughts.")));
        Assert.Equal("four-eyes", story.Refused(new Confirm(ReviewerAsReleaser, "Fine.")));
        Assert.Equal("four-eyes", story.Refused(new Reject(ReviewerAsReleaser, "No.")));
    }

    [Fact]
    public void A_departure_that_is_rejected_opens_the_release_again()
    {
        AuditStory story = AuditStory.In("second-opinion").MoveTo("2026-07-03").Do(new Reject(AuditStory.Ron, "The plans are good enough."));
        Assert.Equal(("oversight release", Sample.Day("2026-07-10")), (story.Stand, story.Task.Due!.On));
        Assert.Empty(story.Audit.Decisions);

        Assert.Equal(CertificateLevel.Full, story.Release(by: AuditStory.Ron).Audit.Decision!.Level);
    }

    [Fact]
    public void A_decision_that_is_raised_again_finds_it_decided()
    {
        AuditStory story = AuditStory.Decided();

        Assert.Equal("already-decided", story.Refused(story.Releasing()));
        Assert.Equal("already-decided", story.Refused(new Decline(AuditStory.Ron, "No.")));
        Assert.Equal("already-decided", story.Refused(new PassStep(AuditStory.Sasha, [], Notes: null, Reason: null)));
        Assert.Equal("already-decided", story.Refused(new Confirm(AuditStory.Ron, Reason: null)));
        Assert.Equal("already-decided", AuditStory.Decided(level: null).Refused(story.Releasing(CertificateLevel.Full, "After all.")));
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("clarify")]
    [InlineData("fail")]
    public void Who_reviewed_one_of_the_six_does_not_release(string how)
    {
        AuditStory story = AuditStory.InReview(OversightStep.DocumentationAndRecords);
        story = how switch
        {
            "pass" => story.Pass(AuditStory.Sven),
            "clarify" => story.Clarify(by: AuditStory.Sven).Report().Checks().Pass(),
            _ => story.Do(new FailStep(AuditStory.Sven, "Not in order.", Notes: null)),
        };
        Actor sven = AuditStory.Sven with { Role = Role.Releaser };

        Assert.Equal("four-eyes", story.Refused(story.Releasing(CertificateLevel.Full, "Fine.", sven)));
        Assert.Equal("four-eyes", story.Refused(new Decline(sven, "No.")));
        Assert.Equal("four-eyes", story.Refused(new Clarify(sven, "And?", ClarificationTopic.Other, DueOn: null, Notes: null)));
    }

    [Fact]
    public void Who_asks_before_the_release_may_release()
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release).Clarify(by: AuditStory.Rae).Report().Checks();

        Assert.Equal("oversight release", story.Stand);
        Assert.Equal("approved", story.Release(by: AuditStory.Rae).Stand);
    }

    [Theory]
    [InlineData("advised", FourEyes.Oversight, true)]
    [InlineData("advised", FourEyes.WholeAudit, false)]
    [InlineData("excepted", FourEyes.Oversight, true)]
    [InlineData("excepted", FourEyes.WholeAudit, false)]
    [InlineData("advised on an earlier plan", FourEyes.Oversight, true)]
    [InlineData("advised on an earlier plan", FourEyes.WholeAudit, false)]
    [InlineData("gave a plan back", FourEyes.Oversight, true)]
    [InlineData("gave a plan back", FourEyes.WholeAudit, false)]
    [InlineData("put it off", FourEyes.Oversight, true)]
    [InlineData("put it off", FourEyes.WholeAudit, false)]
    [InlineData("nothing", FourEyes.WholeAudit, true)]
    public void By_stricter_terms_who_decided_anything_about_the_audit_does_not_release(string what, FourEyes terms, bool may)
    {
        AuditStory story = AuditStory.Upstream(AuditStory.Rules(shipped => shipped with { FourEyes = terms })).Plan();
        story = what switch
        {
            "advised" => story.Do(new Advise(AuditStory.Sven, "Visit the ponds.")),
            "advised on an earlier plan" => Advised(story.Do(new Advise(AuditStory.Sven, "Visit the ponds.")).Plan("2026-06-02")),
            "gave a plan back" => Advised(story.Do(new ReturnPlan(AuditStory.Sven, "More time.")).Plan()),
            "put it off" => Advised(story.Do(new Postpone(AuditStory.Sven, "A flood.")).Plan()),
            "excepted" => Advised(story.Do(new Except(AuditStory.Sven, ["team-scope"], "Nobody else is near."))),
            _ => Advised(story),
        };
        story.MoveTo("2026-07-01").Report().Checks().PassUpTo(OversightStep.Release);

        Release release = story.Releasing(by: AuditStory.Sven with { Role = Role.Releaser });
        Assert.Equal(may ? "approved" : "four-eyes", may ? story.Do(release).Stand : story.Refused(release));
        Assert.True(may || story.Refused(new Decline(release.By, "No.")) == "four-eyes");
    }

    [Fact]
    public void Even_the_lenient_terms_keep_reviewers_from_releasing() =>
        Assert.Equal("four-eyes", Refused(FourEyes.Oversight));

    [Fact]
    public void The_stricter_terms_keep_them_too() => Assert.Equal("four-eyes", Refused(FourEyes.WholeAudit));

    private static AuditStory Advised(AuditStory story) => story.Do(new Advise(AuditStory.Sasha, "Visit the ponds."));

    private static string Refused(FourEyes terms)
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release, rules: AuditStory.Rules(shipped => shipped with { FourEyes = terms }));
        return story.Refused(story.Releasing(by: ReviewerAsReleaser));
    }
}
