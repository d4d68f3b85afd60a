using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.LocalRuntime.Host.Tests.Clock;

public sealed class MovableClockTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FrozenTime real = new(Start);

    [Fact]
    public async Task It_stops_at_every_instant_at_which_something_is_due()
    {
        using MovableClock clock = new(real);
        Due one = new(clock, Start.AddDays(3), Start.AddDays(1));
        Due other = new(clock, Start.AddDays(2));
        using IDisposable first = clock.Register(one);
        using IDisposable second = clock.Register(other);

        int stops = await clock.MoveToAsync(Start.AddDays(5));

        Assert.Equal(3, stops);
        Assert.Equal([Start.AddDays(1), Start.AddDays(3)], one.Fired);
        Assert.Equal([Start.AddDays(2)], other.Fired);
        Assert.Equal(Start.AddDays(5), clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_due_by_what_fired_on_the_way_is_in_time()
    {
        using MovableClock clock = new(real);
        Due daily = new(clock, Start.AddDays(1)) { Again = TimeSpan.FromDays(1) };
        using IDisposable registration = clock.Register(daily);

        await clock.MoveToAsync(Start.AddDays(4).AddHours(1));

        Assert.Equal([Start.AddDays(1), Start.AddDays(2), Start.AddDays(3), Start.AddDays(4)], daily.Fired);
    }

    [Fact]
    public async Task Each_stop_is_stored_before_anything_is_dated_by_it()
    {
        using MovableClock clock = new(real);
        Due due = new(clock, Start.AddDays(1));
        using IDisposable registration = clock.Register(due);
        List<string> happened = [];
        clock.Saving = (ahead, _) =>
        {
            happened.Add($"stored {ahead.TotalDays}, shown {clock.Offset.TotalDays}, fired {due.Fired.Count}");
            return ValueTask.CompletedTask;
        };

        await clock.MoveToAsync(Start.AddDays(2));

        Assert.Equal(["stored 1, shown 0, fired 0", "stored 2, shown 1, fired 1"], happened);
    }

    [Fact]
    public async Task Time_does_not_go_back()
    {
        using MovableClock clock = new(real);
        await clock.MoveToAsync(Start.AddDays(1));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => clock.MoveToAsync(Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Restore(TimeSpan.FromDays(-1)));
        Assert.Equal(Start.AddDays(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task Real_time_goes_on_beneath_a_moved_clock()
    {
        using MovableClock clock = new(real);
        await clock.MoveToAsync(Start.AddDays(1));

        real.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Start.AddDays(1).AddHours(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task Whoever_waits_for_an_instant_is_woken_by_a_move_to_it_and_not_before()
    {
        using MovableClock clock = new(real);
        Task waiting = clock.UntilAsync(Start.AddDays(2));

        await clock.MoveToAsync(Start.AddDays(1));
        Assert.False(waiting.IsCompleted);
        await clock.MoveToAsync(Start.AddDays(2));

        await waiting;
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using MovableClock clock = new(real);
        using CancellationTokenSource cancelling = new();
        Task waiting = clock.UntilAsync(Start.AddDays(2), cancelling.Token);

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_left_is_asked_no_more()
    {
        using MovableClock clock = new(real);
        Due due = new(clock, Start.AddDays(1));
        clock.Register(due).Dispose();

        await clock.MoveToAsync(Start.AddDays(2));

        Assert.Empty(due.Fired);
    }

    /// <summary>Work that is due at given instants.</summary>
    private sealed class Due(MovableClock clock, params DateTimeOffset[] instants) : IClockedWork
    {
        private readonly SortedSet<DateTimeOffset> left = [.. instants];

        /// <summary>After which time each is due once more.</summary>
        public TimeSpan? Again { get; init; }

        public List<DateTimeOffset> Fired { get; } = [];

        public DateTimeOffset? NextDue => left.Count == 0 ? null : left.Min;

        public ValueTask<bool> SettleAsync(DateTimeOffset now, CancellationToken cancellation)
        {
            if (NextDue is not { } due || due > now)
            {
                return new(false);
            }

            left.Remove(due);
            Fired.Add(clock.GetUtcNow());
            if (Again is { } later)
            {
                left.Add(due + later);
            }

            return new(true);
        }
    }
}
