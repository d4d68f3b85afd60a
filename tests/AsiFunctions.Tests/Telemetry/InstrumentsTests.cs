using System.Diagnostics.Metrics;
using AsiFunctions.Cases.Operations;
using AsiFunctions.Storage;
using AsiFunctions.Telemetry;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace AsiFunctions.Tests.Telemetry;

/// <summary>What the app measures of itself.</summary>
[Collection(nameof(OnAzurite))]
public sealed class InstrumentsTests(AzuriteFixture azurite)
{
    [Fact]
    public void Repairs_are_told_apart_by_what_was_done()
    {
        using Measures measures = new();

        measures.Instruments.Mended(2, "orchestration-restarted");
        measures.Instruments.Mended(1, "duty-begun");

        Assert.Equal(["asi.cases.mended orchestration-restarted 2", "asi.cases.mended duty-begun 1"], measures.Taken);
    }

    [Fact]
    public void A_roll_up_leaves_a_mark_whose_age_can_be_asked()
    {
        using Measures measures = new();

        measures.Instruments.RolledUp();

        Assert.Equal(["asi.dashboard.rollups 1"], measures.Taken);
    }

    [Fact]
    public async Task What_the_sweep_takes_over_is_counted_and_nothing_is_counted_as_nothing()
    {
        using Measures measures = new();
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.SubmitAsync();
        int left = (await world.RowsAsync("outbox|")).Length;
        SweepOutbox sweep = new(world.Relay, measures.Instruments);

        await sweep.Run(new TimerInfo(), world.Engine.Object, default);
        world.Clock.Advance(OutboxSettings.Default.Grace);
        await sweep.Run(new TimerInfo(), world.Engine.Object, default);

        Assert.NotEqual(0, left);
        Assert.Equal(["asi.outbox.swept 0", $"asi.outbox.swept {left}"], measures.Taken);
    }

    [Fact]
    public async Task An_orchestration_that_was_lost_is_counted_when_it_is_started_afresh()
    {
        using Measures measures = new();
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.SubmitAsync();
        world.Engine.Setup(e => e.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>()))
            .Returns(Pageable.Create((string? _, CancellationToken _) => Task.FromResult(new Page<OrchestrationMetadata>([]))));

        await new ReconcileCases(world.Reconciler, measures.Instruments).Run(new TimerInfo(), world.Engine.Object, default);

        Assert.Equal(["asi.cases.mended orchestration-restarted 1", "asi.cases.mended orchestration-woken 0"], measures.Taken);
    }

    /// <summary>Takes down what one meter measures, and no other: tests beside this one measure too.</summary>
    private sealed class Measures : IDisposable
    {
        private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        private readonly MeterListener listener = new();
        private readonly List<string> taken = [];

        public Measures()
        {
            IMeterFactory meters = services.GetRequiredService<IMeterFactory>();
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Instruments.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                taken.Add(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}"), $"{value}"])));
            listener.Start();
            Instruments = new Instruments(meters);
        }

        public Instruments Instruments { get; }

        public IReadOnlyList<string> Taken => taken;

        public void Dispose()
        {
            listener.Dispose();
            services.Dispose();
        }
    }
}
