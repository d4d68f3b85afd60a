using System.Diagnostics;
using System.Globalization;
using AsiFunctions.LocalRuntime.Engine.Crash;
using AsiFunctions.Tests.Support;
using Microsoft.DurableTask.Client;

namespace AsiFunctions.LocalRuntime.Engine.Tests;

/// <summary>A process of its own runs the engine and kills itself at a point of a step; a second engine then goes on.</summary>
public sealed class CrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly string hub = TestEngine.NewHub();
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData(nameof(FaultPoint.AfterCommit), 1, "first", "second")]
    [InlineData(nameof(FaultPoint.BeforeActivity), 1, "first", "second")]
    [InlineData(nameof(FaultPoint.AfterActivity), 1, "first", "first", "second")]
    [InlineData(nameof(FaultPoint.BeforeCommit), 2, "first", "first", "second")]
    [InlineData(nameof(FaultPoint.AfterCommit), 2, "first", "second")]
    [InlineData(nameof(FaultPoint.BeforeActivity), 2, "first", "second")]
    [InlineData(nameof(FaultPoint.AfterActivity), 2, "first", "second", "second")]
    [InlineData(nameof(FaultPoint.BeforeCommit), 3, "first", "second", "second")]
    [InlineData(nameof(FaultPoint.AfterCommit), 3, "first", "second")]
    public async Task An_orchestration_goes_on_after_a_kill_and_repeats_no_more_than_what_was_not_stored(
        string point, int time, params string[] notes)
    {
        await CrashAsync("Steps", CrashTasks.Id, point, CrashTasks.Id, time);

        await using TestEngine engine = await StartAsync();
        OrchestrationMetadata ended = await engine.QuietAsync(CrashTasks.Id);

        Assert.Equal("firstsecond", ended.ReadOutputAs<string>());
        Assert.Equal(notes, await File.ReadAllLinesAsync(file));
    }

    [Fact]
    public async Task A_start_that_was_not_acknowledged_left_nothing()
    {
        await CrashAsync("Steps", CrashTasks.Id, nameof(FaultPoint.BeforeCommit), CrashTasks.Id, 1);

        await using TestEngine engine = await StartAsync();

        Assert.Null(await engine.Client.GetInstanceAsync(CrashTasks.Id));
    }

    [Theory]
    [InlineData(nameof(FaultPoint.BeforeDelivery), CrashTasks.Id)]
    [InlineData(nameof(FaultPoint.AfterDelivery), CrashTasks.Id)]
    [InlineData(nameof(FaultPoint.BeforeCommit), "crash-child")]
    [InlineData(nameof(FaultPoint.AfterCommit), "crash-child")]
    [InlineData(nameof(FaultPoint.BeforeDelivery), "crash-child")]
    [InlineData(nameof(FaultPoint.AfterDelivery), "crash-child")]
    public async Task Parent_and_child_find_each_other_again_and_nothing_is_done_twice(string point, string at)
    {
        await CrashAsync("Parent", CrashTasks.Id, point, at, 1);

        await using TestEngine engine = await StartAsync();
        OrchestrationMetadata ended = await engine.QuietAsync(CrashTasks.Id);
        OrchestrationMetadata child = await engine.QuietAsync("crash-child");

        Assert.Equal("child", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, child.RuntimeStatus);
        Assert.Equal(["child"], await File.ReadAllLinesAsync(file));
    }

    [Theory]
    [InlineData(nameof(FaultPoint.BeforeDelivery), 1)]
    [InlineData(nameof(FaultPoint.AfterDelivery), 1)]
    [InlineData(nameof(FaultPoint.BeforeDelivery), 2)]
    [InlineData(nameof(FaultPoint.AfterDelivery), 2)]
    public async Task Events_between_orchestrations_arrive_once(string point, int time)
    {
        await using (TestEngine before = await StartAsync())
        {
            await before.RunAsync("Receiver", null, new Microsoft.DurableTask.StartOrchestrationOptions("receiver"));
        }

        await CrashAsync("Sender", CrashTasks.Id, point, CrashTasks.Id, time);

        await using TestEngine engine = await StartAsync();
        OrchestrationMetadata received = await engine.QuietAsync("receiver");

        Assert.Equal("ab", received.ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_sleeper_wakes_after_a_kill()
    {
        await CrashAsync("Sleeper", CrashTasks.Id, nameof(FaultPoint.AfterCommit), CrashTasks.Id, 1);

        await using TestEngine engine = await StartAsync();
        DateTimeOffset due = engine.Engine.NextDue!.Value;
        await engine.Clock.MoveToAsync(due);
        OrchestrationMetadata ended = await engine.QuietAsync(CrashTasks.Id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(["awake"], await File.ReadAllLinesAsync(file));
    }

    private Task<TestEngine> StartAsync() =>
        TestEngine.StartAsync(tasks => CrashTasks.Register(tasks, file), new EngineOptions { HubName = hub }, azurite.ConnectionString);

    private async Task CrashAsync(string orchestrator, string id, string point, string at, int time)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Engine.Crash.dll");
        string[] arguments = [azurite.ConnectionString, hub, file, orchestrator, id, point, at, time.ToString(CultureInfo.InvariantCulture)];
        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal("", errors);
        Assert.Equal(128 + 9, process.ExitCode);
    }
}
