using System.Text;
using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Dashboard.Feed;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;

namespace AsiFunctions.Tests.Dashboard.Figures;

/// <summary>The figures over HTTP. Each begins with nothing stored.</summary>
public sealed class FigureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RequestLog log = new();
    private BackOfficeDesk desk = null!;

    public async Task InitializeAsync()
    {
        await azurite.Azurite.EmptyAsync();
        TableClientOptions options = StorageServices.ClientOptions();
        options.AddPolicy(log, HttpPipelinePosition.PerRetry);
        desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options));
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Before_anything_was_counted_it_says_when_to_ask_again()
    {
        Answer answer = await ShowAsync("members");

        Assert.Equal((503, "not-counted-yet"), (answer.Status, answer.Code));
        Assert.Equal("300", answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_unfiltered_figure_is_one_point_read_and_none_while_it_is_fresh()
    {
        await CountAsync();
        log.Clear();

        Answer first = await ShowAsync("members");
        Assert.Equal((200, 1, 1), (first.Status, log.PointReads, log.Requests.Count));
        await ShowAsync("members");
        Assert.Single(log.Requests);
        desk.Clock.Advance(TimeSpan.FromSeconds(2));
        await ShowAsync("members");
        Assert.Equal(2, log.Requests.Count);
    }

    [Fact]
    public async Task It_says_of_which_day_and_generation_it_is_what_it_refers_to_and_how_it_may_be_used()
    {
        await desk.JoinAsync("IU");
        await CountAsync();

        JsonElement figure = (await ShowAsync("members")).Json;

        Assert.Equal("2026-01-28", figure.GetProperty("asOf").GetString());
        Assert.Equal(1, figure.GetProperty("generation").GetInt32());
        Assert.Equal(1, figure.GetProperty("denominator").GetProperty("count").GetInt32());
        Assert.Equal("CC BY 4.0", figure.GetProperty("licence").GetProperty("name").GetString());
        JsonElement row = figure.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("class").GetString() == "IU"
            && r.GetProperty("sizeBand").GetString() == "all");
        Assert.Equal(1, row.GetProperty("members").GetInt32());
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so()
    {
        await CountAsync();
        Answer first = await ShowAsync("members");

        Answer again = await desk.CallAsync<ShowFigure>(
            (f, r) => f.Run(r, "members", default), headers: ("If-None-Match", first.Headers.ETag.ToString()));

        Assert.Equal(304, again.Status);
        Assert.Empty(again.Bytes);
    }

    [Fact]
    public async Task As_a_table_it_carries_its_day_and_licence_in_each_row_and_no_formula()
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.CertificateCountries, new DateOnly(2026, 1, 1), "PS", "V3", "current", "=HYPERLINK(1)"));
        await CountAsync();
        await desk.Get<ChangeFeed>().AppendAsync([new FeedEntry("odd", Subject: null, Version: 0, cells)], default);
        await CountAsync();

        Answer answer = await ShowAsync("certificates-by-country.csv");

        Assert.Equal("text/csv; charset=utf-8", answer.Headers.ContentType);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), answer.Bytes[..3]);
        Assert.Contains("CC BY 4.0, Aluminium Stewardship Initiative (ASI); rows overlap", answer.Text, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK(1)", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=HYPERLINK", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_number_of_a_table_is_a_number()
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.Members, new DateOnly(2024, 1, 1), "PT", "small"), 2);
        cells.Add(CellKey.Of(Cubes.Members, new DateOnly(2025, 1, 1), "PT", "small"), -1);
        await CountAsync();
        await desk.Get<ChangeFeed>().AppendAsync([new FeedEntry("lost", Subject: null, Version: 0, cells)], default);
        await CountAsync();

        Assert.Contains("2025,2025-12-31,1,-1,-50.0,2,", (await ShowAsync("membership-growth.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_public_is_not_stored_for_the_public()
    {
        await CountAsync();

        Assert.Null(await desk.Get<FigureStore>().FindAsync("deadlines", default));
        Assert.NotNull(await desk.Get<FigureStore>().FindAsync("members", default));
    }

    [Fact]
    public async Task A_snapshot_is_counted_once_and_written_once()
    {
        await CountAsync();
        DashboardAggregate members = DashboardCatalogue.Find("members")!;
        log.Clear();

        await desk.Get<SnapshotStore>().FreezeAsync(members, DashboardQuery.On(new DateOnly(2026, 1, 28)), default);

        Assert.Equal((1, 1, 3), (log.PointReads, log.RangeReads, log.Requests.Count));
    }

    [Theory]
    [InlineData("class-shifts", "?from=2019-01-01&fromClass=IU", 200)]
    [InlineData("class-shifts", "?fromClass=2019-01-01", 400)]
    public async Task The_class_before_a_shift_is_not_the_first_day(string name, string query, int status)
    {
        await CountAsync();

        Assert.Equal(status, (await ShowAsync(name, query)).Status);
    }

    [Theory]
    [InlineData("nothing", "", 404, "not-found")]
    [InlineData("deadlines", "", 404, "not-found")]
    [InlineData("members", "?asOf=2030-01-01", 400, "invalid-parameter")]
    [InlineData("members", "?asOf=yesterday", 400, "invalid-parameter")]
    [InlineData("members", "?clas=IU", 400, "invalid-parameter")]
    [InlineData("members", "?class=XX", 400, "invalid-parameter")]
    [InlineData("members", "?grain=month", 400, "invalid-parameter")]
    [InlineData("membership-growth", "?grain=week", 400, "invalid-parameter")]
    [InlineData("membership-growth", "?from=2026-01-04&asOf=2026-01-03", 400, "invalid-parameter")]
    public async Task What_there_is_not_and_what_is_asked_wrongly_is_refused(string name, string query, int status, string code)
    {
        Answer answer = await ShowAsync(name, query);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_past_can_be_asked_for_on_any_day()
    {
        await desk.JoinAsync("IU");
        await CountAsync();

        Assert.Equal(0, (await ShowAsync("members", "?asOf=2026-01-27")).Json.GetProperty("denominator").GetProperty("count").GetInt32());
        Assert.Equal(1, (await ShowAsync("members", "?asOf=2026-01-28")).Json.GetProperty("denominator").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task What_is_frozen_stays_as_it_was()
    {
        await desk.JoinAsync("IU");
        await CountAsync();
        Answer frozen = await desk.CallAsync<FreezeFigure>((f, r) => f.Run(r, "members", default), BackOfficeDesk.Sasha);
        Answer again = await desk.CallAsync<FreezeFigure>((f, r) => f.Run(r, "members", default), BackOfficeDesk.Sasha);
        string id = frozen.Json.GetProperty("id").GetString()!;
        Assert.Equal((201, id), (frozen.Status, again.Json.GetProperty("id").GetString()));

        await desk.JoinAsync("GS");
        await CountAsync();

        Answer snapshot = await desk.CallAsync<ShowSnapshot>((f, r) => f.Run(r, id, default));
        Assert.Equal(1, snapshot.Json.GetProperty("denominator").GetProperty("count").GetInt32());
        Assert.Equal(id, snapshot.Json.GetProperty("snapshot").GetString());
        Assert.Equal(2, (await ShowAsync("members")).Json.GetProperty("denominator").GetProperty("count").GetInt32());
        Assert.Contains("IU", (await desk.CallAsync<ShowSnapshot>((f, r) => f.Run(r, $"{id}.csv", default))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await desk.CallAsync<ShowSnapshot>((f, r) => f.Run(r, "members-2026-01-01-000000000000", default))).Status);
        JsonElement all = (await desk.CallAsync<ListSnapshots>((f, r) => f.Run(r, "members", default), BackOfficeDesk.Sasha)).Json;
        Assert.Equal(id, Assert.Single(all.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_secretariat_sees_what_is_not_public_and_the_cases_behind_a_figure()
    {
        CaseId user = await desk.JoinAsync("IU", "Example Users Ltd");
        await desk.JoinAsync("GS", "Example Traders Ltd");
        await CountAsync();

        Answer staff = await desk.CallAsync<ShowStaffFigure>((f, r) => f.Run(r, "deadlines", default), BackOfficeDesk.Sasha);
        Answer cases = await desk.CallAsync<ListFigureCases>((f, r) => f.Run(r, "members", default), BackOfficeDesk.Sasha, query: "?class=IU");

        Assert.Equal((200, "private, no-cache"), (staff.Status, staff.Headers.CacheControl.ToString()));
        JsonElement only = Assert.Single(cases.Json.GetProperty("items").EnumerateArray());
        Assert.Equal((user.Value, "Example Users Ltd"), (only.GetProperty("id").GetString(), only.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task The_catalogue_lists_what_is_public_and_the_staffs_how_the_counting_goes()
    {
        await CountAsync();

        string[] names = [.. (await desk.CallAsync<ListFigures>((f, r) => Task.FromResult(f.Run(r)))).Json.GetProperty("figures").EnumerateArray()
            .Select(f => f.GetProperty("name").GetString()!)];
        JsonElement staff = (await desk.CallAsync<ListStaffFigures>((f, r) => f.Run(r, default), BackOfficeDesk.Sasha)).Json;

        Assert.Contains("members", names);
        Assert.DoesNotContain("deadlines", names);
        Assert.Contains("deadlines", staff.GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal(1, staff.GetProperty("counting").GetProperty("generation").GetInt32());
        Assert.True(staff.GetProperty("rebuild").GetProperty("agrees").GetBoolean());
    }

    [Fact]
    public async Task Todays_figures_are_what_all_counts_make_on_the_day_and_when_days_and_years_have_passed()
    {
        await CountAsync();
        await desk.JoinAsync("IU");
        await desk.Get<ChangeFeed>().AppendAsync(
            [new FeedEntry("certificates", Subject: null, Version: 0, Certificates("2026-02-10", "2027-03-05"))], default);
        await AgreesAsync();

        foreach (string day in (string[])["2026-02-28", "2026-12-31", "2027-01-01", "2027-03-04", "2027-03-05", "2027-03-31", "2029-06-15"])
        {
            desk.MoveTo(day);
            await desk.SubmitAsync("PT");
            await desk.Get<ChangeFeed>().AppendAsync([new FeedEntry(day, Subject: null, Version: 0, Certificates(day, "2028-02-29"))], default);
            await AgreesAsync();
        }

        await desk.Get<Rebuild>().RunAsync(from: null, default);
        await AgreesAsync();

        async Task AgreesAsync()
        {
            await CountAsync();
            string today = desk.Clock.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            foreach (DashboardAggregate figure in desk.Get<AsiFunctions.Dashboard.DashboardSettings>().Public)
            {
                Assert.Equal((await ShowAsync(figure.Name, $"?asOf={today}")).Text, (await ShowAsync(figure.Name)).Text);
            }
        }
    }

    [Fact]
    public async Task All_public_figures_of_a_day_are_frozen_every_night()
    {
        await CountAsync();

        await desk.Get<SnapshotStore>().FreezeDayAsync(default);

        Assert.Single(await desk.Get<SnapshotStore>().ListAsync("members", default));
        Assert.Single(await desk.Get<SnapshotStore>().ListAsync("surveys", default));
        Assert.Empty(await desk.Get<SnapshotStore>().ListAsync("deadlines", default));
    }

    /// <summary>What a certificate and its audit count for, from its issue to the day after its validity.</summary>
    private static Cells Certificates(string from, string over)
    {
        DateOnly issued = DateOnly.Parse(from, null);
        DateOnly gone = DateOnly.Parse(over, null);
        Cells cells = new();
        foreach ((string cube, string before, string after) in new[]
        {
            (Cubes.Certificates, "PS|V3|full|full", "PS|V3|full|expired"),
            (Cubes.CertificateActivities, "PS|V3|current|casthouses", "PS|V3|over|casthouses"),
            (Cubes.CertificateCountries, "PS|V3|current|NO", "PS|V3|over|NO"),
        })
        {
            cells.Add(new CellKey(cube, issued, before));
            cells.Add(new CellKey(cube, gone, before), -1);
            cells.Add(new CellKey(cube, gone, after));
        }

        cells.Add(CellKey.Of(Cubes.CertificatesIssued, issued, "PS", "V3", "full"));
        cells.Add(CellKey.Of(Cubes.Ratings, issued, "PS", "V3", "1", "1.1", "conformance"), 7);
        return cells;
    }

    private Task<Answer> ShowAsync(string name, string query = "") =>
        desk.CallAsync<ShowFigure>((f, r) => f.Run(r, name, default), new Caller.Anybody(), query: query);

    private async Task CountAsync()
    {
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.Get<OutboxRelay>().SweepAsync(default);
        if (await desk.Get<RollUp>().RunAsync(default) is null)
        {
            await desk.Get<Rebuild>().RunAsync(from: null, default);
        }
    }
}
