using AsiFunctions.LocalRuntime.Host.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.LocalRuntime.Host.Tests.Functions;

public sealed class FunctionPipelineTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddScoped<Held>().BuildServiceProvider();
    private readonly List<string> happened = [];

    [Fact]
    public async Task Middleware_stands_around_the_function_the_first_outermost()
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(services, Around("outer"), Around("inner"));

        object? result = await RunAsync(pipeline, nameof(Functions.Answer));

        Assert.Equal("answer", result);
        Assert.Equal(["outer before", "inner before", "inner after answer", "outer after answer"], happened);
    }

    [Fact]
    public async Task A_middleware_may_answer_in_the_function_s_place_and_change_its_answer()
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(
            services,
            next => async context =>
            {
                await next(context);
                context.GetInvocationResult().Value += "!";
            },
            _ => context =>
            {
                context.GetInvocationResult<string>().Value = "instead";
                return Task.CompletedTask;
            },
            Around("never"));

        Assert.Equal("instead!", await RunAsync(pipeline, nameof(Functions.Answer)));
        Assert.Empty(happened);
    }

    [Fact]
    public async Task A_middleware_may_bind_a_parameter_ahead_of_the_function_and_set_it()
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(
            services,
            next => async context =>
            {
                BindingMetadata timer = context.FunctionDefinition.InputBindings["timer"];
                InputBindingData<TimerInfo?> bound = await context.BindInputAsync<TimerInfo>(timer);
                Assert.False(bound.Value!.IsPastDue);
                bound.Value = new TimerInfo { IsPastDue = true };
                await next(context);
            });

        Assert.Equal("late", await RunAsync(pipeline, nameof(Functions.Late)));
    }

    [Fact]
    public async Task What_a_function_throws_passes_through_the_middleware()
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(
            services,
            next => async context =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidOperationException exception)
                {
                    context.GetInvocationResult().Value = exception.Message;
                }
            });

        Assert.Equal("broken", await RunAsync(pipeline, nameof(Functions.Break)));
    }

    [Theory]
    [InlineData(nameof(Functions.Answer), "answer")]
    [InlineData(nameof(Functions.AnswerLater), "later")]
    [InlineData(nameof(Functions.AnswerValue), "value")]
    [InlineData(nameof(Functions.Nothing), null)]
    [InlineData(nameof(Functions.NothingLater), null)]
    [InlineData(nameof(Functions.NothingValue), null)]
    public async Task Every_kind_of_return_is_waited_for(string method, string? expected)
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(services);

        Assert.Equal(expected, await RunAsync(pipeline, method));
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_that_ends_with_it()
    {
        Held? first = null;
        using FunctionPipeline pipeline = FunctionParts.Pipeline(
            services,
            next => context =>
            {
                Held held = context.InstanceServices.GetRequiredService<Held>();
                Assert.NotSame(first, held);
                first = held;
                return next(context);
            });

        await RunAsync(pipeline, nameof(Functions.Answer));
        Assert.True(first!.Disposed);
        await RunAsync(pipeline, nameof(Functions.Answer));
        Assert.True(first.Disposed);
    }

    [Fact]
    public async Task Aborting_cancels_the_invocation_s_token()
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(services);
        Task<object?> run = RunAsync(pipeline, nameof(Functions.UntilCancelled));

        pipeline.Abort();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task What_runs_longer_than_the_function_timeout_has_its_token_cancelled()
    {
        using FunctionPipeline pipeline = FunctionParts.Pipeline(services, timeout: TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(pipeline, nameof(Functions.UntilCancelled)));
    }

    public void Dispose() => services.Dispose();

    private static Task<object?> RunAsync(FunctionPipeline pipeline, string method) =>
        pipeline.InvokeAsync(
            FunctionParts.Declare(typeof(Functions), method), new TriggerInput(new TimerInfo(), new Dictionary<string, object?>(), "test"));

    private Func<FunctionExecutionDelegate, FunctionExecutionDelegate> Around(string name) => next => async context =>
    {
        happened.Add($"{name} before");
        await next(context);
        happened.Add($"{name} after {context.GetInvocationResult().Value}");
    };

    public sealed class Held : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    public static class Functions
    {
        public static string Answer([TimerTrigger("0 0 6 * * *")] TimerInfo timer) => "answer";

        public static string Late([TimerTrigger("0 0 6 * * *")] TimerInfo timer) => timer.IsPastDue ? "late" : "on time";

        public static async Task<string> AnswerLater([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
            await Task.Yield();
            return "later";
        }

        public static async ValueTask<string> AnswerValue([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
            await Task.Yield();
            return "value";
        }

        public static void Nothing([TimerTrigger("0 0 6 * * *")] TimerInfo timer)
        {
        }

        public static async Task NothingLater([TimerTrigger("0 0 6 * * *")] TimerInfo timer) => await Task.Yield();

        public static async ValueTask NothingValue([TimerTrigger("0 0 6 * * *")] TimerInfo timer) => await Task.Yield();

        public static void Break([TimerTrigger("0 0 6 * * *")] TimerInfo timer) => throw new InvalidOperationException("broken");

        public static Task UntilCancelled([TimerTrigger("0 0 6 * * *")] TimerInfo timer, CancellationToken cancellation) =>
            Task.Delay(Timeout.Infinite, cancellation);
    }
}
