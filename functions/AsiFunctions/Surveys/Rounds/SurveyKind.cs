using AsiFunctions.Cases;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Surveys.Rounds;

namespace AsiFunctions.Surveys.Rounds;

/// <summary>Rounds of surveys, as the machinery of cases sees them. ASI's own.</summary>
public sealed class SurveyKind : CaseKind<Survey>
{
    /// <inheritdoc/>
    public override string Prefix => Survey.Prefix;

    /// <inheritdoc/>
    public override string Title(Survey @case) => @case.Plan.Title;

    /// <inheritdoc/>
    public override CaseOrchestration Orchestration(Survey @case) => SurveyRound.Of(@case.Id);

    /// <inheritdoc/>
    public override Step Next(Survey @case) => SurveyProcedure.Next(@case);

    /// <inheritdoc/>
    public override string Activity(string work) => work switch
    {
        SurveyProcedure.InviteWork => nameof(InviteToRound),
        SurveyProcedure.CloseWork => nameof(CloseRound),
        _ => base.Activity(work),
    };

    /// <inheritdoc/>
    public override Decision<Survey> PassTime(Survey @case, DateTimeOffset now) => SurveyProcedure.Decide(@case, new SurveyCommand.TimePasses(), now);

    /// <inheritdoc/>
    public override object View(Survey @case, CaseAudience audience) => RoundView.Of(@case);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keywords(Survey @case) => [@case.Plan.Form];
}
