using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.AdmissionCommand;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>Calendar edges of an admission.</summary>
public sealed class AdmissionTimeTests
{
    [Fact]
    public void The_due_date_itself_is_in_time_and_the_instant_after_it_is_not()
    {
        Application returned = Admission.Returned().Case;   // until 7 March
        Resubmit resubmit = new(Actor.Applicant, Sample.Answers(), Sample.Form);
        DateTimeOffset midnight = Sample.Midnight("2026-03-08");

        Assert.IsType<Decision<Application>.Accepted>(AdmissionProcedure.Decide(returned, resubmit, midnight.AddTicks(-1), Sample.Terms));
        Decision<Application>.Refused refused = Assert.IsType<Decision<Application>.Refused>(
            AdmissionProcedure.Decide(returned, resubmit, midnight, Sample.Terms));
        Assert.Equal("too-late", refused.Code);
        Assert.Equal("The last day for the resubmission was 7 March 2026.", refused.Message);
    }

    [Fact]
    public void A_command_meets_the_case_as_time_has_made_it_though_nobody_woke_the_orchestration()
    {
        Admission admission = Admission.InNotice();   // closes on 26 January
        admission.Do("2026-01-27", new Approve(Sample.Bo, null));

        Assert.Equal(["notice-closed", "approved"], admission.Timeline.TakeLast(2));
        Assert.Equal(Sample.Day("2026-01-27"), Assert.IsType<ApplicationState.Approved>(admission.Case.State).Since);
    }

    [Fact]
    public void A_command_that_comes_with_a_late_reminder_makes_it_idle()
    {
        Admission admission = Admission.Returned().Do("2026-02-06", new Resubmit(Actor.Applicant, Sample.Answers(), Sample.Form));

        Assert.DoesNotContain("reminded", admission.Timeline);
    }

    [Fact]
    public void A_decision_after_the_escalation_still_counts()
    {
        Admission admission = Admission.Submitted().Pass("2026-03-01").Do("2026-03-01", new FindComplete(Sample.Sasha));

        Assert.Equal(["submitted", "escalated", "found-complete"], admission.Timeline);
    }

    [Fact]
    public void Nothing_is_due_before_its_instant()
    {
        Application submitted = Admission.Submitted("2026-01-05").Case;   // five days, until 10 January
        DateTimeOffset closes = Sample.Midnight("2026-01-11");

        Assert.Equal(closes, AdmissionProcedure.Next(submitted, Sample.Terms).WakesAt);
        Assert.Equal(
            "nothing-due",
            Assert.IsType<Decision<Application>.Refused>(AdmissionProcedure.Decide(submitted, new TimePasses(), closes.AddTicks(-1), Sample.Terms)).Code);
        Assert.IsType<Decision<Application>.Accepted>(AdmissionProcedure.Decide(submitted, new TimePasses(), closes, Sample.Terms));
    }

    [Fact]
    public void After_a_long_sleep_each_thing_happens_once_in_its_order_with_its_own_day()
    {
        Admission admission = Admission.InNotice().Pass("2027-01-01");

        Assert.Equal(["notice-closed", "escalated"], admission.Timeline.TakeLast(2));
        ApplicationState.DecisionPending pending = Assert.IsType<ApplicationState.DecisionPending>(admission.Case.State);
        Assert.Equal(Sample.Day("2026-01-27"), pending.Since);
        Assert.Equal(Sample.Day("2026-02-10"), pending.Due.On);
    }

    [Fact]
    public void Reminders_whose_moment_lay_before_the_step_began_are_not_given()
    {
        History<AdmissionTerms> terms = With(t => t with
        {
            Resubmission = Period.OfDays(10),
            ResubmissionReminders = [Period.OfDays(30), Period.OfDays(10), Period.OfDays(9), Period.OfDays(1)],
        });
        Admission admission = Admission.Submitted("2026-01-05", terms).Do("2026-01-06", new Return(Sample.Sasha, [new ReturnReason(null, "More.")]));

        Assert.Equal(["2026-01-07 reminded", "2026-01-15 reminded", "2026-01-17 lapsed"], admission.Watch("2027-01-01"));
    }

    [Fact]
    public void Reminders_come_in_the_order_of_their_days_however_they_are_configured()
    {
        History<AdmissionTerms> terms = With(t => t with { ResubmissionReminders = [Period.OfDays(1), Period.OfMonths(1), Period.OfDays(7)] });
        Admission admission = Admission.Submitted("2026-01-05", terms).Do("2026-01-06", new Return(Sample.Sasha, [new ReturnReason(null, "More.")]));

        Assert.Equal(["P1M before 2026-03-07", "P7D before 2026-03-07", "P1D before 2026-03-07"], Reminders(admission));
        admission.Pass("2026-02-10");
        Assert.Equal(["P7D before 2026-03-07", "P1D before 2026-03-07"], Reminders(admission));
    }

