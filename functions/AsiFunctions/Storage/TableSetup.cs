using AsiFunctions.Http;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsiFunctions.Storage;

/// <summary>A table that has to exist.</summary>
/// <param name="Name">3 to 63 letters and digits, a letter first.</param>
public sealed record RequiredTable(string Name);

/// <summary>Creates the tables at the start, and goes on trying while the storage does not answer. Meanwhile requests are answered 503.</summary>
public sealed partial class TableSetup(TableServiceClient service, IEnumerable<RequiredTable> required, ILogger<TableSetup> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>True once all tables are known to exist.</summary>
    public bool Done { get; private set; }

    /// <summary>Creates what is missing. One request a table.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        foreach (RequiredTable table in required)
        {
            await service.CreateTableIfNotExistsAsync(table.Name, cancellation);
        }

        Done = true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (TimeSpan pause = FirstPause; !stoppingToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await CreateAsync(stoppingToken);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, such as a token that the platform does not hand out yet: a service that fails would end the whole process.
                StorageDoesNotAnswer(log, pause, ExceptionProblems.Cause(e));
            }

            await Task.Delay(pause, stoppingToken)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "The storage does not answer; the tables are created as soon as it does. Next try in {Pause}. {Reason}")]
    private static partial void StorageDoesNotAnswer(ILogger log, TimeSpan pause, string reason);
}
