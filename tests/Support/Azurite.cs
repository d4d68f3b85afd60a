using System.Globalization;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AsiFunctions.Tests.Support;

/// <summary>Where Azurite keeps what it is told.</summary>
public enum AzuritePersistence
{
    /// <summary>Nowhere: quick, and a restart begins empty.</summary>
    InMemory,

    /// <summary>In the temporary folder: a gentle restart finds everything, a kill loses what was told in the last seconds.</summary>
    OnDisk,
}

/// <summary>
/// An Azurite of one's own on free ports, in a temporary folder; both are gone when it is disposed, or when the test run is killed.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // The emulator's account and key are the same everywhere and public.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly AzuritePersistence persistence;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("azurite-");
    private AzuriteProcess? process;
    private Endpoints endpoints = new(new Uri("http://127.0.0.1:0"), new Uri("http://127.0.0.1:0"), new Uri("http://127.0.0.1:0"));

    private Azurite(AzuritePersistence persistence)
    {
        this.persistence = persistence;
    }

    public Uri BlobEndpoint => new(endpoints.Blob, Account);

    public Uri QueueEndpoint => new(endpoints.Queue, Account);

    public Uri TableEndpoint => new(endpoints.Table, Account);

    /// <summary>For every Azure Storage client; it stays the same over a restart.</summary>
    public string ConnectionString =>
        $"AccountName={Account};AccountKey={Key};BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>The running process, for tests that measure or stop it.</summary>
    /// <exception cref="InvalidOperationException">It is stopped.</exception>
    public int ProcessId => Running.Id;

    private AzuriteProcess Running => process ?? throw new InvalidOperationException("Azurite is stopped.");

    /// <summary>Starts an Azurite and returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it wrote.</exception>
    public static async Task<Azurite> StartAsync(
        AzuritePersistence persistence = AzuritePersistence.InMemory,
        CancellationToken cancellation = default)
    {
        Azurite azurite = new(persistence);
        try
        {
            await azurite.StartProcessAsync(cancellation);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes all tables and blobs, in a fraction of the time that another takes to start.</summary>
    public async Task EmptyAsync()
    {
        TableServiceClient tables = new(ConnectionString);
        await foreach (TableItem table in tables.QueryAsync())
        {
            await tables.DeleteTableAsync(table.Name);
        }

        BlobServiceClient blobs = new(ConnectionString);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            await blobs.DeleteBlobContainerAsync(container.Name);
        }
    }

    /// <summary>
    /// Ends it gently: with <see cref="AzuritePersistence.OnDisk" /> all it acknowledged is on disk
    /// then. Start it again with <see cref="RestartAsync" />.
    /// </summary>
    public async Task StopAsync()
    {
        await Running.StopAsync();
        await DropProcessAsync();
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public Task KillAsync() => DropProcessAsync();

    /// <summary>Stops it gently if it runs, and starts it on the same ports and folder.</summary>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        if (process is not null)
        {
            await StopAsync();
        }

        await StartProcessAsync(cancellation);
    }

    /// <summary>Freezes the process: connections are taken, but nothing is answered until <see cref="ResumeAsync" />.</summary>
    /// <exception cref="PlatformNotSupportedException">On Windows.</exception>
    public Task PauseAsync() => Running.SignalAsync("STOP");

    /// <summary>Lets a frozen process go on; it then answers what it was asked meanwhile.</summary>
    public Task ResumeAsync() => Running.SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await DropProcessAsync();
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task StartProcessAsync(CancellationToken cancellation)
    {
        process = new AzuriteProcess(folder.FullName, Arguments());
        endpoints = await process.WaitUntilListeningAsync(cancellation);
    }

    private async Task DropProcessAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
            process = null;
        }
    }

    /// <summary>Port 0 lets the system choose, so that no two runs ever clash; a restart asks for the ports it had.</summary>
    private IEnumerable<string> Arguments()
    {
        string[] services = ["blob", "queue", "table"];
        Uri[] addresses = [endpoints.Blob, endpoints.Queue, endpoints.Table];
        foreach ((string service, Uri address) in services.Zip(addresses))
        {
            yield return $"--{service}Port";
            yield return address.Port.ToString(CultureInfo.InvariantCulture);

            // Longer than clients keep an idle connection: otherwise one may send just as Azurite hangs up.
            yield return $"--{service}KeepAliveTimeout";
            yield return "120";
        }

        yield return "--silent";
        yield return "--skipApiVersionCheck";
        yield return "--disableTelemetry";
        if (persistence == AzuritePersistence.InMemory)
        {
            yield return "--inMemoryPersistence";
        }
    }

    internal sealed record Endpoints(Uri Blob, Uri Queue, Uri Table);
}