    [Theory]
    [InlineData("2026-01-30", "2026-02-28")]   // the month has no 30th
    [InlineData("2028-01-30", "2028-02-29")]   // a leap year
    [InlineData("2028-02-29", "2028-03-29")]
    [InlineData("2026-12-31", "2027-01-31")]
    public void Terms_in_months_end_on_the_last_day_of_a_shorter_month(string approved, string due)
    {
        History<AdmissionTerms> terms = With(t => t with { Payment = Period.OfMonths(1), Notice = Period.OfDays(1) });
        string earlier = Sample.Day(approved).AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Admission admission = Admission.Submitted(earlier, terms)
            .Do(earlier, new FindComplete(Sample.Sasha))
            .Do(earlier, new ClearDueDiligence(Sample.Sasha, null))
            .Do(approved, new Approve(Sample.Bo, null));

        Assert.Equal(
            new Deadline(Sample.Day(due), $"payment P1M from {approved}"), Assert.IsType<ApplicationState.Approved>(admission.Case.State).Due);
    }

    [Fact]
    public void A_step_keeps_the_deadline_it_was_given_and_the_next_one_gets_it_by_the_terms_of_its_day()
    {
        History<AdmissionTerms> terms = Sample.Terms.With(
            Sample.Day("2026-01-08"), Sample.Terms.Latest.Value with { CompletenessCheck = Period.OfDays(1), DueDiligence = Period.OfDays(3) });
        Admission admission = Admission.Submitted("2026-01-05", terms);

        Assert.Equal("completeness-check P5D from 2026-01-05", Assert.IsType<Step.Await>(admission.Next).Due!.Rule);
        admission.Pass("2026-01-10").Do("2026-01-10", new FindComplete(Sample.Sasha));
        Assert.Equal("due-diligence P3D from 2026-01-10", Assert.IsType<Step.Await>(admission.Next).Due!.Rule);
        Assert.Equal("completeness-check P5D from 2026-01-05", admission.Case.Steps[0].Term.Rule);   // what was applied is on record
    }

    [Fact]
    public void A_payment_of_the_last_day_may_be_recorded_some_days_later_and_a_later_payment_may_not()
    {
        Admission admission = Admission.Approved();   // due on 1 March, recorded until 6 March

        Assert.StartsWith(
            "The last day of payment was 1 March 2026.",
            admission.Refused("too-late", "2026-03-04", new RecordPayment(Sample.Sasha, Sample.Day("2026-03-02"))),
            StringComparison.Ordinal);
        admission.Do("2026-03-06", new RecordPayment(Sample.Sasha, Sample.Day("2026-03-01")));
        Assert.Equal("admitted", admission.Case.StateName);
    }

    [Fact]
    public void A_payment_recorded_after_that_is_too_late() => Assert.Equal(
        "The last day for payment of the first invoice was 1 March 2026.",
        Admission.Approved().Refused("too-late", "2026-03-07", new RecordPayment(Sample.Sasha, Sample.Day("2026-03-01"))));

    [Theory]
    [InlineData("2026-01-29")]   // before the invoice
    [InlineData("2026-02-06")]   // tomorrow
    public void A_payment_bears_a_day_between_the_invoice_and_today(string paidOn) => Assert.Equal(
        "The day of payment lies between the invoice (30 January 2026) and today (5 February 2026).",
        Admission.Approved().Refused("payment-day", "2026-02-05", new RecordPayment(Sample.Sasha, Sample.Day(paidOn))));

    [Fact]
    public void Which_event_sets_the_join_date_is_a_dated_setting_read_on_the_day_of_approval()
    {
        History<AdmissionTerms> terms = Sample.Terms
            .With(Sample.Day("2026-01-15"), Sample.Terms.Latest.Value with { JoinDateBy = JoinEvent.Approval })
            .With(Sample.Day("2026-02-10"), Sample.Terms.Latest.Value);
        Admission admission = Admission.Submitted("2026-01-05", terms)
            .Do("2026-01-07", new FindComplete(Sample.Sasha))
            .Do("2026-01-12", new ClearDueDiligence(Sample.Sasha, null))
            .Do("2026-01-30", new Approve(Sample.Bo, null))
            .Do("2026-02-20", new RecordPayment(Sample.Sasha, Sample.Day("2026-02-18")));

        Assert.Equal(
            new JoinDate(Sample.Day("2026-01-30"), JoinEvent.Approval, "join date by approval, terms from 2026-01-15"),
            Assert.IsType<ApplicationState.Admitted>(admission.Case.State).Joined);
    }

    [Fact]
    public void Days_are_days_of_UTC_wherever_the_clock_stands()
    {
        DateTimeOffset eveningInCanada = new(2026, 1, 5, 20, 0, 0, TimeSpan.FromHours(-8));   // 6 January in UTC

        Decision<Application>.Accepted submitted = AdmissionProcedure.Submit(
            Sample.Reference, Sample.Answers(), Sample.Form, eveningInCanada, Sample.Terms);
        Assert.Equal(Sample.Day("2026-01-06"), Assert.IsType<ApplicationState.Submitted>(submitted.Case.State).Since);
    }

    private static History<AdmissionTerms> With(Func<AdmissionTerms, AdmissionTerms> change) =>
        History.From(Sample.Terms.Latest.From, change(Sample.Terms.Latest.Value));

    private static IEnumerable<string> Reminders(Admission admission) => Assert.IsType<Step.Await>(admission.Next).Reminders.Select(r => r.Key);
}
