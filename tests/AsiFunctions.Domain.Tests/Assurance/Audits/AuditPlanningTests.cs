using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>From the opening to the first day: plans, the Secretariat's advice, exceptions, declarations, postponement.</summary>
public sealed class AuditPlanningTests
{
    private static readonly AccreditationGap TeamScope = new(
        AccreditationGapCodes.TeamScope, "Nobody in the team is accredited for PS, Semi-fabrication, Norway, on 1 June 2026.");
    private static readonly AccreditationGap FirmScope = new(
        AccreditationGapCodes.FirmScope, "Example Assurance Ltd is not accredited for PS, Semi-fabrication, Norway, on 1 June 2026.");

    [Fact]
    public void An_audit_that_is_opened_asks_the_firm_for_a_plan_and_tells_the_register()
    {
        AuditStory story = AuditStory.Opened();

        Assert.Equal(("plan-awaited", Sample.Day("2026-04-01")), (story.Stand, story.Task.Due!.On));
        Assert.Equal(["2026-03-02 audit-opened → LeadAuditor"], story.Mails);
        AuditNews news = Assert.IsType<AuditNews>(Assert.Single(story.Told).News);
        Assert.Equal(("ENT", "S1", AuditStory.Id, AuditType.Initial), (story.Told[0].To.Prefix, news.Scope, news.Audit, news.Type));
        Assert.Null(news.EndedOn);
    }

    [Fact]
    public void A_member_hears_of_an_audit_that_the_Secretariat_has_opened_for_it() => Assert.Equal(
        [$"{AuditMail.Opened} → LeadAuditor", $"{AuditMail.OpenedBySecretariat} → Member"],
        AuditProcedure.Begin(AuditStory.Subject(), AuditStory.Sasha, Sample.Noon(AuditStory.Opening), AuditRules.Shipped)
            .Effects.OfType<Effect.SendMail>().Select(mail => $"{mail.Template} → {mail.To}"));

    [Fact]
    public void A_plan_stands_at_once_where_no_advice_is_needed()
    {
        AuditStory story = AuditStory.Opened().Plan();

        Assert.Equal("planned", story.Stand);
        Assert.Equal([CertificationProgress.AuditScheduled], story.Progress);
        Assert.Equal(["2026-03-02 audit-planned → Member", "2026-03-02 audit-planned → LeadAuditor"], story.Mails.Skip(1));
        Assert.Equal("2026-06-01 to 2026-06-05", story.Timeline[^1].Reason);
    }

    [Theory]
    [InlineData(AuditType.Initial, SupplyChainActivity.BauxiteMining, true)]
    [InlineData(AuditType.Initial, SupplyChainActivity.AluminaRefining, true)]
    [InlineData(AuditType.Initial, SupplyChainActivity.AluminiumSmelting, true)]
    [InlineData(AuditType.Initial, SupplyChainActivity.Casthouses, false)]
    [InlineData(AuditType.Initial, SupplyChainActivity.AluminiumRemeltingRefining, false)]
    [InlineData(AuditType.Recertification, SupplyChainActivity.AluminiumSmelting, false)]
    [InlineData(AuditType.Surveillance, SupplyChainActivity.BauxiteMining, false)]
    [InlineData(AuditType.ScopeChange, SupplyChainActivity.BauxiteMining, false)]
    [InlineData(AuditType.FollowUp, SupplyChainActivity.BauxiteMining, false)]
    public void Plans_of_upstream_initial_audits_wait_for_advice(AuditType type, SupplyChainActivity activity, bool waits) =>
        Assert.Equal(
            waits ? "plan-review" : "planned",
            AuditStory.Opened(AuditStory.Subject(type, activities: [SupplyChainActivity.SemiFabrication, activity])).Plan().Stand);

    [Theory]
    [InlineData("2026-04-12", false)]   // 41 days
    [InlineData("2026-04-13", true)]    // 42 days: six weeks
    [InlineData("2026-04-14", true)]
    public void The_plan_of_an_upstream_initial_audit_comes_six_weeks_before_its_first_day(string first, bool inTime)
    {
        AuditStory story = AuditStory.Upstream();
        FilePlan plan = new(AuditStory.Lena, AuditStory.PlanFor(first), []);

        if (inTime)
        {
            Assert.Equal("plan-review", story.Do(plan).Stand);
            return;
        }

        Decision<Audit>.Refused refused = story.RefusedWith(plan);
        Assert.Equal(AuditProcedure.PlanNoticeCode, refused.Code);
        Assert.Contains("13 April 2026 is the earliest", refused.Message, StringComparison.Ordinal);
        Assert.Contains("plan-notice", refused.Message, StringComparison.Ordinal);
        Assert.Equal("plan-review", story.Do(Exception(AuditProcedure.PlanNoticeCode)).Do(plan).Stand);   // and still waits for advice
    }

