using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;

namespace AsiFunctions.Benchmarks.Engine;

/// <summary>How fast the durable engine is on one machine, with Azurite's own ceiling beside each figure.</summary>
/// <remarks>
/// Sleeping instances and restarts are measured in processes of their own: the program that runs these benchmarks must
/// hand its arguments to <see cref="EngineChild.RunAsync"/> when the first of them is <see cref="EngineChild.Verb"/>.
/// </remarks>
public static class EngineBenchmarks
{
    /// <summary>Runs all, on fresh hubs.</summary>
    /// <param name="output">Where the figures go, a line each.</param>
    /// <param name="connectionString">An Azurite, with persistence, used by nobody else.</param>
    /// <param name="sleepers">How many sleeping orchestrations; 20,000 and 100,000 if not given.</param>
    public static async Task RunAsync(TextWriter output, string connectionString, params int[] sleepers)
    {
        await ThroughputAsync(output, connectionString);
        foreach (int count in sleepers.Length > 0 ? sleepers : [20_000, 100_000])
        {
            await SleepersAsync(output, connectionString, count);
        }
    }

    /// <summary>Two hundred orchestrations of five sequential activities at once, and one alone.</summary>
    public static async Task ThroughputAsync(TextWriter output, string connectionString)
    {
        const int AtOnce = 200;
        string hub = NewHub();
        await using EngineUnderTest engine = await EngineUnderTest.StartAsync(connectionString, hub);
        await engine.RunManyAsync(AtOnce);   // what is compiled at first use is not measured

        List<double> rates = [];
        for (int round = 0; round < 5; round++)
        {
            long begun = Stopwatch.GetTimestamp();
            await engine.RunManyAsync(AtOnce);
            rates.Add(AtOnce / Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        await SayAsync(output, $"{AtOnce} orchestrations of 5 sequential activities at once: {Middle(rates):0} a second");
        await SayAsync(output, $"  (5 rounds: {rates.Min():0} to {rates.Max():0}; wanted: 100)");

        List<double> alone = [];
        for (int round = 0; round < 30; round++)
        {
            long begun = Stopwatch.GetTimestamp();
            await engine.RunManyAsync(1);
            alone.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        await SayAsync(output, $"one such orchestration alone: {Middle(alone):0.0} ms");
        await SayAsync(output, $"  (30 runs: {alone.Min():0.0} to {alone.Max():0.0}; wanted: under 50)");
        await CeilingAsync(output, connectionString, hub);
    }

    /// <summary>Many orchestrations that only sleep: memory, and restarts after a graceful stop and after a kill.</summary>
    public static async Task SleepersAsync(TextWriter output, string connectionString, int count)
    {
        string hub = NewHub();
        string number = count.ToString("N0", CultureInfo.InvariantCulture);
        using (EngineChild first = EngineChild.Start(connectionString, hub, count))
        {
            await SayAsync(output, $"{number} sleeping orchestrations started: {await first.ReadyAsync()}");
            await first.StopAsync();
        }

        using (EngineChild second = EngineChild.Start(connectionString, hub, 0))
        {
            await SayAsync(output, $"{number} sleeping, restart after a graceful stop: {await second.ReadyAsync()}");
            await SayAsync(output, $"  (wanted for 20,000: under 150 MB, under 5 s)");
            second.Kill();
        }

        using (EngineChild third = EngineChild.Start(connectionString, hub, 0))
        {
            await SayAsync(output, $"{number} sleeping, restart after kill -9: {await third.ReadyAsync()}");
            await third.StopAsync();
        }

        await CeilingAsync(output, connectionString, hub);
    }

    // The emulator's own speed on the same table, in the same minute: it slows as tables grow.
    private static async Task CeilingAsync(TextWriter output, string connectionString, string hub)
    {
        const int Connections = 8;
        const int Transactions = 5;
        TableClient table = new TableServiceClient(connectionString).GetTableClient(hub + "Instances");
        int rows = 0;
        await foreach (TableEntity _ in table.QueryAsync<TableEntity>(select: ["RowKey"]))
        {
            rows++;
        }

        double hundreds = await TransactionsAsync(table, Connections, Transactions, rowsEach: 100);
        double fives = await TransactionsAsync(table, Connections, Transactions * 10, rowsEach: 5);
        long begun = Stopwatch.GetTimestamp();
        await foreach (Azure.Page<TableEntity> _ in table.QueryAsync<TableEntity>(maxPerPage: 1000, select: ["RowKey"]).AsPages())
        {
            break;
        }

        double page = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        await SayAsync(output, $"  Azurite by itself on that table ({rows:N0} rows): {hundreds:0} hundred-row transactions a second,");
        await SayAsync(output, $"  {fives:0} five-row transactions a second, {page:0} ms for a page of 1,000 rows");
    }

    private static async Task<double> TransactionsAsync(TableClient table, int connections, int each, int rowsEach)
    {
        string payload = new('x', 1000);
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            for (int i = 0; i < each; i++)
            {
                await table.SubmitTransactionAsync(Enumerable.Range(0, rowsEach).Select(row => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    new TableEntity($"ceiling{connection}", row.ToString(CultureInfo.InvariantCulture)) { ["Payload"] = payload })));
            }
        }));
        return connections * each / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static string NewHub() => "Bench" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..16];

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task SayAsync(TextWriter output, FormattableString line)
    {
        await output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
        await output.FlushAsync();
    }
}
