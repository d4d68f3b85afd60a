using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.HostSample;

public sealed class TimerFunctions(Journal journal, TimeProvider clock)
{
    [Function("Tick")]
    public void Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) =>
        journal.Add($"tick {clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {(timer.IsPastDue ? "late" : "on time")}");
}