    [Fact]
    public void The_notice_is_a_setting()
    {
        AuditStory story = AuditStory.Upstream(AuditStory.Rules(terms => terms with { PlanNotice = Domain.Time.Period.OfDays(10) }));

        Assert.Equal("plan-review", story.Plan("2026-03-12").Stand);
    }

    [Fact]
    public void Other_plans_may_come_the_day_before() => Assert.Equal("planned", AuditStory.Opened().Plan("2026-03-03").Stand);

    [Fact]
    public void A_plan_that_is_given_back_may_come_again_with_its_first_day_but_with_no_earlier_one()
    {
        AuditStory story = AuditStory.Upstream().Plan("2026-04-20", "2026-04-24").At("2026-03-12").Do(
            new ReturnPlan(AuditStory.Sasha, "More time for residue."));
        Assert.Equal(("plan-awaited", Sample.Day("2026-04-11")), (story.Stand, story.Task.Due!.On));
        Assert.EndsWith("audit-plan-returned → LeadAuditor", story.Mails[^1], StringComparison.Ordinal);

        Assert.Equal(AuditProcedure.PlanNoticeCode, story.Refused(new FilePlan(AuditStory.Lena, AuditStory.PlanFor("2026-04-19"), [])));
        Assert.Equal("plan-review", story.Plan("2026-04-20", "2026-04-27").Stand);
    }

    [Fact]
    public void With_the_advice_the_plan_stands()
    {
        AuditStory story = AuditStory.Upstream().Plan().At("2026-03-05").Do(new Advise(AuditStory.Sasha, "Visit the residue ponds."));

        Assert.Equal("planned", story.Stand);
        Assert.Equal(new PlanAdvice("Visit the residue ponds.", Sample.Day("2026-03-05"), AuditStory.Sasha), story.Audit.Advice);
        Assert.Equal("plan-review", story.Plan("2026-06-08", "2026-06-12").Stand);   // another plan, another look
        Assert.Null(story.Audit.Advice);   // it was on the plan before
    }

    [Fact]
    public void Advice_that_comes_after_the_first_day_lets_the_audit_begin_at_once()
    {
        AuditStory story = AuditStory.Upstream().Plan().MoveTo("2026-06-03");
        Assert.Equal("plan-review", story.Stand);

        story.Do(new Advise(AuditStory.Sasha, "Late, sorry.")).MoveTo("2026-06-03");
        Assert.Equal("in-progress", story.Stand);
    }

    [Theory]
    [InlineData("plan-awaited")]
    [InlineData("planned")]
    [InlineData("postponed")]
    [InlineData("oversight")]
    [InlineData("cancelled")]
    public void Advice_is_given_where_a_plan_waits_for_it(string state)
    {
        AuditStory story = AuditStory.In(state);

        Assert.Equal("out-of-order", story.Refused(new Advise(AuditStory.Sasha, "Take care.")));
        Assert.Equal("out-of-order", story.Refused(new ReturnPlan(AuditStory.Sasha, "Take care.")));
    }

    [Fact]
    public void A_plan_outside_the_accreditation_needs_an_exception_for_each_gap()
    {
        AuditStory story = AuditStory.Opened();
        FilePlan plan = new(AuditStory.Lena, AuditStory.PlanFor(), [TeamScope, FirmScope, TeamScope]);

        Decision<Audit>.Refused refused = story.RefusedWith(plan);
        Assert.Equal("outside-accreditation", refused.Code);
        Assert.EndsWith("record an exception for: team-scope, firm-scope.", refused.Message, StringComparison.Ordinal);

        Assert.Equal("outside-accreditation", story.Do(Exception("team-scope")).Refused(plan));
        Assert.Equal("planned", story.Do(Exception("auditor-suspended", "firm-scope")).Do(plan).Stand);
        Assert.Equal(["team-scope", "auditor-suspended, firm-scope"], story.Audit.Exceptions.Select(exception => string.Join(", ", exception.Codes)));
        Assert.False(story.Timeline.Last(line => line.What == "exception-recorded").Public);
    }

    [Theory]
    [InlineData("second-opinion", null)]
    [InlineData("oversight", null)]
    [InlineData("approved", "already-decided")]
    [InlineData("declined", "already-decided")]
    [InlineData("cancelled", "already-decided")]
    public void An_exception_can_be_recorded_until_the_decision(string state, string? code)
    {
        AuditStory story = AuditStory.In(state);
        if (code is null)
        {
            Assert.Single(story.Do(Exception("team-scope")).Audit.Exceptions);
            return;
        }

        Assert.Equal(code, story.Refused(Exception("team-scope")));
    }

