using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Membership.AdmissionCommand;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>Admissions from the first day to the last.</summary>
public sealed class AdmissionStoryTests
{
    [Fact]
    public void An_application_that_nothing_speaks_against_becomes_a_member()
    {
        Admission admission = Admission.Submitted("2026-01-05")
            .Do("2026-01-07", new FindComplete(Sample.Sasha))
            .Do("2026-01-12", new ClearDueDiligence(Sample.Sasha, Note: null))
            .Pass("2026-01-26");
        Assert.Equal("notice", admission.Case.StateName);   // 26 January is the window's last day
        admission.Pass("2026-01-27").Do("2026-01-30", new Approve(Sample.Bo, Note: null)).Do(
            "2026-02-20", new RecordPayment(Sample.Sasha, Sample.Day("2026-02-18")));

        Assert.Equal(["submitted", "found-complete", "due-diligence-done", "notice-closed", "approved", "paid"], admission.Timeline);
        Assert.Equal(
            [
                "application-received → Applicant", "notice-to-members → Member", "application-approved → Applicant", "membership-begins → Applicant",
            ],
            admission.Mails);
        Assert.Equal(6, admission.Case.StepNumber);
        Assert.IsType<Step.End>(admission.Next);

        ApplicationState.Admitted end = Assert.IsType<ApplicationState.Admitted>(admission.Case.State);
        Assert.Equal(new JoinDate(Sample.Day("2026-02-18"), JoinEvent.Payment, "join date by payment, terms from 2015-06-01"), end.Joined);
        Assert.Equal(Sample.Day("2026-02-01"), end.Joined.Month);

        Effect.Open open = Assert.Single(admission.Effects.OfType<Effect.Open>());
        Member member = Assert.IsType<Member>(open.Case);
        Assert.Equal(admission.Case.Id.As("MEM"), member.Id);
        Assert.Equal(end.Member, member.Id);
        Assert.Equal(MembershipClass.IndustrialUsers, member.Classes.On(Sample.Day("2026-02-18")));
        Assert.Equal(SizeBand.Medium, member.Size.Band);
        Assert.False(member.IsMemberOn(Sample.Day("2026-02-17")));
        Assert.Equal("active", member.StateName);
        Assert.Equal(["joined"], open.Events.Select(e => e.What));
        Assert.Equal(member.Id, Assert.Single(admission.Effects.OfType<Effect.Invite>()).Organisation);
    }

    [Fact]
    public void Left_alone_after_the_return_it_is_reminded_twice_and_lapses()
    {
        Admission admission = Admission.Returned();   // 6 January; 60 days end on 7 March

        Assert.Equal(["2026-02-05 reminded", "2026-02-28 reminded", "2026-03-08 lapsed"], admission.Watch("2027-01-01"));
        Assert.Equal(
            new Deadline(Sample.Day("2026-03-07"), "resubmission P60D from 2026-01-06"),
            Assert.IsType<ApplicationState.Lapsed>(admission.Case.State).Missed);
        Assert.Equal(
            ["application-received → Applicant", "application-returned → Applicant", "resubmission-reminder → Applicant", "resubmission-reminder → Applicant",
                "application-lapsed → Applicant"],
            admission.Mails);
    }

    [Fact]
    public void Left_alone_by_ASI_each_step_is_escalated_once_and_stays_open()
    {
        foreach (string state in (string[])["submitted", "due-diligence", "objections-open", "decision-pending", "appealed"])
        {
            Admission admission = Admission.In(state);
            int number = admission.Case.StepNumber;

            Assert.Equal("escalated", Assert.Single(admission.Watch("2030-01-01"))[11..]);
            Assert.Equal(state, admission.Case.StateName);
            Assert.Equal(number, admission.Case.StepNumber);
            Step.Await open = Assert.IsType<Step.Await>(admission.Next);
            Assert.Null(open.Until);
            Assert.NotNull(open.Due);
            Assert.NotEmpty(open.Choices);
            Assert.Null(admission.Next.WakesAt);
            Assert.Equal("escalation → Secretariat", admission.Mails.Last());
        }
    }

    [Fact]
    public void Left_alone_with_the_invoice_it_is_reminded_and_lapses_once_payments_of_the_last_day_can_have_been_seen()
    {
        Admission admission = Admission.Approved();   // 30 January; 30 days end on 1 March, 5 days to record it on 6 March

        Assert.Equal(["2026-02-15 reminded", "2026-02-26 reminded", "2026-03-07 lapsed"], admission.Watch("2027-01-01"));
        Assert.Equal(Sample.Day("2026-03-01"), Assert.IsType<ApplicationState.Lapsed>(admission.Case.State).Missed.On);
    }

