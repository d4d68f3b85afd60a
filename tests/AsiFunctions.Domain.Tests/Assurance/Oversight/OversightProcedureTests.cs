using AsiFunctions.Domain.Assurance;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Tests.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>Seven sequential steps, checked before a person looks; a clarification goes to the auditor and reopens the step that asked.</summary>
public sealed class OversightProcedureTests
{
    private static readonly string[] Reported =
        ["audit-opened", "plan-filed", "audit-started", "audit-ended", "report-submitted"];

    private static readonly string[] Released =
    [
        "released", "issue-certificate", "tell-duty", "publish-summary", "open-non-conformances", "store-document", "invite-to-survey", "notify",
    ];

    [Fact]
    public void Without_a_clarification_the_timeline_is_this()
    {
        AuditStory story = AuditStory.InReview(OversightStep.Release).Release().FollowAll();

        Assert.Equal(
            [
                .. Reported,
                "checked",
                "audit-team-passed",
                "audit-scope-passed",
                "audit-execution-passed",
                "audit-findings-passed",
                "publishable-information-passed",
                "documentation-and-records-passed",
                .. Released,
            ],
            story.Events);
        Assert.IsType<Step.End>(story.Next);
    }

    [Fact]
    public void With_one_clarification_the_timeline_is_this()
    {
        AuditStory story = AuditStory.InReview(OversightStep.AuditExecution)
            .Clarify().MoveTo("2026-07-10").Report().Checks()
            .PassUpTo(OversightStep.Release).Release().FollowAll();

        Assert.Equal(
            [
                .. Reported,
                "checked",
                "audit-team-passed",
                "audit-scope-passed",
                "clarification-asked",
                "reminded",   // a week before the answer was due
                "clarification-answered",
                "checked",
                "audit-execution-passed",
                "audit-findings-passed",
                "publishable-information-passed",
                "documentation-and-records-passed",
                .. Released,
            ],
            story.Events);
    }

    [Fact]
    public void With_five_clarifications_the_timeline_is_this()
    {
        AuditStory story = AuditStory.InReview();
        Round(story).Pass();
        Round(story);
        Round(story).PassUpTo(OversightStep.AuditFindings);
        Round(story).PassUpTo(OversightStep.Release);
        Round(story).Release().FollowAll();

        string[] round = ["clarification-asked", "clarification-answered", "checked"];
        Assert.Equal(
            [
                .. Reported,
                "checked",
                .. round,
                "audit-team-passed",
                .. round,
                .. round,   // the same step asks again
                "audit-scope-passed",
                "audit-execution-passed",
                .. round,
                "audit-findings-passed",
                "publishable-information-passed",
                "documentation-and-records-passed",
                .. round,   // even who is to release may ask
                .. Released,
            ],
            story.Events);
        Assert.Equal(
            ["1 AuditTeam 2", "2 AuditScope 3", "3 AuditScope 4", "4 AuditFindings 5", "5 Release 6"],
            story.Audit.Clarifications.Select(clarification => $"{clarification.Round} {clarification.Step} {clarification.Revision}"));
        Assert.Equal(6, story.Audit.Decision!.Revision);
    }

    [Fact]
    public void The_checks_of_each_revision_stay_on_record_and_only_the_awaited_ones_are_taken()
    {
        AuditStory story = AuditStory.Reported();
        Assert.Equal("automatic-checks", Assert.IsType<Step.Work>(story.Next).What);
        Assert.Equal("out-of-order", story.Refused(new RecordChecks(Run(2))));
        Assert.Equal("out-of-order", story.Refused(new PassStep(AuditStory.Sasha, story.Items(OversightStep.AuditTeam), null, null)));   // nobody looks before

        Assert.Equal("oversight audit-team", story.Do(new RecordChecks(Run(1))).Stand);
        Assert.Equal("out-of-order", story.Refused(new RecordChecks(Run(1))));   // twice

        story.Clarify().Report();
        Assert.Null(story.Audit.Checks);
        Assert.Equal("out-of-order", story.Refused(new RecordChecks(Run(1))));
        story.Do(new RecordChecks(Run(2)));
        Assert.Equal(["checks-1", "checks-2"], story.Parts.Select(part => part.Name));
    }