    [Theory]
    [InlineData("plan-awaited", true)]
    [InlineData("plan-review", true)]
    [InlineData("planned", true)]
    [InlineData("postponed", true)]
    [InlineData("in-progress", false)]
    [InlineData("report-awaited", false)]
    [InlineData("report-submitted", false)]
    [InlineData("oversight", false)]
    [InlineData("clarification", false)]
    [InlineData("second-opinion", false)]
    [InlineData("approved", false)]
    [InlineData("declined", false)]
    [InlineData("cancelled", false)]
    public void A_plan_can_be_filed_until_the_audit_begins(string state, bool may)
    {
        AuditStory story = AuditStory.In(state);
        FilePlan plan = new(AuditStory.Lena, AuditStory.PlanFor("2026-09-01", "2026-09-04"), []);

        Assert.Equal(may ? null : "out-of-order", may ? story.Do(plan).Audit.Cancelled?.Reason : story.Refused(plan));
    }

    [Fact]
    public void Put_off_an_audit_waits_for_another_plan()
    {
        AuditStory story = AuditStory.Opened().Plan().At("2026-05-20").Do(new Postpone(AuditStory.Lena, "A flood."));
        Assert.Equal(("postponed", Sample.Day("2026-06-19")), (story.Stand, story.Task.Due!.On));
        Assert.Null(story.Audit.Plan);
        Assert.Equal((Sample.Day(AuditStory.From), "A flood."), (story.Audit.Postponements[0].Plan.From, story.Audit.Postponements[0].Reason));

        Assert.Equal("postponed", story.MoveTo(AuditStory.To).Stand);   // the old days pass
        Assert.Equal("planned", story.Plan("2026-08-03", "2026-08-07").Stand);
        Assert.Equal("in-progress", story.MoveTo("2026-08-03").Stand);
        Assert.Equal(
            [CertificationProgress.AuditScheduled, CertificationProgress.SelfAssessmentSubmitted, CertificationProgress.AuditScheduled],
            story.Progress);
    }

    [Fact]
    public void The_new_plan_of_an_upstream_initial_audit_keeps_the_notice_too_even_with_the_same_day()
    {
        AuditStory story = AuditStory.Upstream().Plan().Do(new Advise(AuditStory.Sasha, "Fine.")).At("2026-05-20").Do(
            new Postpone(AuditStory.Sasha, "A flood."));

        Assert.Equal(AuditProcedure.PlanNoticeCode, story.Refused(new FilePlan(AuditStory.Lena, AuditStory.PlanFor(), [])));
        Assert.Equal("plan-review", story.Plan("2026-07-01", "2026-07-03").Stand);
    }

    [Theory]
    [InlineData("plan-awaited", false)]
    [InlineData("plan-review", true)]
    [InlineData("planned", true)]
    [InlineData("postponed", false)]
    [InlineData("in-progress", false)]
    [InlineData("report-awaited", false)]
    [InlineData("oversight", false)]
    [InlineData("approved", false)]
    [InlineData("cancelled", false)]
    public void Only_what_is_planned_and_has_not_begun_is_put_off(string state, bool may)
    {
        AuditStory story = AuditStory.In(state);
        Postpone command = new(AuditStory.Sasha, "A flood.");

        Assert.Equal(may ? "postponed" : "out-of-order", may ? story.Do(command).Stand : story.Refused(command));
    }

    [Fact]
    public void A_declaration_is_made_by_who_is_in_the_plan_and_the_latest_counts()
    {
        AuditStory story = AuditStory.Opened();
        Declare none = new(AuditStory.Arno, AuditStory.Colleague, Conflict: false, Details: null, MayEnter: true);
        Assert.Equal("not-in-team", story.Refused(none));

        story.Plan();
        Assert.Equal("reason-required", story.Refused(none with { Conflict = true }));   // a conflict without a word says nothing
        Assert.Equal("not-yours", story.Refused(none with { MayEnter = false }));
        story.Do(none).Do(none with { Conflict = true, Details = "Shares." });
        Assert.True(story.Audit.DeclarationOf(AuditStory.Colleague)!.Conflict);
        Assert.Null(story.Audit.DeclarationOf(AuditStory.LeadAuditor));
        Assert.Equal("not-in-team", story.Refused(none with { Auditor = CaseId.From("ATR", 9) }));
        Assert.Equal(["no-conflict-declared", "conflict-declared"], story.Events.TakeLast(2));
        Assert.Equal("already-decided", story.Do(new Cancel(AuditStory.Mia, "Sold.")).Refused(none));
    }

    [Fact]
    public void Reporting_begins_with_the_first_day()
    {
        AuditStory story = AuditStory.Opened().Plan().At(AuditStory.From);
        Decision<Audit>.Accepted started = Assert.IsType<Decision<Audit>.Accepted>(
            AuditProcedure.Decide(story.Audit, new TimePasses(), story.Now, AuditRules.Shipped));

        Assert.Equal(AuditStory.Id.As(AuditReportFile.Prefix), Assert.IsType<Effect.Open>(Assert.Single(started.Effects)).Case.Id);
    }

    private static Except Exception(params IReadOnlyList<string> codes) => new(AuditStory.Sasha, codes, "Nobody else is near.");
}
