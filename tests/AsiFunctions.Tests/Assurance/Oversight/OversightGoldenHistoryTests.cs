using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Cases;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>
/// The histories that running audits may have, recorded and kept under Golden: today's
/// orchestrators must replay each. To record them anew, which breaks every audit that runs somewhere, set the environment variable
/// RECORD_GOLDEN_HISTORIES=1 and run these tests.
/// </summary>
public sealed class OversightGoldenHistoryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    // Design rule 6: on either edition, so that a generation is replayed in no time.
    private const int MostEvents = 60;

    public static TheoryData<string> Names => [.. AuditStories.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_recorded_history_replays_against_todays_orchestrators(string name)
    {
        string[] generations = [.. Read(name)];

        Assert.NotEmpty(generations);
        Assert.All(generations, history => HistoryReplayer.Replay(RunningOffice.Orchestrators(), history));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_story_told_today_makes_the_recorded_histories(string name)
    {
        (RunningOffice office, AuditScript script) = await AuditStories.TellAsync(azurite, name);
        await using RunningOffice _ = office;
        string[] told =
        [
            .. office.Generations
                .Where(generation => generation.Instance == $"audit-{script.Id}" || generation.Instance == $"oversight-{script.Id}")
                .Select(generation => generation.History),
        ];
        if (Environment.GetEnvironmentVariable("RECORD_GOLDEN_HISTORIES") == "1")
        {
            await File.WriteAllTextAsync(PathOf(name), $"[\n{string.Join(",\n", told.Select(history => history.TrimEnd()))}\n]\n");
        }

        Assert.Equal(Work(Read(name)), Work(told));
        Assert.All(
            told, history => Assert.True(JsonDocument.Parse(history).RootElement.GetProperty("events").GetArrayLength() <= MostEvents, history));
        Assert.All(told, history => Assert.DoesNotMatch("Lea|Sasha|Example|Why|records", history));
    }

    private static IEnumerable<string> Read(string name) =>
        JsonNode.Parse(File.ReadAllText(PathOf(name)))!.AsArray().Select(history => history!.ToJsonString());

    /// <summary>
    /// The activities that were begun, in order, looks at the case left out: how often an
    /// orchestration looks, and so how many generations there are, depends on whether a wake-up
    /// comes before or after it has looked by itself. Both are right.
    /// </summary>
    private static string[] Work(IEnumerable<string> generations) =>
    [
        .. generations
            .SelectMany(history => JsonDocument.Parse(history).RootElement.GetProperty("events").EnumerateArray())
            .Where(e => e.GetProperty("event").GetString() == "TaskScheduled")
            .Select(e => e.GetProperty("name").GetString()!)
            .Where(name => name != nameof(AdvanceCase)),
    ];

    private static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", name + ".json");
}
