using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Tests.Surveys.Rounds;

public sealed class SurveyProcedureTests
{
    private static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    private static readonly SurveyPlan Plan = new(
        "certification-survey",
        1,
        "Round of November 2021",
        new SurveyAudience.Certificates([CaseId.From("CRT", 1)]),
        Day("2021-11-23"),
        Day("2021-12-06"),
        Quota: null,
        Minimum: 10,
        [Period.OfDays(7)],
        Minutes: 10);

    [Fact]
    public void A_round_sleeps_until_its_first_day_invites_takes_replies_until_the_end_of_its_last_day_and_closes()
    {
        Survey survey = SurveyProcedure.Begin(CaseId.From("SVY", 1), Plan, Sasha, Noon("2021-11-01")).Case;
        Assert.Equal("scheduled", survey.StateName);
        Assert.Equal(Midnight("2021-11-23"), SurveyProcedure.Next(survey).WakesAt);
        Refused(survey, new SurveyCommand.TimePasses(), "2021-11-22", "nothing-due");

        survey = Accepted(survey, new SurveyCommand.TimePasses(), "2021-11-23");
        Assert.True(survey.IsOpen);
        Assert.Equal(SurveyProcedure.InviteWork, Assert.IsType<Step.Work>(SurveyProcedure.Next(survey)).What);
        survey = Accepted(survey, new SurveyCommand.InvitedUpTo(CaseId.From("CRT", 1)), "2021-11-23");
        survey = Accepted(survey, new SurveyCommand.AllInvited(), "2021-11-23");
        Assert.Equal(Midnight("2021-12-07"), SurveyProcedure.Next(survey).WakesAt);
        Refused(survey, new SurveyCommand.TimePasses(), "2021-12-06", "nothing-due");

        survey = Accepted(survey, new SurveyCommand.TimePasses(), "2021-12-07");
        Assert.False(survey.IsOpen);
        Assert.Equal(SurveyProcedure.CloseWork, Assert.IsType<Step.Work>(SurveyProcedure.Next(survey)).What);
        survey = Accepted(survey, new SurveyCommand.BroughtIn(), "2021-12-07");
        Assert.Equal("closed", survey.StateName);
        Assert.IsType<Step.End>(SurveyProcedure.Next(survey));
    }

    [Fact]
    public void A_standing_round_rests_until_somebody_closes_it()
    {
        Survey survey = Standing();
        Assert.IsType<Step.Rest>(SurveyProcedure.Next(survey));

        survey = Accepted(survey, new SurveyCommand.Close(Sasha, "The next version comes."), "2022-11-01");
        Assert.Equal("closing", survey.StateName);
        Refused(survey, new SurveyCommand.Close(Sasha, null), "2022-11-01", "already-closed");
    }

    [Fact]
    public void A_round_that_has_not_opened_is_called_off_at_once()
    {
        Survey survey = SurveyProcedure.Begin(CaseId.From("SVY", 1), Plan, Sasha, Noon("2021-11-01")).Case;
        Assert.Equal("closed", Accepted(survey, new SurveyCommand.Close(Sasha, null), "2021-11-02").StateName);
    }

    [Fact]
    public void A_second_standing_round_that_slipped_through_closes_itself()
    {
        SurveyPlan standing = Plan with { Audience = new SurveyAudience.CertificationIssued() };
        Survey survey = SurveyProcedure.Begin(CaseId.From("SVY", 2), standing, Sasha, Noon("2021-11-23")).Case;
        Assert.Equal("closing", Accepted(survey, new SurveyCommand.Superseded(CaseId.From("SVY", 1)), "2021-11-23").StateName);
    }

