using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Surveys.Invitations;

public sealed class SurveyInvitationProcedureTests
{
    private static readonly CaseId Round = CaseId.From("SVY", 1);
    private static readonly SurveyInvitationCommand Invite = new SurveyInvitationCommand.Invite(Round, [Period.OfDays(12), Period.OfDays(7)], "hash");

    [Fact]
    public void The_message_is_followed_by_two_reminders_each_after_a_look_and_then_by_nothing()
    {
        SurveyInvitation invitation = Begin();
        Assert.Equal(SurveyInvitationProcedure.InviteWork, Work(invitation));
        (invitation, string[] mails) = Accepted(invitation, Invite, "2021-11-23");
        Assert.Equal([SurveyMail.Invitation], mails);
        Assert.Equal(Midnight("2021-11-30"), SurveyInvitationProcedure.Next(invitation).WakesAt);

        (invitation, mails) = Accepted(invitation, new SurveyInvitationCommand.TimePasses(), "2021-11-30");
        Assert.Empty(mails);
        Assert.Equal(SurveyInvitationProcedure.RemindWork, Work(invitation));
        (invitation, mails) = Accepted(invitation, new SurveyInvitationCommand.Remind(), "2021-11-30");
        Assert.Equal([SurveyMail.Reminder], mails);
        Assert.Equal(Midnight("2021-12-05"), SurveyInvitationProcedure.Next(invitation).WakesAt);

        invitation = Accepted(invitation, new SurveyInvitationCommand.TimePasses(), "2021-12-05").Invitation;
        invitation = Accepted(invitation, new SurveyInvitationCommand.Remind(), "2021-12-05").Invitation;
        Assert.IsType<Step.Rest>(SurveyInvitationProcedure.Next(invitation));
        Assert.Equal("invited", invitation.StateName);
    }

    [Fact]
    public void Reminders_missed_in_an_outage_are_one()
    {
        SurveyInvitation invitation = Accepted(Begin(), Invite, "2021-11-23").Invitation;
        invitation = Accepted(invitation, new SurveyInvitationCommand.TimePasses(), "2021-12-10").Invitation;
        invitation = Accepted(invitation, new SurveyInvitationCommand.Remind(), "2021-12-10").Invitation;
        Assert.IsType<Step.Rest>(SurveyInvitationProcedure.Next(invitation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reply_ends_it_also_while_a_reminder_is_under_way(bool reminding)
    {
        SurveyInvitation invitation = Accepted(Begin(), Invite, "2021-11-23").Invitation;
        if (reminding)
        {
            invitation = Accepted(invitation, new SurveyInvitationCommand.TimePasses(), "2021-11-30").Invitation;
        }

        invitation = Accepted(invitation, new SurveyInvitationCommand.Respond(), "2021-11-30").Invitation;
        Assert.Equal("responded", invitation.StateName);
        Assert.IsType<Step.End>(SurveyInvitationProcedure.Next(invitation));
        Refused(invitation, new SurveyInvitationCommand.Remind());
        Refused(invitation, new SurveyInvitationCommand.TimePasses());
        Refused(invitation, new SurveyInvitationCommand.OptOut());
        Refused(invitation, new SurveyInvitationCommand.Close("round-closed"));
    }

    [Fact]
    public void Without_a_round_it_waits_and_whoever_opens_one_tells_it()
    {
        SurveyInvitation waiting = Accepted(Begin(), new SurveyInvitationCommand.Wait(), "2021-11-01").Invitation;
        Assert.Equal("waiting", waiting.StateName);
        Assert.IsType<Step.Rest>(SurveyInvitationProcedure.Next(waiting));
        Refused(waiting, Invite);

        SurveyInvitation released = Accepted(waiting, new SurveyInvitationCommand.Release(), "2021-11-23").Invitation;
        Assert.Equal(SurveyInvitationProcedure.InviteWork, Work(released));
        Assert.Same(released, Accepted(released, new SurveyInvitationCommand.Release(), "2021-11-23").Invitation);
    }

    [Fact]
    public void Opting_out_and_the_end_of_the_round_end_it()
    {
        SurveyInvitation invited = Accepted(Begin(), Invite, "2021-11-23").Invitation;
        Assert.Equal("opted-out", Accepted(invited, new SurveyInvitationCommand.OptOut(), "2021-11-24").Invitation.StateName);
        Assert.Equal("closed", Accepted(invited, new SurveyInvitationCommand.Close("round-closed"), "2021-12-07").Invitation.StateName);
    }

    [Fact]
    public void Nobody_replies_who_was_not_invited() => Refused(Begin(), new SurveyInvitationCommand.Respond());

    private static SurveyInvitation Begin() =>
        SurveyInvitationProcedure.Enqueue(CaseId.From("SIN", 1), CaseId.From("MEM", 1), Round, Noon("2021-11-01")).Case;

    private static string Work(SurveyInvitation invitation) => Assert.IsType<Step.Work>(SurveyInvitationProcedure.Next(invitation)).What;

    private static (SurveyInvitation Invitation, string[] Mails) Accepted(SurveyInvitation invitation, SurveyInvitationCommand command, string on)
    {
        Decision<SurveyInvitation>.Accepted accepted =
            Assert.IsType<Decision<SurveyInvitation>.Accepted>(SurveyInvitationProcedure.Decide(invitation, command, Noon(on)));
        return (accepted.Case, [.. accepted.Effects.Cast<Effect.SendMail>().Select(mail => mail.Template)]);
    }

    private static void Refused(SurveyInvitation invitation, SurveyInvitationCommand command) =>
        Assert.IsType<Decision<SurveyInvitation>.Refused>(SurveyInvitationProcedure.Decide(invitation, command, Noon("2021-12-24")));

    private static DateTimeOffset Noon(string day) => new(DateOnly.Parse(day, null), new TimeOnly(12, 0), TimeSpan.Zero);

    private static DateTimeOffset Midnight(string day) => new(DateOnly.Parse(day, null), TimeOnly.MinValue, TimeSpan.Zero);
}
