using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;

namespace AsiFunctions.Benchmarks;

/// <summary>What Azurite itself takes, beside each figure of ours: it slows as its tables grow.</summary>
internal static class AzuriteCeiling
{
    /// <summary>Five-row transactions, eight at a time, with the tables in it as they are now.</summary>
    /// <param name="output">Where the line goes.</param>
    /// <param name="connectionString">The Azurite.</param>
    public static async Task SayAsync(TextWriter output, string connectionString)
    {
        const int Connections = 8;
        const int Transactions = 50;
        TableServiceClient service = new(connectionString);
        int rows = 0;
        await foreach (TableEntity _ in service.GetTableClient("Cases").QueryAsync<TableEntity>(select: ["PartitionKey"]))
        {
            rows++;
        }

        TableClient fresh = service.GetTableClient("Ceiling");
        await fresh.CreateIfNotExistsAsync();
        string round = Guid.NewGuid().ToString("N");
        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            for (int i = 0; i < Transactions; i++)
            {
                string row = string.Create(CultureInfo.InvariantCulture, $"{round}-{i}-");
                await fresh.SubmitTransactionAsync(Enumerable.Range(0, 5).Select(n => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new TableEntity($"{connection}", row + n) { ["Text"] = new string('x', 500) })));
            }
        }));
        double rate = Connections * Transactions / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  Azurite's ceiling then: {rate:0} five-row transactions a second, with {rows} rows in table Cases"));
    }
}
