using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;
using AsiFunctions.Notifications.Deliveries;
using AsiFunctions.Notifications.Mail;
using AsiFunctions.Tests.Access;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Notifications;

/// <summary>A ledger on a real table, a clock that stands still, and a mail server that does as it is told.</summary>
internal sealed class MailWorld : IDisposable
{
    private static readonly MailTemplates Templates = new();
    private static readonly NotificationSettings Standard = new(PerMinute: 30, PerHour: 100, MaxAttempts: 8, TimeSpan.FromMinutes(10));

    private readonly TableServiceClient tables;
    private readonly List<DeliveryLedger> ledgers = [];

    private MailWorld(TableServiceClient tables) => this.tables = tables;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public FrozenTime Clock { get; } = new(Noon);

    public NotificationSettings Settings { get; private init; } = Standard;

    public FakeTransport Transport { get; } = new();

    public FakeComposer Composer { get; } = new();

    public FakeQueue Queue { get; } = new();

    public SuppressionList Suppressions => new(tables);

    /// <summary>A world with an empty ledger.</summary>
    public static async Task<MailWorld> StartAsync(AzuriteFixture azurite, NotificationSettings? settings = null)
    {
        MailWorld world = new(new TableServiceClient(azurite.ConnectionString)) { Settings = settings ?? Standard };
        TableClient table = world.tables.GetTableClient(DeliveryLedger.TableName);
        await table.CreateIfNotExistsAsync();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>())
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        return world;
    }

    public DeliveryLedger NewLedger()
    {
        DeliveryLedger ledger = new(tables, Settings, Clock);
        ledgers.Add(ledger);
        return ledger;
    }

    /// <summary>A sender as a process of its own has it; all of them share the table.</summary>
    public MailSender NewSender(ILogger<MailSender>? log = null) => new(
        NewLedger(),
        Suppressions,
        new MailComposition([Composer], Templates),
        Transport,
        Queue,
        Settings,
        Clock,
        log ?? NullLogger<MailSender>.Instance);

    public static MailOrder Order(int number, Urgency urgency = Urgency.Normal, string template = "application-resubmitted") =>
        new($"APP-{number}", CaseId.From("APP", (ulong)number), new Effect.SendMail(template, Role.Applicant, urgency));

    public async Task<Delivery> FindAsync(string id) => (await NewLedger().FindAsync(id, default))!.Delivery;

    public void Dispose() => ledgers.ForEach(ledger => ledger.Dispose());
}

internal sealed class FakeTransport : IMailTransport
{
    private readonly Lock gate = new();

    public List<OutgoingMail> Taken { get; } = [];

    /// <summary>What the server answers; by default it takes everything.</summary>
    public Func<OutgoingMail, Task<MailSending>> Answer { get; set; } = _ => Task.FromResult<MailSending>(new MailSending.Taken());

    public async Task<MailSending> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        MailSending answer = await Answer(mail);
        if (answer is MailSending.Taken)
        {
            lock (gate)
            {
                Taken.Add(mail);
            }
        }

        return answer;
    }
}

internal sealed class FakeComposer : IMailComposer
{
    private int composed;

    public string Prefix => "APP";

    public IReadOnlyList<MailRecipient> Recipients { get; set; } = [new("cora@example.org", "Cora", "en", "primary")];

    public Dictionary<string, string> Values { get; } =
        new() { ["reference"] = "APP-1", ["organisation"] = "Sample Ltd", ["link"] = "https://portal.example.org/#/x" };

    public bool IsDown { get; set; }

    public int Composed => composed;

    public Task<MailDraft?> ComposeAsync(CaseId id, Effect.SendMail what, CancellationToken cancellation)
    {
        Interlocked.Increment(ref composed);
        return IsDown ? throw new IOException("The storage does not answer.") : Task.FromResult<MailDraft?>(new MailDraft(Recipients, Values));
    }
}
