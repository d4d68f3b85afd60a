using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>First and last days, reminders and escalation. The last day of anything is in time.</summary>
public sealed class AuditTimeTests
{
    [Fact]
    public void An_audit_begins_with_its_first_day_and_ends_after_its_last()
    {
        AuditStory story = AuditStory.Opened().Plan();
        Assert.Equal(Sample.Midnight(AuditStory.From), story.Next.WakesAt);

        Assert.Equal("planned", story.MoveTo(Sample.Midnight(AuditStory.From).AddTicks(-1)).Stand);
        Assert.Equal("in-progress", story.MoveTo(Sample.Midnight(AuditStory.From)).Stand);
        Assert.Equal("in-progress", story.MoveTo(Sample.Midnight("2026-06-06").AddTicks(-1)).Stand);
        Assert.Equal("report-awaited", story.MoveTo(Sample.Midnight("2026-06-06")).Stand);
        Assert.Equal(["audit-opened", "plan-filed", "audit-started", "audit-ended"], story.Events);
    }

    [Fact]
    public void An_audit_that_nobody_woke_in_time_begins_and_ends_on_its_own_days()
    {
        AuditStory story = AuditStory.Opened().Plan().At("2026-06-20").Do(new TimePasses());
        Assert.Equal(Sample.Day(AuditStory.From), story.Audit.Clock.Since);

        story.Do(new TimePasses());
        Assert.Equal(("report-awaited", Sample.Day(AuditStory.To)), (story.Stand, story.Audit.Clock.Since));
        Assert.Equal(Sample.Day("2026-07-31"), story.Task.Due!.On);
    }

    [Fact]
    public void The_report_is_due_eight_weeks_after_the_end_and_the_firm_is_reminded()
    {
        AuditStory story = AuditStory.Opened().Plan().MoveTo("2026-06-06");
        int before = story.Mails.Count;
        Assert.Equal("audit report P56D from 2026-06-05", story.Task.Due!.Rule);

        story.MoveTo(Sample.Midnight("2026-08-01").AddTicks(-1));   // the last day is in time
        Assert.Equal(
            [
                "2026-07-03 audit-report-reminder → LeadAuditor",
                "2026-07-17 audit-report-reminder → LeadAuditor",
                "2026-07-24 audit-report-reminder → LeadAuditor",
                "2026-07-30 audit-report-reminder → LeadAuditor",
            ],
            story.Mails.Skip(before));

        story.MoveTo("2026-12-31");
        Assert.Equal(["2026-08-01 audit-overdue → Secretariat"], story.Mails.Skip(before + 4));   // once
        Assert.Equal(Sample.Day("2026-07-31"), story.Task.Due!.On);
        Assert.Equal("report-submitted audit-team", story.Report().Stand);   // late, but taken
    }

    [Fact]
    public void Several_reminders_that_nobody_sent_become_one()
    {
        AuditStory story = AuditStory.In("report-awaited").At("2026-07-25");
        int before = story.Mails.Count;
        story.Do(new TimePasses());

        Assert.Equal(["2026-07-25 audit-report-reminder → LeadAuditor"], story.Mails.Skip(before));
        Assert.Equal("out-of-order", story.Refused(new TimePasses()));
        Assert.Equal(Sample.Midnight("2026-07-30"), story.Next.WakesAt);
    }

    [Fact]
    public void What_is_overdue_already_is_escalated_and_no_reminder_follows()
    {
        AuditStory story = AuditStory.In("report-awaited").At("2026-09-01");
        int before = story.Mails.Count;
        story.Do(new TimePasses());

        Assert.Equal(["2026-09-01 audit-overdue → Secretariat"], story.Mails.Skip(before));
        Assert.Equal("out-of-order", story.Refused(new TimePasses()));
        Assert.Null(story.Next.WakesAt);
    }

