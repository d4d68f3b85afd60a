using AsiFunctions.Dashboard.Alerts;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Dashboard.Alerts;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Dashboard.Counting;

/// <summary>A rebuild counts all that there is: each begins with nothing stored.</summary>
public sealed class RebuildTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => azurite.Azurite.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_first_run_of_the_timer_counts_everything_there_is()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await desk.JoinAsync("IU");
        await desk.JoinAsync("PT");

        await CountAsync(desk);

        Assert.Equal(2, await MembersAsync(desk));
        Assert.Equal(1, (await desk.Get<CountTable>().StateAsync(default)).Generation);
    }

    [Fact]
    public async Task What_was_rolled_up_decision_by_decision_is_what_a_rebuild_counts()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);
        CaseId one = await desk.JoinAsync("IU");
        CaseId other = await desk.JoinAsync("GS");
        await desk.SubmitAsync("PT");
        await DecideAsync(desk, one, new MemberCommand.ChangeClass(Sasha, MembershipClass.DownstreamSupporters, "No plan to certify.", Size: null));
        await CountAsync(desk);
        await DecideAsync(desk, one, new MemberCommand.Suspend(Sasha, SuspensionReason.NonPayment, Text: null));
        await DecideAsync(desk, other, new MemberCommand.End(Sasha, MembershipEnd.OperationalPriorities, Text: null, Into: null));
        await CountAsync(desk);

        RebuildReport report = await desk.Get<Rebuild>().RunAsync(from: null, default);

        Assert.Empty(report.Differences);
        Assert.True(report.Agrees);
        Assert.Equal(1, await MembersAsync(desk));
        Assert.True(report.Places > 10);
    }

    [Fact]
    public async Task With_hardly_any_memory_a_rebuild_counts_the_same()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);
        foreach (string @class in (string[])["IU", "PT", "GS", "IU"])
        {
            await desk.JoinAsync(@class);
        }

        await CountAsync(desk);
        Rebuild rebuild = ActivatorUtilities.CreateInstance<Rebuild>(desk.Get<IServiceProvider>(), 3);

        RebuildReport report = await rebuild.RunAsync(from: null, default);

        Assert.Empty(report.Differences);
        Assert.True(report.Places > 10);
        Assert.Equal(4, await MembersAsync(desk));
    }

    [Fact]
    public async Task A_decision_whose_entry_is_still_on_its_way_is_counted_once()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);
        await desk.Get<OutboxRelay>().StopAsync(default);
        await desk.JoinAsync("IU");
        Assert.Equal(0, await MembersAsync(desk));

        RebuildReport report = await desk.Get<Rebuild>().RunAsync(from: null, default);
        Assert.Empty(report.Differences);
        Assert.Equal(1, await MembersAsync(desk));

        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.Get<OutboxRelay>().SweepAsync(default);
        await CountAsync(desk);

        Assert.Equal(1, await MembersAsync(desk));
        Assert.True((await desk.Get<Rebuild>().RunAsync(from: null, default)).Agrees);
    }

    [Fact]
    public async Task A_decision_whose_entry_arrives_after_the_feed_was_read_is_counted_once()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);
        await desk.Get<OutboxRelay>().StopAsync(default);
        await desk.JoinAsync("IU");
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Interlude arrival = new(IsReadOfTheFeed, () => desk.Get<OutboxRelay>().SweepAsync(default));
        TableClientOptions options = StorageServices.ClientOptions();
        options.AddPolicy(arrival, HttpPipelinePosition.PerCall);
        await using (BackOfficeDesk rebuilding = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options), prepared: true))
        {
            Assert.Empty((await rebuilding.Get<Rebuild>().RunAsync(from: null, default)).Differences);
        }

        Assert.True(arrival.WasPlayed);
        Assert.Equal(1, await MembersAsync(desk));
        await CountAsync(desk);
        Assert.Equal(1, await MembersAsync(desk));

        static bool IsReadOfTheFeed(Request request) =>
            request.Method == RequestMethod.Get
                && request.Uri.Path.Contains(ChangeFeed.TableName, StringComparison.Ordinal)
                && request.Uri.Query.Contains("filter", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_during_a_rebuild_are_counted_once()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);

        Task submissions = Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.SubmitAsync("IU")));
        await Task.WhenAll(
            submissions, desk.Get<Rebuild>().RunAsync(from: null, default), desk.Get<Rebuild>().RunAsync(from: null, default), CountAsync(desk));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.Get<OutboxRelay>().SweepAsync(default);
        await CountAsync(desk);

        CountState state = await desk.Get<CountTable>().StateAsync(default);
        Cells cells = await desk.Get<CountTable>().CellsAsync(state.Generation, [Cubes.Applications], default);
        Assert.Equal(12, cells.Sum(cell => cell.Value));
        Assert.True((await desk.Get<Rebuild>().RunAsync(from: null, default)).Agrees);
    }

    [Fact]
    public async Task What_was_counted_wrongly_is_reported_mended_and_told_to_the_secretariat_once()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);
        Cells wrong = new();
        wrong.Add(CellKey.Of(Cubes.Members, new DateOnly(2020, 1, 1), "PT", "small"), 3);
        await desk.Get<ChangeFeed>().AppendAsync([new FeedEntry("wrong", Subject: null, Version: 0, wrong)], default);
        await CountAsync(desk);
        Assert.Equal(3, await MembersAsync(desk));

        RebuildReport report = await desk.Get<Rebuild>().RunAsync(from: null, default);
        await desk.Get<AlertWatch>().LookAsync(default);
        await desk.Get<AlertWatch>().LookAsync(default);

        CountDifference difference = Assert.Single(report.Differences);
        Assert.Equal((Cubes.Members, "PT|small", 3, 0), (difference.Cube, difference.At, difference.Before, difference.After));
        Assert.Equal(0, await MembersAsync(desk));
        (CaseId alert, Effect.SendMail mail) = await desk.Mail.NextAsync();
        Assert.Equal((DashboardAlert.Mail, Role.Secretariat), (mail.Template, mail.To));

        // The next rebuild agrees: the alert is cleared, and only a new difference is told again.
        await desk.Get<Rebuild>().RunAsync(from: null, default);
        await desk.Get<AlertWatch>().LookAsync(default);
        DashboardAlert cleared = Assert.Single(await desk.Get<AlertWatch>().ListAsync(default));
        Assert.Equal((alert, false), (cleared.Id, cleared.IsRaised));
    }

    [Fact]
    public async Task The_counts_that_were_replaced_stay_until_the_next_rebuild_for_those_who_read_them()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await desk.JoinAsync("IU");
        await CountAsync(desk);
        CountTable table = desk.Get<CountTable>();
        int read = (await table.StateAsync(default)).Generation;

        await desk.Get<Rebuild>().RunAsync(from: null, default);
        Assert.NotEmpty(await table.CellsAsync(read, [Cubes.Members], default));

        await desk.Get<Rebuild>().RunAsync(from: null, default);
        Assert.Empty(await table.CellsAsync(read, [Cubes.Members], default));
    }

    [Fact]
    public async Task A_summary_that_was_published_after_its_audit_was_read_is_left_to_its_entry()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId audit = CaseId.From(Audit.Prefix, 1);
        PublishedSummary summary = new(
            audit, audit.As("MEM"), "Example", "The plant at Example", [], ["NO"], AuditType.Initial, new StandardRef(
                StandardCode.PerformanceStandard, "V3"),
            "Example Assurance Ltd", OnSiteFrom: null, OnSiteTo: null, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 12), CertificateLevel.Full,
            Certificate: null, Maturity.Medium, new Dictionary<Rating, int>(), [new PublishedFinding("1.1", Rating.Conformance)], "Fine.");
        await desk.Get<CaseTable>().Client.AddEntityAsync(PartRow.ToEntity(audit, new CasePart(PublishedSummary.Part, summary)), default);

        using CountSpool counts = new();
        await desk.Get<Census>().TakeAsync(counts, DateTimeOffset.MinValue, new HashSet<string>(), default);

        Assert.Empty(counts.Pages());
    }

    [Fact]
    public async Task A_backfill_from_a_day_leaves_the_counts_of_earlier_days_as_they_are()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await CountAsync(desk);
        foreach (int year in new[] { 2019, 2021 })
        {
            Cells published = new();
            published.Add(CellKey.Of(Cubes.Members, new DateOnly(year, 1, 1), "PT", "small"));
            await desk.Get<ChangeFeed>().AppendAsync([new FeedEntry($"{year}", Subject: null, Version: 0, published)], default);
        }

        await CountAsync(desk);
        RebuildReport report = await desk.Get<Rebuild>().RunAsync(new DateOnly(2020, 1, 1), default);

        Assert.Equal(2, report.Differences.Count);
        CountState state = await desk.Get<CountTable>().StateAsync(default);
        Cells members = await desk.Get<CountTable>().CellsAsync(state.Generation, [Cubes.Members], default);
        Assert.Equal(2019, Assert.Single(members).Key.Day.Year);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_write_the_counts_in_use_stay_whole_and_the_next_rebuild_succeeds(bool carriedOut)
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        await desk.JoinAsync("IU");
        await CountAsync(desk);
        for (int kill = 0; ; kill++)
        {
            TableClientOptions options = StorageServices.ClientOptions();
            options.Retry.MaxRetries = 0;
            options.AddPolicy(new Guillotine(kill, carriedOut), HttpPipelinePosition.PerRetry);
            bool killed;
            await using (BackOfficeDesk dying = await BackOfficeDesk.OpenAsync(
                azurite.ConnectionString, on: "2026-02-20", new TableServiceClient(azurite.ConnectionString, options), prepared: true))
            {
                killed = await Record.ExceptionAsync(() => dying.Get<Rebuild>().RunAsync(from: null, default)) is not null;
            }

            Assert.Equal(1, await MembersAsync(desk));
            RebuildReport report = await desk.Get<Rebuild>().RunAsync(from: null, default);
            Assert.True(report.Agrees);
            Assert.Equal(1, await MembersAsync(desk));
            if (!killed)
            {
                Assert.True(kill >= 3);
                break;
            }
        }
    }

    private static Actor Sasha { get; } = new("account-sasha", Role.Secretariat);

    /// <summary>What the timer does, once the outbox is empty.</summary>
    private static async Task CountAsync(BackOfficeDesk desk)
    {
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.Get<OutboxRelay>().SweepAsync(default);
        if (await desk.Get<RollUp>().RunAsync(default) is null)
        {
            await desk.Get<Rebuild>().RunAsync(from: null, default);
        }
    }

    private static async Task<int> MembersAsync(BackOfficeDesk desk)
    {
        CountState state = await desk.Get<CountTable>().StateAsync(default);
        return (await desk.Get<CountTable>().CellsAsync(state.Generation, [Cubes.Members], default)).Sum(cell => cell.Value);
    }

    private static async Task DecideAsync(BackOfficeDesk desk, CaseId member, MemberCommand command) => Assert.IsType<DecideOutcome<Member>.Applied>(
        await desk.Get<ICaseStore>().DecideAsync<Member>(member, (now, at) => MemberProcedure.Decide(now, command, at), options: null, default));
}