    [Fact]
    public void The_last_day_moves_until_it_has_passed_and_the_first_until_it_has_come()
    {
        Survey standing = Standing();
        Survey until = Accepted(standing, new SurveyCommand.Reschedule(Sasha, OpensOn: null, Day("2022-01-31")), "2021-12-01");
        Assert.Equal(Midnight("2022-02-01"), SurveyProcedure.Next(until).WakesAt);
        Assert.IsType<Step.Rest>(
            SurveyProcedure.Next(Accepted(until, new SurveyCommand.Reschedule(Sasha, OpensOn: null, ClosesOn: null), "2021-12-02")));
        Refused(standing, new SurveyCommand.Reschedule(Sasha, OpensOn: null, Day("2021-11-30")), "2021-12-01", "too-early");
        Refused(standing, new SurveyCommand.Reschedule(Sasha, Day("2021-12-24"), ClosesOn: null), "2021-12-01", "already-open");

        Survey planned = SurveyProcedure.Begin(CaseId.From("SVY", 1), Plan, Sasha, Noon("2021-11-01")).Case;
        Survey later = Accepted(planned, new SurveyCommand.Reschedule(Sasha, Day("2021-11-29"), Day("2021-12-12")), "2021-11-02");
        Assert.Equal(Midnight("2021-11-29"), SurveyProcedure.Next(later).WakesAt);
        Refused(planned, new SurveyCommand.Reschedule(Sasha, Day("2021-11-01"), Day("2021-12-12")), "2021-11-02", "already-open");
    }

    [Theory]
    [InlineData("/title", "", "2021-11-23", "2021-12-06", null, 10, 10)]
    [InlineData("/opensOn", "Round", "2021-10-31", "2021-12-06", null, 10, 10)]
    [InlineData("/closesOn", "Round", "2021-11-23", "2021-11-22", null, 10, 10)]
    [InlineData("/quota", "Round", "2021-11-23", null, 9, 10, 10)]
    [InlineData("/minimum", "Round", "2021-11-23", null, null, 1, 10)]
    [InlineData("/minimum", "Round", "2021-11-23", null, null, 21, 10)]
    [InlineData("/minutes", "Round", "2021-11-23", null, null, 10, 0)]
    public void What_a_plan_cannot_be_is_told_where_it_stands(
        string at, string title, string opens, string? closes, int? quota, int minimum, int minutes)
    {
        DateOnly? last = closes is null ? null : Day(closes);
        SurveyPlan plan = Plan with { Title = title, OpensOn = Day(opens), ClosesOn = last, Quota = quota, Minimum = minimum, Minutes = minutes };
        Fault fault = Assert.Single(SurveyChecks.Of(plan, Day("2021-11-01")));
        Assert.Equal(at, fault.Pointer);
    }

    [Theory]
    [InlineData("P0D", false)]
    [InlineData("P1D", true)]
    [InlineData("P1Y", true)]
    [InlineData("P13M", false)]
    [InlineData("P99999Y", false)]
    public void A_reminder_follows_within_a_year(string period, bool holds)
    {
        Fault[] faults = [.. SurveyChecks.Of(Plan with { Reminders = [Period.Parse(period)] }, Day("2021-11-01"))];
        Assert.Equal(holds ? [] : ["/reminders"], faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void The_shipped_terms_hold_and_others_are_read_strictly()
    {
        SurveyTerms shipped = SurveyTerms.Shipped.On(Day("2026-11-22"));
        Assert.Equal((10, 10), (shipped.MinimumReplies, shipped.Minutes));
        Assert.Equal(["P7D", "P12D"], shipped.Reminders.Select(period => $"{period}"));
        Assert.Empty(SurveyChecks.Of(Plan, Day("2021-11-23")));
        Assert.Throws<FormatException>(
            () => SurveyTerms.Read("""[{ "from": "2015-06-01", "value": { "minimumReplies": 1, "reminders": [], "minutes": 10 } }]"""));
    }

    private static Survey Standing()
    {
        Survey begun = SurveyProcedure.Begin(
            CaseId.From("SVY", 1), Plan with { Audience = new SurveyAudience.CertificationIssued(), ClosesOn = null }, Sasha, Noon("2021-11-23")).Case;
        return Accepted(begun, new SurveyCommand.AllInvited(), "2021-11-23");
    }

    private static Survey Accepted(Survey survey, SurveyCommand command, string on) =>
        Assert.IsType<Decision<Survey>.Accepted>(SurveyProcedure.Decide(survey, command, Noon(on))).Case;

    private static void Refused(Survey survey, SurveyCommand command, string on, string code) =>
        Assert.Equal(code, Assert.IsType<Decision<Survey>.Refused>(SurveyProcedure.Decide(survey, command, Noon(on))).Code);

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);

    private static DateTimeOffset Noon(string day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.Zero);

    private static DateTimeOffset Midnight(string day) => new(Day(day), TimeOnly.MinValue, TimeSpan.Zero);
}