    /// <summary>Who has the ball, which task it is, when it is due, when its first reminder comes.</summary>
    [Theory]
    [InlineData("plan-awaited", Role.LeadAuditor, "audit-plan", "2026-04-01", "2026-03-25")]
    [InlineData("plan-review", Role.Secretariat, "plan-advice", "2026-03-12", null)]
    [InlineData("postponed", Role.LeadAuditor, "audit-plan", "2026-04-01", "2026-03-25")]
    [InlineData("report-awaited", Role.LeadAuditor, "audit-report", "2026-07-31", "2026-07-03")]
    [InlineData("oversight", Role.Secretariat, "review-audit-findings", "2026-07-08", null)]
    [InlineData("clarification", Role.LeadAuditor, "clarification", "2026-07-15", "2026-07-08")]
    [InlineData("second-opinion", Role.Releaser, "second-opinion", "2026-07-06", null)]
    public void What_waits_for_a_person_is_due_reminded_and_escalated_once(string state, Role ball, string what, string due, string? reminder)
    {
        AuditStory story = AuditStory.In(state);
        int number = story.Audit.StepNumber;
        int before = story.Mails.Count;

        Assert.Equal((ball, what, Sample.Day(due)), (story.Task.Ball, story.Task.What, story.Task.Due!.On));
        Assert.Equal(reminder, story.Task.Reminders is [{ } first, ..] ? $"{first.On:yyyy-MM-dd}" : null);

        story.MoveTo(Sample.Midnight(due).AddDays(1).AddTicks(-1));
        Assert.DoesNotContain(story.Mails.Skip(before), mail => mail.Contains("overdue", StringComparison.Ordinal));
        story.MoveTo(Sample.Midnight(due).AddYears(1));
        Assert.Equal(
            $"{Sample.Day(due).AddDays(1):yyyy-MM-dd} audit-overdue → Secretariat",
            Assert.Single(story.Mails.Skip(before), mail => mail.EndsWith("Secretariat", StringComparison.Ordinal)));
        Assert.Equal(story.Mails.Distinct(), story.Mails);
        Assert.Equal((state, number, Sample.Day(due)), (story.Audit.StateName, story.Audit.StepNumber, story.Task.Due!.On));
        Assert.Null(story.Next.WakesAt);
    }

    public static TheoryData<OversightStep, int> ServiceLevels() => new()
    {
        { OversightStep.AuditTeam, 5 },
        { OversightStep.AuditScope, 5 },
        { OversightStep.AuditExecution, 5 },
        { OversightStep.AuditFindings, 7 },
        { OversightStep.PublishableInformation, 5 },
        { OversightStep.DocumentationAndRecords, 5 },
        { OversightStep.Release, 7 },
    };

    [Theory]
    [MemberData(nameof(ServiceLevels))]
    public void Each_step_of_the_oversight_has_its_service_level(OversightStep step, int days)
    {
        AuditStory story = AuditStory.InReview(step);

        Assert.Equal(Sample.Day("2026-07-01").AddDays(days), story.Task.Due!.On);
        Assert.Equal($"service level of {step.Name} P{days}D from 2026-07-01", story.Task.Due!.Rule);
        Assert.Contains("overdue", story.MoveTo("2026-07-20").Events);
    }

    [Fact]
    public void Each_new_step_begins_a_new_clock()
    {
        AuditStory story = AuditStory.InReview().MoveTo("2026-07-10").Pass();

        Assert.Equal((Sample.Day("2026-07-10"), Sample.Day("2026-07-15")), (story.Task.Since, story.Task.Until!.On));
    }

    [Theory]
    [InlineData("report-submitted")]
    [InlineData("approved")]
    [InlineData("cancelled")]
    [InlineData("declined")]
    public void Time_has_no_say_where_the_machine_works_and_after_the_end(string state)
    {
        AuditStory story = AuditStory.In(state).At("2030-01-01");

        Assert.Null(story.Next.WakesAt);
        Assert.Equal("out-of-order", story.Refused(new TimePasses()));
    }
}
