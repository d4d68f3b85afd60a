using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>What is next, for each state exactly.</summary>
public sealed class AdmissionNextTests
{
    [Theory]
    [InlineData("submitted", "Secretariat: completeness-check, since 2026-01-05, due 2026-01-10, until 2026-01-10 then escalate; accept, return!")]
    [InlineData(
        "returned",
        "Applicant: resubmission, since 2026-01-06, due 2026-03-07, until 2026-03-07 then lapse; resubmit, withdraw; 2026-02-05, 2026-02-28 resubmission-reminder")]
    [InlineData("due-diligence", "Secretariat: due-diligence, since 2026-01-07, due 2026-01-17, until 2026-01-17 then escalate; clear, return!")]
    [InlineData("notice", "sleep: notice-to-members, since 2026-01-12, until 2026-01-26 then board-decision")]
    [InlineData("objections-open", "Secretariat: answer-objections, since 2026-01-27, due 2026-02-06, until 2026-02-06 then escalate; answer!")]
    [InlineData("decision-pending", "Board: board-decision, since 2026-01-27, due 2026-02-10, until 2026-02-10 then escalate; approve, decline!")]
    [InlineData(
        "approved",
        "Applicant (recorded by Secretariat): payment, since 2026-01-30, due 2026-03-01, until 2026-03-06 then lapse; record-payment; 2026-02-15, 2026-02-26 payment-reminder")]
    [InlineData("declined", "Applicant: appeal, since 2026-01-30, due 2026-03-01, until 2026-03-01 then close; appeal!")]
    [InlineData("appealed", "Board: appeal-hearing, since 2026-02-10, due 2026-03-12, until 2026-03-12 then escalate; uphold!, overturn!")]
    [InlineData("admitted", "end")]
    [InlineData("lapsed", "end")]
    [InlineData("withdrawn", "end")]
    [InlineData("closed", "end")]
    public void Each_state_says_who_has_the_ball_until_when_and_what_then(string state, string next) =>
        Assert.Equal(next, Tell(Admission.In(state).Next));

    [Fact]
    public void The_step_wakes_at_the_next_reminder_or_at_the_end()
    {
        Admission admission = Admission.Returned();

        Assert.Equal(Sample.Midnight("2026-02-05"), admission.Next.WakesAt);
        Assert.Equal(Sample.Midnight("2026-02-28"), admission.Pass("2026-02-06").Next.WakesAt);
        Assert.Equal(Sample.Midnight("2026-03-08"), admission.Pass("2026-03-01").Next.WakesAt);
        Assert.Null(admission.Pass("2026-03-08").Next.WakesAt);
    }

    [Fact]
    public void The_task_of_the_payment_is_the_Secretariats_though_the_applicant_has_the_ball()
    {
        Step.Await payment = Assert.IsType<Step.Await>(Admission.Approved().Next);

        Assert.Equal(Role.Applicant, payment.Ball);
        Assert.Equal(Role.Secretariat, payment.TaskRole);
        Assert.Equal(Role.Board, Assert.IsType<Step.Await>(Admission.Pending().Next).TaskRole);
    }

    private static string Tell(Step step) => step switch
    {
        Step.Await a =>
            $"{a.Ball}{(a.Recorder is { } r ? $" (recorded by {r})" : "")}: {a.What}, since {a.Since:yyyy-MM-dd}, due {Day(a.Due)}, until {Day(a.Until)} then {a.Then}; "
            + string.Join(", ", a.Choices.Select(c => c.Decision + (c.ReasonRequired ? "!" : "")))
            + (a.Reminders.Count == 0 ? "" : $"; {string.Join(", ", a.Reminders.Select(x => $"{x.On:yyyy-MM-dd}"))} {a.Reminders[0].Template}"),
        Step.Sleep s => $"sleep: {s.What}, since {s.Since:yyyy-MM-dd}, until {Day(s.Until)} then {s.Then}",
        Step.Rest => "rest",
        _ => "end",
    };

    private static string Day(Deadline? deadline) => $"{deadline!.On:yyyy-MM-dd}";
}