    [Fact]
    public void It_may_be_returned_and_resubmitted_any_number_of_times()
    {
        Admission admission = Admission.Submitted();
        for (int round = 1; round <= 4; round++)
        {
            Assert.Equal(round, admission.Case.Round);
            admission
                .Do($"2026-0{round}-10", new Return(Sample.Sasha, [new ReturnReason(null, $"Reason {round}")]))
                .Do($"2026-0{round}-20", new Resubmit(
                    Actor.Applicant, Sample.Answers() with { ClassBasis = $"Basis {round}" }, Sample.Form with { Version = round }));
        }

        Assert.Equal("Basis 4", admission.Case.Answers.ClassBasis);
        Assert.Equal(4, admission.Case.Form.Version);
        Assert.Equal(9, admission.Case.StepNumber);
        admission.Do("2026-04-21", new FindComplete(Sample.Sasha)).Do(
            "2026-04-21", new Return(Sample.Sasha, [new ReturnReason(null, "Who owns you?")]));
        Assert.Equal("returned", admission.Case.StateName);   // due diligence may return it too
    }

    [Fact]
    public void Objections_have_to_be_answered_before_the_board_decides()
    {
        CaseId other = CaseId.From("MEM", 78);
        Admission admission = Admission.InNotice()
            .Do("2026-01-15", new RaiseObjection(Sample.Mia, Sample.Objector, "A dispute over land."))
            .Do("2026-01-26", new RaiseObjection(Sample.Mia, other, "They are no window makers."))   // the last day is in time
            .Do("2026-01-26", new AnswerObjection(Sample.Sasha, 1, "The dispute was settled."));
        Assert.Equal("answer-objections", Assert.IsType<Step.Sleep>(admission.Next).Then);

        admission.Pass("2026-01-27");
        Assert.Equal("objections-open", admission.Case.StateName);
        Assert.Equal("out-of-order", Assert.IsType<Decision<Application>.Refused>(admission.Try("2026-01-28", new Approve(Sample.Bo, null))).Code);

        admission.Do("2026-01-28", new AnswerObjection(Sample.Sasha, 2, "They are."));
        Assert.Equal("decision-pending", admission.Case.StateName);
        Assert.Equal(Sample.Day("2026-01-28"), Assert.IsType<ApplicationState.DecisionPending>(admission.Case.State).Since);
        Assert.Equal(2, admission.Mails.Count(m => m == "objection-received → Secretariat"));
        Assert.Equal(2, admission.Mails.Count(m => m == "objection-answered → Member"));
        Assert.All(admission.Events.Where(e => e.What.StartsWith("objection", StringComparison.Ordinal)), e => Assert.False(e.Public));
    }

    [Fact]
    public void Objections_answered_within_the_window_cost_no_further_step()
    {
        Admission admission = Admission.InNotice()
            .Do("2026-01-15", new RaiseObjection(Sample.Mia, Sample.Objector, "A dispute over land."))
            .Do("2026-01-16", new AnswerObjection(Sample.Sasha, 1, "The dispute was settled."))
            .Pass("2026-01-27");

        Assert.Equal("decision-pending", admission.Case.StateName);
    }

    [Fact]
    public void A_declined_application_is_closed_when_the_term_to_appeal_is_over()
    {
        Admission admission = Admission.Declined();   // 30 January; 30 days end on 1 March

        Assert.Equal(["2026-03-02 closed"], admission.Watch("2027-01-01"));
        Assert.Equal("closed", admission.Case.StateName);
    }

    [Fact]
    public void An_appeal_is_heard_by_somebody_else_and_may_overturn_the_decision()
    {
        Admission admission = Admission.Appealed();

        Assert.Equal(
            "You declined this application on 30 January 2026; somebody else has to hear the appeal.",
            admission.Refused("four-eyes", "2026-02-12", new Overturn(Sample.Bo, "On reflection.")));
        admission.Refused("four-eyes", "2026-02-12", new Uphold(Sample.Bo, "As I said."));

        admission.Do("2026-02-12", new Overturn(Sample.Bela, "They do make window frames."));
        Assert.Equal("approved", admission.Case.StateName);
        Assert.Equal(["appeal-overturned → Applicant", "application-approved → Applicant"], admission.Mails.TakeLast(2));
        Assert.Equal("payment", Assert.IsType<Step.Await>(admission.Next).What);
    }

    [Fact]
    public void A_dismissed_appeal_ends_it_and_there_is_no_second_one()
    {
        Admission admission = Admission.ClosedAfterAppeal();

        Assert.Equal("closed", admission.Case.StateName);
        Assert.Equal("appeal-upheld → Applicant", admission.Mails.Last());
        Assert.Equal(
            "An appeal was made by the applicant on 10 February 2026.",
            admission.Refused("already-decided", "2026-02-21", new Appeal(Actor.Applicant, "Once more.")));
    }

    [Fact]
    public void Whoever_withdraws_an_appeal_leaves_the_decision_on_record()
    {
        Admission admission = Admission.Appealed().Do("2026-02-11", new Withdraw(Actor.Applicant, Reason: null));

        Assert.Equal("closed", admission.Case.StateName);
        Assert.Equal("appeal-withdrawn", admission.Timeline.Last());
        Assert.Equal("declined", admission.Case.Steps[^3].Outcome);
    }
}
