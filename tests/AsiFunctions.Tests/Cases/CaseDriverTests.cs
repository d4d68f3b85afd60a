using AsiFunctions.Cases;
using Microsoft.DurableTask;
using Moq;

namespace AsiFunctions.Tests.Cases;

public sealed class CaseDriverTests
{
    private const string CaseId = "PET-0000-0000";

    private static readonly DateTime Now = new(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc);

    private readonly Mock<TaskOrchestrationContext> context = new(MockBehavior.Strict);
    private readonly TaskCompletionSource<object?> wake = new();
    private readonly TaskCompletionSource time = new();
    private CancellationToken timer;
    private DateTime? firesAt;

    public CaseDriverTests()
    {
        context.Setup(c => c.GetInput<string>()).Returns(CaseId);
        context.SetupGet(c => c.CurrentUtcDateTime).Returns(Now);
    }

    [Fact]
    public async Task The_end_of_a_case_is_the_end_of_its_orchestration()
    {
        Advances(new Wait(Ended: true, Until: null));

        await CaseDriver.RunAsync(context.Object, nameof(AdvanceCase));

        context.Verify(c => c.ContinueAsNew(It.IsAny<object?>(), It.IsAny<bool>()), Times.Never);
    }

    [Fact]
    public async Task A_generation_sleeps_until_time_changes_something()
    {
        Advances(new Wait(Ended: false, new DateTimeOffset(Now.AddDays(14))));
        Waits();

        Task run = CaseDriver.RunAsync(context.Object, nameof(AdvanceCase));
        Assert.False(run.IsCompleted);
        time.SetResult();
        await run;

        Assert.Equal(Now.AddDays(14), firesAt);
        ContinuedOnce();
    }

    [Fact]
    public async Task A_wake_up_ends_the_sleep_and_cancels_its_timer()
    {
        Advances(new Wait(Ended: false, new DateTimeOffset(Now.AddDays(14))));
        Waits();

        Task run = CaseDriver.RunAsync(context.Object, nameof(AdvanceCase));
        wake.SetResult(null);
        await run;

        Assert.True(timer.IsCancellationRequested);
        ContinuedOnce();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(400)]
    public async Task No_generation_sleeps_longer_than_thirty_days(int? days)
    {
        Advances(new Wait(Ended: false, days is { } d ? new DateTimeOffset(Now.AddDays(d)) : null));
        Waits();

        Task run = CaseDriver.RunAsync(context.Object, nameof(AdvanceCase));
        time.SetResult();
        await run;

        Assert.Equal(Now.AddDays(30), firesAt);
    }

    [Fact]
    public async Task A_case_that_cannot_be_looked_at_keeps_its_orchestration()
    {
        context
            .Setup(c => c.CallActivityAsync<Wait>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
            .ThrowsAsync(new TaskFailedException(nameof(AdvanceCase), 0, new InvalidOperationException("The storage is away.")));
        Waits();

        Task run = CaseDriver.RunAsync(context.Object, nameof(AdvanceCase));
        time.SetResult();
        await run;

        Assert.Equal(Now + CaseDriver.Pause, firesAt);
        ContinuedOnce();
    }

    [Fact]
    public async Task The_history_holds_the_reference_and_nothing_else()
    {
        Advances(new Wait(Ended: true, Until: null));

        await CaseDriver.RunAsync(context.Object, nameof(AdvanceCase));

        context.Verify(c => c.CallActivityAsync<Wait>(
            new TaskName(nameof(AdvanceCase)), CaseId, It.Is<TaskOptions?>(o => o!.Retry!.Policy!.MaxNumberOfAttempts == 2)));
    }

    private void Advances(Wait wait) => context
        .Setup(c => c.CallActivityAsync<Wait>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions?>()))
        .ReturnsAsync(wait);

    private void Waits()
    {
        context.Setup(c => c.WaitForExternalEvent<object?>(CaseDriver.Wake, It.IsAny<CancellationToken>())).Returns(wake.Task);
        context
            .Setup(c => c.CreateTimer(It.IsAny<DateTime>(), It.IsAny<CancellationToken>()))
            .Callback((DateTime at, CancellationToken cancellation) => (firesAt, timer) = (at, cancellation))
            .Returns(time.Task);
        context.Setup(c => c.ContinueAsNew(CaseId, true));
    }

    private void ContinuedOnce() => context.Verify(c => c.ContinueAsNew(CaseId, true), Times.Once);
}
