using AsiFunctions.Domain.Surveys.Rounds;
using AsiFunctions.Storage;
using AsiFunctions.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Surveys.Tallies;

/// <summary>Moves replies on while their rounds are open.</summary>
public sealed class MoveReplies(ICaseStore cases, ReplyMover mover)
{
    /// <summary>
    /// Runs on the setting <c>SurveysMoveSchedule</c>, every 15 minutes in the samples. 16 range
    /// reads, and for each open round those of <see cref="ReplyMover"/>.
    /// </summary>
    [Function(nameof(MoveReplies))]
    public async Task Run([TimerTrigger("%SurveysMoveSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        List<Exception> failures = [];
        foreach (Survey survey in (await cases.SurveysAsync(cancellation)).Where(survey => survey.IsOpen))
        {
            try
            {
                await mover.MoveAsync(survey, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("The replies of some rounds could not be moved on; those of the others were.", failures);
        }
    }
}
