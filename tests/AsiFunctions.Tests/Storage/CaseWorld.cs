using System.Collections.Concurrent;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Cases.Operations;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace AsiFunctions.Tests.Storage;

/// <summary>Quick classes share an Azurite and run one after the other; one that takes seconds has its own and runs beside them.</summary>
[CollectionDefinition(nameof(OnAzurite))]
public sealed class OnAzurite : ICollectionFixture<AzuriteFixture>;

/// <summary>The machinery of cases on a table of its own, with a clock that stands and receivers that take notes.</summary>
public sealed class CaseWorld : IAsyncDisposable
{
    private CaseWorld(string connection, OutboxSettings settings)
    {
        TableClientOptions options = new();
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.AddPolicy(Log, HttpPipelinePosition.PerRetry);
        Table = new CaseTable(new TableServiceClient(connection, options), $"Cases{Guid.NewGuid():N}");
        Kinds = new CaseKinds([new PetitionKind(), new SequelKind(), new ErrandKind()]);
        Clients = new DurableClients();
        Clients.Offer(Engine.Object);
        Outbox = new OutboxTable(Table, settings, Clock);
        WakeHandler wakes = new(Clients, settings, Clock, NullLogger<WakeHandler>.Instance);
        Relay = new OutboxRelay([Mail, Invites, wakes], Outbox, settings, Clock, NullLogger<OutboxRelay>.Instance);
        SecretKeys secrets = new([Convert.ToBase64String(new byte[32])]);
        Cases = new CaseStore(Table, Kinds, Relay, secrets, Clock);
        Tasks = new TaskStore(Table, Cases, Clock);
        Advancer = new CaseAdvancer(Cases, Table, Kinds, Relay, Clock, NullLogger<CaseAdvancer>.Instance);
        Statuses = new CaseStatuses(Cases, Kinds);
        Reconciler = new CaseReconciler(Table, Clock, NullLogger<CaseReconciler>.Instance);
    }

    public FrozenTime Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    public RequestLog Log { get; } = new();

    public CaseTable Table { get; }

    public CaseKinds Kinds { get; }

    public CaseStore Cases { get; }

    public TaskStore Tasks { get; }

    public OutboxTable Outbox { get; }

    public OutboxRelay Relay { get; }

    public CaseAdvancer Advancer { get; }

    public CaseStatuses Statuses { get; }

    public CaseReconciler Reconciler { get; }

    public DurableClients Clients { get; }

    public Mock<DurableTaskClient> Engine { get; } = new("test");

    public Receiver Mail { get; } = new(OutboxKinds.Mail);

    public Receiver Invites { get; } = new(OutboxKinds.Invite);

    /// <summary>A world whose relay does not run: entries wait for <see cref="OutboxRelay.SweepAsync"/>, or for the relay's start.</summary>
    public static Task<CaseWorld> StartAsync(AzuriteFixture azurite, OutboxSettings? settings = null) =>
        StartAsync(azurite.ConnectionString, settings);

    public static async Task<CaseWorld> StartAsync(string connection, OutboxSettings? settings = null)
    {
        CaseWorld world = new(connection, settings ?? OutboxSettings.Default);
        await world.Table.Client.CreateAsync();
        world.Log.Clear();
        return world;
    }

    public async Task<Petition> SubmitAsync(IdempotencyKey? key = null, string subject = "Longer lunch breaks")
    {
        AddOutcome<Petition> added = await Cases.AddAsync<Petition>(
            Petition.Prefix, key, (id, now) => Petition.Begin(id, now, subject), CancellationToken.None);
        return Assert.IsType<AddOutcome<Petition>.Added>(added).Stored.Case;
    }

    /// <summary>Somebody is sent on an errand.</summary>
    public async Task<Errand> SendAsync(
        Role role, CaseId? firm = null, CaseId? member = null, string title = "Weigh the ingots", params string[] keywords)
    {
        AddOutcome<Errand> added = await Cases.AddAsync<Errand>(
            Errand.Prefix, key: null, (id, now) => Errand.Begin(id, role, firm, member, title, keywords, now), CancellationToken.None);
        return Assert.IsType<AddOutcome<Errand>.Added>(added).Stored.Case;
    }

    public Task<DecideOutcome<Petition>> NoteAsync(CaseId id, DecideOptions? options = null, params Effect[] effects) =>
        Cases.DecideAsync<Petition>(id, (petition, _) => Petition.Note(petition, effects), options, CancellationToken.None);

    public async Task<Stored<Petition>> ReadAsync(CaseId id) =>
        Assert.IsType<Stored<Petition>>(await Cases.FindAsync<Petition>(id, CancellationToken.None));

    public Task<IReadOnlyList<TimelineLine>> TimelineAsync(CaseId id) => Cases.TimelineAsync(id, CancellationToken.None);

    public async Task<string[]> RowsAsync(string prefix)
    {
        List<string> keys = [];
        await foreach (TableEntity row in Table.Client.QueryAsync<TableEntity>(select: ["RowKey"]))
        {
            keys.Add(row.RowKey);
        }

        return [.. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.StopAsync(CancellationToken.None);
        Relay.Dispose();
        await Table.Client.DeleteAsync();
    }
}

/// <summary>Takes outbox entries, or refuses some.</summary>
public sealed class Receiver(string kind) : IOutboxHandler
{
    private readonly ConcurrentQueue<OutboxEntry> taken = new();

    public string Kind => kind;

    public Func<OutboxEntry, bool> Refuses { get; set; } = _ => false;

    /// <summary>What it waits for before it takes anything.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<OutboxEntry> Taken => [.. taken];

    public string[] Templates => [.. taken.Select(e => e.Payload.GetProperty("template").GetString()!)];

    public async Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        if (entries.Any(Refuses))
        {
            throw new InvalidOperationException("The receiver refuses.");
        }

        foreach (OutboxEntry entry in entries)
        {
            taken.Enqueue(entry);
        }
    }
}
