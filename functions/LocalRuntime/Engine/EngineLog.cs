using Microsoft.Extensions.Logging;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>What the engine reports. Names and ids only: inputs, outputs and messages may hold personal data.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Task hub {Hub} is open (epoch {Epoch}): {Sleeping} instances wait for a time, {Waking} have work to go on with.")]
    public partial void Opened(string hub, long epoch, int sleeping, int waking);

    [LoggerMessage(Level = LogLevel.Information, Message = "Task hub {Hub} is closed.")]
    public partial void Closed(string hub);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The lease on task hub {Hub} was left by a process that has ended ({Holder}); it is taken over.")]
    public partial void LeaseBroken(string hub, string holder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Activity {Activity} of instance {InstanceId} failed.")]
    public partial void ActivityFailed(Exception exception, string activity, string instanceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Instance {InstanceId} ({Name}) failed: {ErrorType}.")]
    public partial void InstanceFailed(string instanceId, string name, string errorType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage did not {Operation} (attempt {Attempt}); trying again in {Pause}.")]
    public partial void StorageRetried(Exception exception, string operation, int attempt, TimeSpan pause);

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "Task hub {Hub} belongs to another host now: {Reason} Nothing more is written from here; end this process.")]
    public partial void HubLost(string hub, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A step of instance {InstanceId} could not be made; it is tried again with the instance's next message, or at the next start.")]
    public partial void StepFailed(Exception exception, string instanceId);
}
