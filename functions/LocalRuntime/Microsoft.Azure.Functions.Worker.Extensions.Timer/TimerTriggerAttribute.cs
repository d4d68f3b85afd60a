using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function on a schedule: NCRONTAB of six fields (or five, from minutes on), a time span, or a %Setting% that holds one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Runs at every start of the host too.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Remembers the last run, so that a run missed while the host was down is made up for. Without effect for intervals under a minute.
    /// </summary>
    public bool UseMonitor { get; set; } = true;
}
