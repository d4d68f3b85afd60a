using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.LocalRuntime.Host.Storage;
using AsiFunctions.LocalRuntime.Host.Timers;
using AsiFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.LocalRuntime.Host.Tests.Timers;

public sealed class TimerFunctionTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>
{
    private static readonly DateTimeOffset Start = new(2024, 2, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly FrozenTime real = new(Start);
    private readonly Runs runs = new();

    [Fact]
    public async Task A_first_start_runs_nothing_and_waits_for_the_schedule()
    {
        await using Rig rig = await StartAsync(nameof(Functions.Daily));

        Assert.Empty(runs.All);
        Assert.Null(rig.Timer.NextDue);
    }

    [Fact]
    public async Task A_move_to_the_very_instant_runs_on_time()
    {
        await using Rig rig = await StartAsync(nameof(Functions.Daily));

        await rig.Clock.MoveToAsync(Start.AddHours(18));   // 6:00 of the next day

        Run run = Assert.Single(runs.All);
        Assert.False(run.Info.IsPastDue);
        Assert.Equal(new DateTime(2024, 2, 28, 6, 0, 0, DateTimeKind.Utc), run.At.UtcDateTime);
    }

    [Fact]
    public async Task What_a_move_skips_becomes_one_past_due_run_at_the_stop()
    {
        await using Rig rig = await StartAsync(nameof(Functions.Daily));

        await rig.Clock.MoveToAsync(Start.AddDays(10));
        await rig.Clock.MoveToAsync(Start.AddDays(20));

        Assert.Equal([Start.AddDays(10), Start.AddDays(20)], runs.All.Select(r => r.At));
        Assert.All(runs.All, r => Assert.True(r.Info.IsPastDue));
        Assert.Equal(new DateTime(2024, 2, 28, 6, 0, 0, DateTimeKind.Utc), runs.All[0].Info.ScheduleStatus!.Next);
        Assert.Equal(Start.AddDays(10).UtcDateTime, runs.All[1].Info.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task Every_stop_that_others_ask_for_is_one_at_which_missed_runs_are_made_up()
    {
        await using Rig rig = await StartAsync(nameof(Functions.Daily));
        using IDisposable other = rig.Clock.Register(new Stops(rig.Clock, Start.AddDays(1), Start.AddDays(1).AddHours(1), Start.AddDays(5)));

        await rig.Clock.MoveToAsync(Start.AddDays(6));

        Assert.Equal([Start.AddDays(1), Start.AddDays(5), Start.AddDays(6)], runs.All.Select(r => r.At));
    }

    [Fact]
    public async Task What_was_missed_while_the_host_was_down_runs_once_past_due()
    {
        await (await StartAsync(nameof(Functions.Missed))).DisposeAsync();
        real.Advance(TimeSpan.FromDays(3));

        await using Rig second = await StartAsync(nameof(Functions.Missed));
        await second.Clock.SettleAsync();
        await second.DisposeAsync();
        await using Rig third = await StartAsync(nameof(Functions.Missed));
        await third.Clock.SettleAsync();

        Assert.True(Assert.Single(runs.All).Info.IsPastDue);
    }

    [Fact]
    public async Task A_changed_schedule_begins_anew()
    {
        await (await StartAsync(nameof(Functions.Changed), "0 0 6 * * *")).DisposeAsync();
        real.Advance(TimeSpan.FromDays(3));
        await using (Rig ran = await StartAsync(nameof(Functions.Changed), "0 0 6 * * *"))
        {
            await ran.Clock.SettleAsync();
        }

        real.Advance(TimeSpan.FromDays(3));
        await using Rig changed = await StartAsync(nameof(Functions.Changed), "0 0 7 * * *");
        await changed.Clock.SettleAsync();

        Assert.Single(runs.All);
    }

    [Fact]
    public async Task Without_a_monitor_nothing_is_remembered()
    {
        await (await StartAsync(nameof(Functions.Unmonitored))).DisposeAsync();
        real.Advance(TimeSpan.FromDays(3));

        await using Rig rig = await StartAsync(nameof(Functions.Unmonitored));
        await rig.Clock.SettleAsync();
        Assert.Empty(runs.All);

        await rig.Clock.MoveToAsync(rig.Clock.GetUtcNow().AddDays(1));
        Assert.Null(Assert.Single(runs.All).Info.ScheduleStatus);
    }

    [Fact]
    public async Task It_can_be_told_to_run_at_every_start()
    {
        await using Rig rig = await StartAsync(nameof(Functions.AtStart));
        await rig.Clock.SettleAsync();

        Assert.False(Assert.Single(runs.All).Info.IsPastDue);
        await rig.Clock.MoveToAsync(Start.AddHours(18));
        Assert.Equal(2, runs.All.Count);
    }

    [Fact]
    public async Task A_run_is_never_joined_by_a_second_one_and_a_move_waits_for_it()
    {
        await using Rig rig = await StartAsync(nameof(Functions.Slow));

        Task move = rig.Clock.MoveToAsync(Start.AddDays(1));
        await runs.SlowBegan.Task;
        ValueTask<bool> second = rig.Timer.SettleAsync(rig.Clock.GetUtcNow(), CancellationToken.None);
        Assert.False(move.IsCompleted);
        Assert.False(second.IsCompleted);

        runs.SlowMayEnd.SetResult();
        await move;
        Assert.True(await second);
        Assert.Single(runs.All);
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_as_often_as_it_says_and_the_schedule_goes_on()
    {
        await using Rig rig = await StartAsync(nameof(Functions.Failing));

        await rig.Clock.MoveToAsync(Start.AddDays(1));
        await rig.Clock.MoveToAsync(Start.AddDays(2));

        Assert.Equal([0, 1, 2, 0, 1, 2], runs.All.Select(r => r.Retry));
    }

    [Fact]
    public async Task After_the_stop_nothing_runs()
    {
        Rig rig = await StartAsync(nameof(Functions.Daily));
        await rig.DisposeAsync();

        await rig.Clock.MoveToAsync(Start.AddDays(1));

        Assert.Empty(runs.All);
    }

    /// <summary>Each test has a timer of its own name, and so of its own memory.</summary>
    private async Task<Rig> StartAsync(string method, string? schedule = null, [CallerMemberName] string test = "")
    {
        MovableClock clock = new(real);
        ServiceProvider services = new ServiceCollection().AddSingleton(runs).AddSingleton<TimeProvider>(clock).BuildServiceProvider();
        HostedFunction function = FunctionParts.Declare(typeof(Functions), method, test);
        LocalStore store = new(azurite.ConnectionString);
        await store.OpenAsync(CancellationToken.None);
        string text = schedule ?? ((TimerTriggerAttribute)function.Trigger).Schedule;
        TimerFunction timer = new(
            function, TimerSchedule.Parse(text), FunctionParts.Pipeline(services), clock, store, NullLogger<TimerFunction>.Instance);
        await timer.StartAsync(CancellationToken.None);
        return new Rig(timer, clock);
    }

    public sealed record Run(TimerInfo Info, DateTimeOffset At, int Retry);

    public sealed class Runs
    {
        private readonly ConcurrentQueue<Run> all = new();

        public IReadOnlyList<Run> All => [.. all];

        public TaskCompletionSource SlowBegan { get; } = new();

        public TaskCompletionSource SlowMayEnd { get; } = new();

        public void Add(Run run) => all.Enqueue(run);
    }

    public sealed class Functions(Runs runs, TimeProvider clock)
    {
        public void Daily([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context) => Add(timer, context);

        public void Missed([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context) => Add(timer, context);

        public void Changed([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context) => Add(timer, context);

        public void Unmonitored([TimerTrigger("0 0 6 * * *", UseMonitor = false)] TimerInfo timer, FunctionContext context) => Add(timer, context);

        public void AtStart([TimerTrigger("0 0 6 * * *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) => Add(timer, context);

        public async Task Slow([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context)
        {
            Add(timer, context);
            runs.SlowBegan.SetResult();
            await runs.SlowMayEnd.Task;
        }

        [FixedDelayRetry(2, "00:00:00")]
        public void Failing([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context)
        {
            Add(timer, context);
            throw new InvalidOperationException("fails always");
        }

        private void Add(TimerInfo timer, FunctionContext context) => runs.Add(new Run(timer, clock.GetUtcNow(), context.RetryContext.RetryCount));
    }

    private sealed record Rig(TimerFunction Timer, MovableClock Clock) : IAsyncDisposable
    {
        private bool disposed;

        public async ValueTask DisposeAsync()
        {
            if (!disposed)
            {
                disposed = true;
                await Timer.DisposeAsync();
            }
        }
    }

    /// <summary>Something that is due at given instants.</summary>
    private sealed class Stops(MovableClock clock, params DateTimeOffset[] due) : IClockedWork
    {
        public DateTimeOffset? NextDue => due.Cast<DateTimeOffset?>().FirstOrDefault(d => d > clock.GetUtcNow());

        public ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation) => new(false);
    }
}
