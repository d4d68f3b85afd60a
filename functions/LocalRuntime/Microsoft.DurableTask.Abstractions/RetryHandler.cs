namespace Microsoft.DurableTask;

/// <summary>Decides in orchestrator code whether a failed call is made again.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Decides in orchestrator code whether a failed call is made again; may await the context's own tasks, such as a timer.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <param name="OrchestrationContext">The context of the calling orchestration.</param>
/// <param name="LastAttemptNumber">Failed attempts so far, 1 or more.</param>
/// <param name="LastFailure">What the last attempt failed with.</param>
/// <param name="TotalRetryTime">Business time since the first attempt began.</param>
/// <param name="CancellationToken">Cancels the retries.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
