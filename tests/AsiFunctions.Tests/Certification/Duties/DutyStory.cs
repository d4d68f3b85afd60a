using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Cases;
using AsiFunctions.Certification;
using AsiFunctions.Certification.Duties;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Http;
using AsiFunctions.LocalRuntime.Clock;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.LocalRuntime.Host.Functions;
using AsiFunctions.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Certification.Duties;

/// <summary>
/// Members and their duties on a table of their own, driven by the real orchestrator on the durable engine, with a clock that is moved. Times are
/// noon of a day unless they are given.
/// </summary>
internal sealed class DutyStory : IAsyncDisposable
{
    public static readonly Actor Sasha = new("sasha", Role.Secretariat, "Sasha Secretariat");
    public static readonly Actor Rene = new("rene", Role.Releaser, "Rene Releaser");

    private readonly FrozenTime real;
    private readonly CaseTable table;
    private readonly OutboxRelay relay;
    private readonly DurableEngine engine;
    private readonly Outgoing outgoing;
    private readonly MailLog mail = new();
    private int members;

    private DutyStory(string connection, DateOnly on, EngineOptions options)
    {
        real = new FrozenTime(new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero));
        Clock = new MovableClock(real);
        table = new CaseTable(new TableServiceClient(connection), $"Cases{Guid.NewGuid():N}");
        CaseKinds kinds = new([new MemberKind(), new DutyKind(Settings, Clock)]);
        OutboxSettings settings = OutboxSettings.Default;
        OutboxTable outbox = new(table, settings, Clock);
        DurableClients clients = new();
        WakeHandler wakes = new(clients, settings, Clock, NullLogger<WakeHandler>.Instance);
        relay = new OutboxRelay([mail, wakes], outbox, settings, Clock, NullLogger<OutboxRelay>.Instance);
        outgoing = new Outgoing(relay.Activities);
        Cases = new CaseStore(table, kinds, relay, new SecretKeys([Convert.ToBase64String(new byte[32])]), Clock);
        CaseAdvancer advancer = new(Cases, table, kinds, relay, Clock, NullLogger<CaseAdvancer>.Instance);
        DurableTaskRegistry registry = Orchestrators();
        registry.AddActivityFunc<string, Wait>(nameof(AdvanceCase), (_, id) => advancer.AdvanceAsync(CaseId.Parse(id!), CancellationToken.None));
        engine = DurableEngine.InMemory(
            registry,
            options with { GenerationEnded = (id, history) => Generations.Enqueue((id, history)) },
            Clock,
            NullLoggerFactory.Instance,
            new ServiceCollection().BuildServiceProvider());
        clients.Offer(engine.Client);
    }

    public static CertificationSettings Settings { get; } = new(CertificationTerms.Shipped);

    public MovableClock Clock { get; }

    public CaseStore Cases { get; }

    /// <summary>The generations that ended, in order: instance and history.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<(string Instance, string History)> Generations { get; } = [];

    public static async Task<DutyStory> StartAsync(AzuriteFixture azurite, string on, EngineOptions? options = null)
    {
        DutyStory story = new(azurite.ConnectionString, Day(on), options ?? new EngineOptions());
        await story.table.Client.CreateAsync();
        await story.relay.StartAsync(CancellationToken.None);
        await story.engine.StartAsync();
        story.Clock.Register(story.outgoing);
        return story;
    }

    /// <summary>The orchestrator alone, for replays.</summary>
    public static DurableTaskRegistry Orchestrators()
    {
        DurableTaskRegistry registry = new();
        registry.AddOrchestratorFunc(nameof(CertificationDuty), CertificationDuty.RunAsync);
        return registry;
    }

    /// <summary>A member that joins today; its duty begins in the same transaction.</summary>
    public async Task<CaseId> JoinAsync(MembershipClass @class = MembershipClass.ProductionAndTransformation)
    {
        // Named, so that a story has the same references each time it is told.
        IdempotencyKey key = new("story", $"member {++members}", "");
        DateOnly today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        AddOutcome<Member> added = await Cases.AddAsync<Member>(
            Member.Prefix,
            key,
            (id, _) => new Decision<Member>.Accepted(
                NewMember(id, @class, today),
                [new CaseEvent("joined", Actor.Machine)],
                [new Effect.Tell(id.As(Member.DutyPrefix), new MemberNews.Joined(id, @class, today))]),
            CancellationToken.None);
        await Clock.SettleAsync();
        return Assert.IsType<AddOutcome<Member>.Added>(added).Stored.Case.Id;
    }

    public async Task TellAsync(CaseId member, ICaseNews news)
    {
        Assert.IsType<DecideOutcome<Duty>.Applied>(await Cases.DecideAsync<Duty>(
            member.As(Member.DutyPrefix), (duty, now) => DutyProcedure.Hear(duty, news, now, Settings.Terms), options: null, CancellationToken.None));
        await Clock.SettleAsync();
    }

    public async Task DecideAsync(CaseId member, DutyCommand command)
    {
        Assert.IsType<DecideOutcome<Duty>.Applied>(await Cases.DecideAsync<Duty>(
            member.As(Member.DutyPrefix),
            (duty, now) => DutyProcedure.Decide(duty, command, now, Settings.Terms),
            options: null,
            CancellationToken.None));
        await Clock.SettleAsync();
    }

    public async Task DecideAsync(CaseId member, MemberCommand command)
    {
        Assert.IsType<DecideOutcome<Member>.Applied>(await Cases.DecideAsync<Member>(
            member, (record, now) => MemberProcedure.Decide(record, command, now), options: null, CancellationToken.None));
        await Clock.SettleAsync();
    }

    /// <summary>A PS certificate issued today.</summary>
    public Task CertifyAsync(CaseId member, CertificateLevel level = CertificateLevel.Full, DateOnly? issuedOn = null)
    {
        DateOnly issued = issuedOn ?? DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        DateOnly expires = issued.AddMonths(level is CertificateLevel.Full ? 36 : 12).AddDays(-1);
        CertificateFacts facts = new(
            CaseId.From("CRT", (ulong)issued.DayNumber), new StandardRef(StandardCode.PerformanceStandard, "V3"), level, issued, expires,
            EndedOn: null,
            SupersededBy: null,
            Suspended: false,
            Maturity: null,
            OnSiteEndedOn: null,
            Majors: 0,
            Scope: "S1",
            PerformanceStandardBy: null);
        return TellAsync(member, new CertificateNews(facts, Rene));
    }

    /// <summary>Moves the clock through everything that is due on the way.</summary>
    public Task MoveToAsync(string time) => Clock.MoveToAsync(
        time.Length == 10
            ? new DateTimeOffset(Day(time), new TimeOnly(12, 0), TimeSpan.Zero)
            : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    public async Task<Member> MemberAsync(CaseId id) => (await Cases.FindAsync<Member>(id, default))!.Case;

    public async Task<Duty> DutyAsync(CaseId member) => (await Cases.FindAsync<Duty>(member.As(Member.DutyPrefix), default))!.Case;

    /// <summary>The messages so far: day, whom to, which text, in the order of sending.</summary>
    public string[] Mails(Role to) => [.. mail.Sent
        .Where(sent => sent.Mail.To == to)
        .OrderBy(sent => sent.At)
        .Select(sent => $"{sent.At:yyyy-MM-dd} {sent.Mail.Template}{(sent.Mail.Facts!.TryGetValue("left", out string? left) ? " " + left : "")}")];

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await relay.StopAsync(CancellationToken.None);
        relay.Dispose();
        outgoing.Dispose();
        Clock.Dispose();
        await table.Client.DeleteAsync();
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Member NewMember(CaseId id, MembershipClass @class, DateOnly on) => new(
        id,
        StepNumber: 1,
        new JoinDate(on, JoinEvent.Payment, "join date by payment"),
        Application: null,
        new MemberDetails(
            new OrganisationDetails("Example Extrusions Ltd", null, "12345", "NO", "1 Example Street", null, null, []),
            [SupplyChainActivity.MaterialConversion],
            ["NO"],
            Contacts: null,
            "en",
            HeardAbout: null,
            Certification: null),
        History.From(on, @class),
        History.From(on, SizeDeclaration.OfTurnover(250_000_000, on.Year - 1)),
        History.From<MemberStatus>(on, new MemberStatus.Active()));

    /// <summary>Takes note of messages; one that is dispatched twice is one message.</summary>
    private sealed class MailLog : IOutboxHandler
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (DateTimeOffset At, Effect.SendMail Mail)> sent = new();

        public string Kind => OutboxKinds.Mail;

        public IEnumerable<(DateTimeOffset At, Effect.SendMail Mail)> Sent =>
            sent.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

        public Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
        {
            foreach (OutboxEntry entry in entries)
            {
                sent[entry.Id] = (entry.At, entry.Payload.Deserialize<Effect.SendMail>(Json.Options)!);
            }

            return Task.CompletedTask;
        }
    }
}