    [Fact]
    public void A_failed_check_is_passed_over_with_a_reason_only_and_only_where_it_belongs()
    {
        CheckResult failed = new(OversightStep.AuditScope, "sites-in-scope", CheckOutcome.Failed, "Site F9 does not belong to the scope.");
        CheckResult warning = new(OversightStep.AuditTeam, "no-conflicts", CheckOutcome.Warning, "Somebody has a conflict.");
        AuditStory story = AuditStory.Reported().Checks(CertificateLevel.Full, failed, warning).Pass();   // a warning asks for no reason
        PassStep pass = new(AuditStory.Sasha, story.Items(OversightStep.AuditScope), Notes: "F9 is new.", Reason: " ");

        Domain.Cases.Decision<Audit>.Refused refused = story.RefusedWith(pass);
        Assert.Equal("reason-required", refused.Code);
        Assert.Contains("sites-in-scope", refused.Message, StringComparison.Ordinal);
        StepReview review = story.Do(pass with { Reason = "F9 is F2 under its old name." }).Audit.Reviews[^1];
        Assert.Equal(("F9 is F2 under its old name.", "F9 is new.", ReviewResult.Pass), (review.Reason, review.Notes, review.Result));
    }

    [Fact]
    public void A_clarification_goes_to_the_firm_with_a_day_and_reopens_the_report()
    {
        AuditStory story = AuditStory.InReview(OversightStep.AuditScope);
        int told = story.Told.Count;
        story.Clarify("2026-07-20");

        Assert.Equal(("clarification audit-scope", Role.LeadAuditor, Sample.Day("2026-07-20")), (story.Stand, story.Task.Ball, story.Task.Due!.On));
        Assert.Equal("set by the reviewer", story.Task.Due!.Rule);
        Assert.Equal(new ReportNews.Reopened("Which records?", Sample.Day("2026-07-20")), Assert.Single(story.Told.Skip(told)).News);
        Assert.Equal("2026-07-01 audit-clarification-asked → LeadAuditor", story.Mails[^1]);
        Assert.False(story.Timeline[^1].Public);

        story.MoveTo("2026-07-31");
        Assert.Equal(
            [
                "2026-07-13 audit-clarification-reminder → LeadAuditor",
                "2026-07-18 audit-clarification-reminder → LeadAuditor",
                "2026-07-21 audit-overdue → Secretariat",
            ],
            story.Mails.TakeLast(3));
        Assert.Equal("report-submitted audit-scope", story.Report().Stand);   // late, but taken
        Assert.Equal(Sample.Day("2026-07-31"), story.Audit.Clarifications[0].AnsweredOn);
    }

    [Theory]
    [InlineData("2026-06-30", false)]
    [InlineData("2026-07-01", false)]   // today
    [InlineData("2026-07-02", true)]
    public void An_answer_is_due_on_a_later_day(string due, bool may)
    {
        AuditStory story = AuditStory.InReview();
        Clarify ask = new(AuditStory.Sasha, "Which records?", ClarificationTopic.Evidence, Sample.Day(due), Notes: null);

        Assert.Equal(may ? "clarification audit-team" : "date-out-of-range", may ? story.Do(ask).Stand : story.Refused(ask));
    }

    [Fact]
    public void The_number_of_rounds_is_a_setting()
    {
        AuditStory story = AuditStory.InReview(rules: AuditStory.Rules(terms => terms with { MostRounds = 1 }));
        Assert.Equal(["pass", "clarify", "fail"], story.Task.Choices.Select(choice => choice.Decision));
        Round(story);

        Assert.Equal(["pass", "fail"], story.Task.Choices.Select(choice => choice.Decision));
        Assert.Equal("too-many-rounds", story.Refused(new Clarify(AuditStory.Sasha, "And?", ClarificationTopic.Other, DueOn: null, Notes: null)));
    }

