using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Surveys.Rounds;

/// <summary>A round from its plan to its close. Source: seed 002, "Methodology"; the states are ours.</summary>
public static class SurveyProcedure
{
    /// <summary>The machine's work while a round opens, as its step says it.</summary>
    public const string InviteWork = "invite-to-round";

    /// <summary>The machine's work while a round closes, as its step says it.</summary>
    public const string CloseWork = "close-round";

    /// <summary>Plans a round.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="plan">Checked by <see cref="SurveyChecks"/>.</param>
    /// <param name="by">Who plans it.</param>
    /// <param name="now">The instant.</param>
    public static Decision<Survey>.Accepted Begin(CaseId id, SurveyPlan plan, Actor by, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        SurveyState state = plan.OpensOn <= today ? SurveyState.Inviting : SurveyState.Scheduled;
        Survey survey = new(id, StepNumber: 1, plan, by, today, state, InvitedUpTo: null, ClosedOn: null);
        return new Decision<Survey>.Accepted(
            survey, state is SurveyState.Inviting ? [new CaseEvent("planned", by), new CaseEvent("opened", Actor.Machine)] : [new CaseEvent("planned", by)], []);
    }

    /// <summary>What comes next.</summary>
    public static Step Next(Survey survey) => survey.State switch
    {
        SurveyState.Scheduled => new Step.Sleep(
            "until-opening", survey.PlannedOn, new Deadline(survey.Plan.OpensOn.AddDays(-1), $"opens on {Dates.Iso(survey.Plan.OpensOn)}"), "open"),
        SurveyState.Inviting => new Step.Work(InviteWork, survey.Plan.OpensOn),
        SurveyState.Open when survey.Plan.ClosesOn is { } last => new Step.Sleep(
            "replies", survey.Plan.OpensOn, new Deadline(last, $"open until {Dates.Iso(last)}"), "close"),
        SurveyState.Open => new Step.Rest(),
        SurveyState.Closing => new Step.Work(CloseWork, survey.ClosedOn ?? survey.Plan.OpensOn),
        _ => new Step.End(),
    };

    /// <summary>What a command makes of a round.</summary>
    /// <param name="survey">As stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The instant.</param>
    public static Decision<Survey> Decide(Survey survey, SurveyCommand command, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return command switch
        {
            SurveyCommand.TimePasses => Pass(survey, now, today),
            SurveyCommand.InvitedUpTo c => survey.State is SurveyState.Inviting ? Accept(survey with { InvitedUpTo = c.Last }) : NotNow(survey),
            SurveyCommand.AllInvited => survey.State is SurveyState.Inviting
                ? Accept(Turn(survey, SurveyState.Open), new CaseEvent("invited", Actor.Machine))
                : NotNow(survey),
            SurveyCommand.Superseded c => survey.State is SurveyState.Inviting
                ? Accept(Close(survey, today), new CaseEvent("closed", Actor.Machine, $"The round {c.Other} was open for new certifications first."))
                : NotNow(survey),
            SurveyCommand.Close c => CloseEarly(survey, c, today),
            SurveyCommand.BroughtIn => survey.State is SurveyState.Closing
                ? Accept(Turn(survey, SurveyState.Closed), new CaseEvent("closed", Actor.Machine))
                : NotNow(survey),
            SurveyCommand.Reschedule c => Reschedule(survey, c, today),
            _ => throw new InvalidOperationException($"The command {command.GetType().Name} is unknown."),
        };
    }

    private static Decision<Survey> Pass(Survey survey, DateTimeOffset now, DateOnly today) => survey.State switch
    {
        SurveyState.Scheduled when survey.Plan.OpensOn <= today => Accept(Turn(survey, SurveyState.Inviting), new CaseEvent("opened", Actor.Machine)),
        SurveyState.Open when survey.Plan.ClosesOn is { } last && last < today =>
            Accept(
                Close(survey, today),
                new CaseEvent("closing", Actor.Machine, Next(survey).WakesAt <= now ? $"open until {Dates.Iso(last)}" : null)),
        _ => new Decision<Survey>.Refused("nothing-due", "Nothing is due yet."),
    };

    private static Decision<Survey> CloseEarly(Survey survey, SurveyCommand.Close command, DateOnly today) => survey.State switch
    {
        SurveyState.Scheduled => Accept(
            Turn(survey, SurveyState.Closed) with { ClosedOn = today }, new CaseEvent("called-off", command.By, command.Reason)),
        SurveyState.Inviting or SurveyState.Open => Accept(Close(survey, today), new CaseEvent("closing", command.By, command.Reason)),
        _ => new Decision<Survey>.Refused("already-closed", $"The round was closed on {survey.ClosedOn:yyyy-MM-dd}."),
    };

    private static Decision<Survey> Reschedule(Survey survey, SurveyCommand.Reschedule command, DateOnly today)
    {
        if (survey.State is SurveyState.Closing or SurveyState.Closed)
        {
            return new Decision<Survey>.Refused("already-closed", $"The round was closed on {survey.ClosedOn:yyyy-MM-dd}; plan another one.");
        }

        DateOnly opens = command.OpensOn ?? survey.Plan.OpensOn;
        if (opens != survey.Plan.OpensOn && (survey.State is not SurveyState.Scheduled || opens < today))
        {
            return new Decision<Survey>.Refused("already-open", "The first day can be changed until it comes, and to a day that has not passed.");
        }

        if (command.ClosesOn is { } last && (last < opens || last < today))
        {
            return new Decision<Survey>.Refused("too-early", "The last day may not lie before the first day or before today.");
        }

        return Accept(
            survey with { Plan = survey.Plan with { OpensOn = opens, ClosesOn = command.ClosesOn } },
            new CaseEvent("rescheduled", command.By, $"{Dates.Iso(opens)} to {(command.ClosesOn is { } until ? Dates.Iso(until) : "its close")}"));
    }

    private static Survey Turn(Survey survey, SurveyState state) => survey with { State = state, StepNumber = survey.StepNumber + 1 };

    private static Survey Close(Survey survey, DateOnly today) => Turn(survey, SurveyState.Closing) with { ClosedOn = today };

    private static Decision<Survey>.Accepted Accept(Survey survey, params IReadOnlyList<CaseEvent> events) => new(survey, events, []);

    private static Decision<Survey>.Refused NotNow(Survey survey) => new("out-of-order", $"The round is {survey.StateName}.");
}
