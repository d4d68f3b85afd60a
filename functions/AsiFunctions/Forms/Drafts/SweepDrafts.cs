using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Forms.Drafts;

/// <summary>Removes drafts whose time is over: nobody can read them any more, and they hold personal data.</summary>
public sealed class SweepDrafts(DraftStore drafts)
{
    /// <summary>Runs on the setting <c>DraftsSweepSchedule</c>, every night in the samples. 16 range reads where nothing is to be removed.</summary>
    [Function(nameof(SweepDrafts))]
    public Task Run([TimerTrigger("%DraftsSweepSchedule%")] TimerInfo timer, CancellationToken cancellation) => drafts.SweepAsync(cancellation);
}