    [Fact]
    public void A_question_that_is_withdrawn_is_done_without_and_its_days_were_the_auditors()
    {
        AuditStory story = AuditStory.InReview(OversightStep.AuditScope).Clarify().At("2026-07-11").Do(
            new WithdrawQuestion(AuditStory.Sven, "It stands in the annex."));

        Assert.Equal("oversight audit-scope", story.Stand);
        Assert.IsType<ReportNews.QuestionWithdrawn>(story.Told[^1].News);
        Assert.Equal("2026-07-11 audit-clarification-withdrawn → LeadAuditor", story.Mails[^1]);
        ClarificationRound round = Assert.Single(story.Audit.Clarifications);
        Assert.Equal((null, (DateOnly?)Sample.Day("2026-07-11")), (round.AnsweredOn, round.WithdrawnOn));
        Assert.Equal(10, OversightFacts.Of(story.Audit)!.DaysWithAuditor);
        Assert.Equal("out-of-order", story.Refused(new WithdrawQuestion(AuditStory.Sven, "Again.")));
        Assert.Equal("out-of-order", story.Unheard(new ReportNews.Submitted(story.Revision(2))));   // an answer that comes too late

        Assert.Equal(2, story.Clarify().Audit.Clarifications[^1].Round);
        Assert.Equal(2, story.Report().Audit.Clarifications[^1].Revision);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void What_a_step_offers_is_not_refused_because_the_terms_have_changed_since(int first, int later)
    {
        AssuranceTerms terms = AssuranceTerms.Shipped.Latest.Value;
        History<AssuranceTerms> dated = new(
        [
            new Dated<AssuranceTerms>(Sample.Day("2015-06-01"), terms with { MostRounds = first }),
            new Dated<AssuranceTerms>(Sample.Day("2026-07-02"), terms with { MostRounds = later }),
        ]);
        AuditStory story = AuditStory.InReview(rules: AuditRules.Shipped with { Terms = dated }).At("2026-07-03");   // the step began on 1 July

        bool offered = story.Task.Choices.Any(choice => choice.Decision == "clarify");
        Assert.Equal(first > 0, offered);
        Assert.Equal(offered, story.Try(new Clarify(AuditStory.Sasha, "Which records?", ClarificationTopic.Evidence, DueOn: null, Notes: null)));
    }

    public static TheoryData<OversightStep> Reviewed() => [.. OversightSteps.All.SkipLast(1)];

    [Theory]
    [MemberData(nameof(Reviewed))]
    public void A_failed_step_goes_straight_to_the_release_and_the_rules_allow_no_certificate(OversightStep step)
    {
        AuditStory story = AuditStory.InReview(step).Do(new FailStep(AuditStory.Sasha, "Made up.", "Call the firm."));

        Assert.Equal("oversight release", story.Stand);
        Assert.Null(ReleaseProcedure.Computed(story.Audit).Level);
        Assert.Equal([$"step-failed: {step.Name}"], ReleaseProcedure.Computed(story.Audit).Reasons);
        Assert.Equal("no-certificate", story.Refused(story.Releasing()));
        Assert.Equal("declined", story.Decline().Stand);   // as computed: no second person
    }

    [Theory]
    [MemberData(nameof(Reviewed))]
    public void A_step_is_decided_once_and_in_its_turn(OversightStep step)
    {
        AuditStory story = AuditStory.InReview(step);
        Assert.Equal("out-of-order", story.Refused(story.Releasing()));
        Assert.Equal("out-of-order", story.Refused(new Decline(AuditStory.Rae, "Too early.")));
        Assert.Equal("out-of-order", story.Refused(new Clarify(AuditStory.Rae, "Now?", ClarificationTopic.Other, DueOn: null, Notes: null)));

        string[] items = story.Items(step);
        story.Pass();
        Assert.Equal(step.Following.Name, story.Stand["oversight ".Length..]);
        Assert.Contains(
            story.Refused(new PassStep(AuditStory.Sasha, items, Notes: null, Reason: null)), (string[])["checklist-incomplete", "out-of-order"]);
    }

    [Theory]
    [InlineData("report-submitted")]
    [InlineData("clarification")]
    [InlineData("second-opinion")]
    [InlineData("in-progress")]
    public void Nothing_is_reviewed_while_something_else_is_awaited(string state)
    {
        AuditStory story = AuditStory.In(state);

        Assert.Equal(
            "out-of-order", story.Refused(new PassStep(AuditStory.Sasha, story.Items(OversightStep.AuditScope), Notes: null, Reason: "Go on.")));
        Assert.Equal("out-of-order", story.Refused(new FailStep(AuditStory.Sasha, "No.", Notes: null)));
        Assert.Equal("out-of-order", story.Refused(new Clarify(AuditStory.Sasha, "What?", ClarificationTopic.Other, DueOn: null, Notes: null)));
        Assert.Equal("out-of-order", story.Refused(story.Releasing()));
    }

    /// <summary>A question and its answer, on the same day.</summary>
    private static AuditStory Round(AuditStory story) => story.Clarify().Report().Checks();

    private static CheckRun Run(int revision) => new(revision, Sample.Noon("2026-07-01"), [], new ComputedOutcome(CertificateLevel.Full, []));
}
