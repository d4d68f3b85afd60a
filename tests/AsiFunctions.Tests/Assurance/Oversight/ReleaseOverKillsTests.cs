using AsiFunctions.Assurance.Audits;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Surveys.Invitations;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>
/// The process dies at each request that the release sends to the storage, before it is sent or
/// after it was carried out; a new one goes on. Whatever the instant: one certificate, one
/// invitation, each non-conformance once, one message to each.
/// </summary>
public sealed class ReleaseOverKillsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<bool> BeforeAndAfter => [false, true];

    [Theory]
    [MemberData(nameof(BeforeAndAfter))]
    public async Task What_follows_a_release_happens_once_wherever_it_is_killed(bool carriedOut)
    {
        int writes = 0;
        for (int kill = 0; ; kill++)
        {
            await using Life life = await Life.AtReleaseAsync(azurite.ConnectionString, $"killed at {kill} {carriedOut}");
            Guillotine blade = new(kill, carriedOut);
            bool survived = await life.DriveAsync(blade);
            if (survived)
            {
                writes = kill;
            }
            else
            {
                Assert.True(await life.DriveAsync(new Guillotine(int.MaxValue, carriedOut)));
            }

            await life.AssertReleasedOnceAsync();
            if (survived)
            {
                break;
            }
        }

        // Eight activities that each write something of their own and record it: fewer would mean that the blade fell into nothing.
        Assert.True(writes > 16, $"only {writes} requests changed anything");
    }

    /// <summary>One audit at its release, on a table of its own.</summary>
    private sealed class Life(string connection, string table) : IAsyncDisposable
    {
        private readonly Inbox inbox = new();
        private CaseId audit;
        private CaseId member;

        public static async Task<Life> AtReleaseAsync(string connection, string story)
        {
            Life life = new(connection, $"Cases{Guid.NewGuid():N}");
            await using ServiceProvider services = life.Process(blade: null);
            await services.GetRequiredService<CaseTable>().Client.CreateAsync();
            await services.GetRequiredService<OutboxRelay>().StartAsync(default);
            AuditScript script = new(
                services.GetRequiredService<ICaseStore>(),
                services.GetRequiredService<ReportStore>(),
                services.GetRequiredService<AuditSettings>(),
                story);
            DateOnly today = new(2026, 3, 2);
            await script.OpenAsync(today);
            await script.PlanAsync(today, today);
            await Driving.GoOnAsync(services, script.Id);
            services.GetRequiredService<FrozenTime>().Advance(TimeSpan.FromDays(1));
            await Driving.GoOnAsync(services, script.Id);
            await script.SubmitAsync(today, majors: 2);
            await Driving.GoOnAsync(services, script.Id);
            await script.PassToAsync();
            await script.ReleaseAsync();
            await services.GetRequiredService<OutboxRelay>().StopAsync(default);
            (life.audit, life.member) = (script.Id, script.Member);
            return life;
        }

        /// <summary>A process that goes on with the audit until it rests, or dies.</summary>
        public async Task<bool> DriveAsync(Guillotine blade)
        {
            await using ServiceProvider services = Process(blade);
            services.GetRequiredService<FrozenTime>().Advance(TimeSpan.FromDays(1));
            try
            {
                await Driving.GoOnAsync(services, audit);
                return true;
            }
            catch (Exception e) when (blade.HasFallen)
            {
                Assert.False(e is Xunit.Sdk.XunitException, e.ToString());
                return false;
            }
        }

        public async Task AssertReleasedOnceAsync()
        {
            await using ServiceProvider services = Process(blade: null);
            ICaseStore cases = services.GetRequiredService<ICaseStore>();
            Audit decided = (await cases.FindAsync<Audit>(audit, default))!.Case;
            Assert.True(decided.IsOver, decided.StateName);
            Assert.All(decided.FollowUps, followUp => Assert.NotNull(followUp.DoneAt));
            Certificate certificate = Assert.Single(await ListAsync<Certificate>(cases, Certificate.Prefix));
            Assert.Equal(ReleaseProcedure.CertificateOf(decided), certificate.Id);
            SurveyInvitation invitation = Assert.Single(await ListAsync<SurveyInvitation>(cases, SurveyInvitation.Prefix));
            Assert.Equal(certificate.Id, invitation.Certificate);
            List<NonConformance> tracked = await ListAsync<NonConformance>(cases, NonConformance.Prefix);
            Assert.Equal(2, tracked.Count);
            Assert.Equal(tracked.Select(one => one.Id.Value).Order(), decided.Tracked.Select(one => one.Id.Value).Order());
            Duty duty = (await cases.FindAsync<Duty>(member.As("DTY"), default))!.Case;
            Assert.Equal([certificate.Id], duty.Certificates.Select(counted => counted.Id));
            PublishedSummary summary = (await cases.PartAsync<PublishedSummary>(audit, PublishedSummary.Part, default))!;
            Census census = new(services.GetRequiredService<CaseTable>(), services.GetRequiredService<CaseKinds>(), [], NullLogger<Census>.Instance);
            using CountSpool counted = new();
            await census.TakeAsync(counted, DateTimeOffset.MinValue, new HashSet<string>(), default);
            Assert.Equal(summary.Findings.Count, counted.Pages().SelectMany(page => page.Cells).Where(cell => cell.Key.Cube == Cubes.Ratings).Sum(cell => cell.Value));

            await Inbox.CollectAsync(services);
            Assert.Equal(["LeadAuditor", "Member"], inbox.Of(audit, AuditMail.Approved));
            Assert.Equal(["Member"], inbox.Of(certificate.Id, CertificateMail.Issued));
        }

        public async ValueTask DisposeAsync() => await new TableServiceClient(connection).GetTableClient(table).DeleteAsync();

        private static async Task<List<TCase>> ListAsync<TCase>(ICaseStore cases, string prefix)
            where TCase : ICase
        {
            List<TCase> found = [];
            await foreach (Stored<TCase> stored in cases.ListAsync<TCase>(prefix, default))
            {
                found.Add(stored.Case);
            }

            return found;
        }

        private ServiceProvider Process(Guillotine? blade)
        {
            FrozenTime clock = new(new DateTimeOffset(new DateOnly(2026, 3, 2), new TimeOnly(12, 0), TimeSpan.Zero));
            TableClientOptions tables = new();
            BlobClientOptions blobs = new();
            tables.Retry.MaxRetries = 0;
            blobs.Retry.MaxRetries = 0;
            if (blade is not null)
            {
                tables.AddPolicy(blade, HttpPipelinePosition.PerRetry);
                blobs.AddPolicy(blade, HttpPipelinePosition.PerRetry);
            }

            TableServiceClient client = new(connection, tables);
            ServiceCollection parts = BackOfficeDesk.Parts(connection, clock, inbox, client);
            parts.AddSingleton(clock);
            parts.AddSingleton(new CaseTable(client, table));
            parts.AddSingleton(new BlobServiceClient(connection, blobs));
            return parts.BuildServiceProvider();
        }
    }

    /// <summary>Takes messages over from the outbox; one that comes twice is one message.</summary>
    private sealed class Inbox : IOutboxHandler
    {
        private readonly Dictionary<string, OutboxEntry> entries = [];

        public string Kind => OutboxKinds.Mail;

        public Task DispatchAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
        {
            foreach (OutboxEntry entry in entries)
            {
                this.entries[entry.Id] = entry;
            }

            return Task.CompletedTask;
        }

        /// <summary>What no process had dispatched, the sweep does.</summary>
        public static async Task CollectAsync(ServiceProvider services)
        {
            services.GetRequiredService<FrozenTime>().Advance(TimeSpan.FromDays(2));
            OutboxRelay relay = services.GetRequiredService<OutboxRelay>();
            await relay.StartAsync(default);
            await relay.SweepAsync(default);
            await relay.StopAsync(default);
        }

        public string[] Of(CaseId about, string template) =>
        [
            .. entries.Values
                .Where(entry => entry.CaseId == about)
                .Select(entry => System.Text.Json.JsonSerializer.Deserialize<Effect.SendMail>(entry.Payload, Json.Options)!)
                .Where(mail => mail.Template == template)
                .Select(mail => mail.To.ToString())
                .Order(StringComparer.Ordinal),
        ];
    }
}
