using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Certification.Duties;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Microsoft.DurableTask;

namespace AsiFunctions.Tests.Certification.Duties;

/// <summary>
/// The histories that running duties may have, recorded and kept under Golden: today's orchestrator must replay each. To record them anew, which
/// breaks every duty that runs somewhere, set the environment variable RECORD_GOLDEN_HISTORIES=1 and run these tests.
/// </summary>
[Collection(nameof(OnAzurite))]
public sealed class GoldenHistoryTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, Func<AzuriteFixture, Task<DutyStory>>> Stories = new()
    {
        ["met-early"] = azurite => TellAsync(azurite, "2024-03-15", async (asi, member) =>
        {
            await asi.MoveToAsync("2025-04-01");
            await asi.CertifyAsync(member);
            await asi.MoveToAsync("2025-09-01");
        }),
        ["met-on-the-last-day"] = azurite => TellAsync(azurite, "2024-03-15", async (asi, member) =>
        {
            await asi.MoveToAsync("2026-03-15T23:59:59Z");
            await asi.CertifyAsync(member);
            await asi.MoveToAsync("2026-04-20");
        }),
        ["missed-and-cured"] = azurite => TellAsync(azurite, "2024-03-15", async (asi, member) =>
        {
            await asi.MoveToAsync("2026-05-02");
            await asi.CertifyAsync(member);
            await asi.MoveToAsync("2026-07-01");
        }),
        ["missed-and-forfeited"] = azurite => TellAsync(azurite, "2024-03-15", (asi, _) => asi.MoveToAsync("2026-10-01")),
        ["extended-twice"] = azurite => TellAsync(azurite, "2024-03-15", async (asi, member) =>
        {
            await asi.MoveToAsync("2026-02-01");
            await asi.DecideAsync(member, new DutyCommand.Extend(DutyStory.Sasha, new DateOnly(2026, 6, 30), "The works were flooded."));
            await asi.MoveToAsync("2026-07-15");
            await asi.DecideAsync(member, new DutyCommand.Extend(DutyStory.Sasha, new DateOnly(2026, 9, 30), "The audit is under way."));
            await asi.MoveToAsync("2026-09-01");
            await asi.CertifyAsync(member);
        }),
        ["class-switched"] = azurite => TellAsync(
            azurite,
            "2024-03-15",
            async (asi, member) =>
            {
                await asi.MoveToAsync("2026-04-01");
                await asi.DecideAsync(member, new MemberCommand.ChangeClass(DutyStory.Sasha, MembershipClass.DownstreamSupporters, null, null));
            },
            MembershipClass.IndustrialUsers),
        ["joined-on-29-february"] = azurite => TellAsync(azurite, "2024-02-29", (asi, _) => asi.MoveToAsync("2026-03-01T00:00:00Z")),
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_recorded_history_replays_against_todays_orchestrator(string name)
    {
        string[] generations = [.. Read(name)];

        Assert.NotEmpty(generations);
        Assert.All(generations, history => HistoryReplayer.Replay(DutyStory.Orchestrators(), history));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_story_told_today_makes_the_recorded_histories(string name)
    {
        await using DutyStory asi = await Stories[name](azurite);
        string[] told = [.. asi.Generations.Select(generation => generation.History)];
        if (Environment.GetEnvironmentVariable("RECORD_GOLDEN_HISTORIES") == "1")
        {
            await File.WriteAllTextAsync(PathOf(name), $"[\n{string.Join(",\n", told.Select(history => history.TrimEnd()))}\n]\n");
        }

        Assert.Equal(Read(name).Select(Shape), told.Select(Shape));
    }

    [Fact]
    public void A_change_that_breaks_replay_fails_with_the_step_named()
    {
        DurableTaskRegistry changed = new();
        changed.AddOrchestratorFunc(nameof(CertificationDuty), async context =>
        {
            await context.CallActivityAsync("AdvanceDuty", context.GetInput<string>());
        });

        HistoryMismatchException found = Assert.Throws<HistoryMismatchException>(() => HistoryReplayer.Replay(changed, Read("met-early").First()));

        Assert.Contains("(TaskScheduled)", found.Message, StringComparison.Ordinal);
        Assert.Contains("AdvanceDuty", found.Message, StringComparison.Ordinal);
    }

    private static async Task<DutyStory> TellAsync(
        AzuriteFixture azurite,
        string joined,
        Func<DutyStory, CaseId, Task> tell,
        MembershipClass @class = MembershipClass.ProductionAndTransformation)
    {
        DutyStory asi = await DutyStory.StartAsync(azurite, joined);
        await tell(asi, await asi.JoinAsync(@class));
        return asi;
    }

    private static IEnumerable<string> Read(string name) =>
        JsonNode.Parse(File.ReadAllText(PathOf(name)))!.AsArray().Select(history => history!.ToJsonString());

    /// <summary>
    /// What happened, without the instants to the tick, which differ from run to run by what the engine adds to tell generations apart.
    /// </summary>
    private static string Shape(string history) => string.Join(
        " ", JsonDocument.Parse(history).RootElement.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("event").GetString()));

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".json");
}
