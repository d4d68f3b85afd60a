// Runs an engine until a named point of a step, and dies there as by kill -9. Used by the engine's tests, as a process of its own.
//   Engine.Crash <connection string> <hub> <file> <orchestrator> <instance id> <fault point> <instance at which> <which time>
using System.Diagnostics;
using System.Globalization;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.LocalRuntime.Engine.Crash;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

(string connection, string hub, string file, string orchestrator) = (args[0], args[1], args[2], args[3]);
FaultPoint where = Enum.Parse<FaultPoint>(args[5]);
string at = args[6];
int left = int.Parse(args[7], CultureInfo.InvariantCulture);

DurableTaskRegistry registry = new();
CrashTasks.Register(registry, file);
using MovableClock clock = new();
DurableEngine engine = new(
    registry,
    new EngineOptions { HubName = hub, Faults = Die },
    new TableServiceClient(connection),
    new BlobServiceClient(connection),
    clock,
    NullLoggerFactory.Instance,
    new ServiceCollection().BuildServiceProvider());
await engine.StartAsync();
await engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, new StartOrchestrationOptions(args[4]));
await Task.Delay(Timeout.Infinite);
return 1;

void Die(FaultPoint point, string instance)
{
    if (point == where && instance == at && Interlocked.Decrement(ref left) == 0)
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
