using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsiFunctions.Benchmarks.Dashboard;

/// <summary>
/// The dashboard's counting on a storage that nobody else uses. The app is put together but not started: no timer and no relay run beside.
/// </summary>
internal sealed class CountDesk : IDisposable
{
    private const int LoadersAtATime = 4;
    private const int RowsOfATransaction = 100;

    private readonly IHost app;
    private readonly IFactSource[] sources;

    private CountDesk(IHost app)
    {
        this.app = app;
        Replies = new SampleReplies(app.Services.GetRequiredService<TableServiceClient>());
        sources = [Replies];
        RollUp = ActivatorUtilities.CreateInstance<RollUp>(app.Services, [sources]);
        Census census = ActivatorUtilities.CreateInstance<Census>(app.Services, [sources]);
        Rebuild = ActivatorUtilities.CreateInstance<Rebuild>(app.Services, census, RollUp, sources);
    }

    public SampleReplies Replies { get; }

    public RollUp RollUp { get; }

    public Rebuild Rebuild { get; }

    public ChangeFeed Feed => app.Services.GetRequiredService<ChangeFeed>();

    public CountTable Table => app.Services.GetRequiredService<CountTable>();

    /// <summary>Puts it together and creates the tables.</summary>
    public static async Task<CountDesk> OpenAsync(string connectionString)
    {
        IHost built = BackOffice.Build(
        [
            $"--LocalRuntime:Port={FreePort.Next()}", "--LocalRuntime:StartMail=false", "--LocalRuntime:StartAzurite=false",
            $"--AzureWebJobsStorage={connectionString}", $"--ServiceBus={connectionString}", "--Logging:LogLevel:Default=Error",
        ]);
        await built.Services.GetRequiredService<TableSetup>().CreateAsync(default);
        CountDesk desk = new(built);
        await desk.Replies.LoadAsync(0);
        return desk;
    }

    /// <summary>
    /// Writes rows of cases, each with a line of its timeline, as if they had been decided about long ago. A transaction for 100 rows.
    /// </summary>
    /// <returns>How many rows.</returns>
    public async Task<int> LoadAsync(IEnumerable<ICase> cases)
    {
        CaseKinds kinds = app.Services.GetRequiredService<CaseKinds>();
        TableClient table = app.Services.GetRequiredService<CaseTable>().Client;
        TableEntity[][] batches =
        [
            .. cases.SelectMany(@case => RowsOf(@case, kinds)).GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
                .SelectMany(shard => shard.Chunk(RowsOfATransaction)),
        ];
        ParallelOptions options = new() { MaxDegreeOfParallelism = LoadersAtATime };
        await Parallel.ForEachAsync(batches, options, async (rows, token) =>
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), token));
        return batches.Sum(rows => rows.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => app.Dispose();

    private static IEnumerable<TableEntity> RowsOf(ICase @case, CaseKinds kinds)
    {
        DateTimeOffset then = TimeProvider.System.GetUtcNow().AddDays(-30);
        CaseRow row = new(
            kinds.Of(@case.Id), @case, Version: 1, Lines: 1, then, then, Task: null, Decisions: [], KeyHash: @case.Id.Value, BodyHash: "", default);
        yield return row.ToEntity();
        yield return TimelineRow.ToEntity(@case.Id, new TimelineLine(1, then, Version: 1, new CaseEvent("begun", Actor.Machine)));
    }
}
