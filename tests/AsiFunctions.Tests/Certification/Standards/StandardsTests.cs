using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Certification.Standards;

/// <summary>The standards through the functions: shown to everybody, loaded by the operator.</summary>
public sealed class StandardsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Person Olga = BackOfficeDesk.Staff("olga", Role.Operator);

    private readonly string container = $"standards-{Guid.NewGuid():N}";
    private readonly RequestLog log = new();

    [Fact]
    public async Task The_shipped_sample_is_shown_until_a_catalogue_is_loaded()
    {
        await using BackOfficeDesk desk = await OpenAsync();

        Answer list = await ListAsync(desk);
        Assert.Equal((200, "public, no-cache"), (list.Status, list.Headers.CacheControl.ToString()));
        Assert.Equal(["PS V2", "PS V3", "CoC V1", "CoC V2"], Names(list));
        JsonElement third = list.Json.GetProperty("versions")[1];
        Assert.Equal(
            (true, "2022-05-01", 11, 62, 108),
            (third.GetProperty("sample").GetBoolean(),
             third.GetProperty("validFrom").GetString(),
             third.GetProperty("principles").GetInt32(),
             third.GetProperty("criteria").GetInt32(),
             third.GetProperty("rated").GetInt32()));
        Assert.Equal(304, (await ListAsync(desk, ("If-None-Match", list.Headers.ETag.ToString()))).Status);
    }

    [Fact]
    public async Task A_version_shows_its_criteria_and_what_applies_to_a_scope()
    {
        await using BackOfficeDesk desk = await OpenAsync();

        Answer plain = await ShowAsync(desk, "ps", "v3");
        Assert.Equal((200, 11), (plain.Status, plain.Json.GetProperty("principles").GetArrayLength()));
        Assert.False(Criterion(plain, "5.2").TryGetProperty("applies", out _));
        Assert.Equal("aluminium-smelting", Criterion(plain, "5.2").GetProperty("activities")[0].GetString());

        Answer marked = await ShowAsync(desk, "PS", "V3", "?activities=casthouses,semi-fabrication&class=PT");
        Assert.True(Criterion(marked, "6.8").GetProperty("applies").GetBoolean());
        Assert.False(Criterion(marked, "5.2").GetProperty("applies").GetBoolean());
        JsonElement payments = Criterion(marked, "3.3");
        Assert.True(payments.GetProperty("applies").GetBoolean());
        Assert.False(payments.GetProperty("subCriteria")[1].GetProperty("applies").GetBoolean());
        Assert.Equal(
            304, (await desk.CallAsync<ShowStandard>((f, r) => f.Run(r, "PS", "V3", default), headers: ("If-None-Match", plain.Headers.ETag.ToString()))).Status);
    }

    [Theory]
    [InlineData("PS", "V9", "", 404)]
    [InlineData("XX", "V3", "", 404)]
    [InlineData("CoC", "V2", "", 200)]
    [InlineData("PS", "V3", "?class=PT", 400)]
    [InlineData("PS", "V3", "?activities=casthouses", 400)]
    [InlineData("PS", "V3", "?activities=casthouses&class=DS", 400)]
    [InlineData("PS", "V3", "?activities=casthouses,knitting&class=PT", 400)]
    [InlineData("PS", "V3", "?activities=,&class=PT", 400)]
    public async Task What_cannot_be_answered_is_refused(string standard, string version, string query, int status)
    {
        await using BackOfficeDesk desk = await OpenAsync();

        Assert.Equal(status, (await ShowAsync(desk, standard, version, query)).Status);
    }

    [Fact]
    public async Task The_operator_loads_a_catalogue_in_place_of_the_one_that_was_seen()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        string sample = (await ListAsync(desk)).Headers.ETag.ToString();

        Answer loaded = await LoadAsync(desk, Catalogue(), ("If-Match", sample));
        Assert.True(loaded.Status == 200, loaded.Text);
        Assert.Equal(["PS V3"], Names(loaded));
        Assert.Equal(["PS V3"], Names(await ListAsync(desk)));
        Assert.Equal(412, (await LoadAsync(desk, Catalogue(title: "Better"), ("If-Match", sample))).Status);
        Assert.Equal(200, (await LoadAsync(desk, Catalogue(title: "Better"), ("If-Match", loaded.Headers.ETag.ToString()))).Status);
        Assert.Equal("Better", (await ShowAsync(desk, "PS", "V3")).Json.GetProperty("principles")[0].GetProperty("title").GetString());
        Assert.Equal(200, (await LoadAsync(desk, Catalogue())).Status);   // back to the words of before, whose blob is there already
    }

    [Fact]
    public async Task A_version_in_use_changes_its_wording_only()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        await LoadAsync(desk, Catalogue());

        Answer refused = await LoadAsync(desk, Catalogue(critical: true));
        Assert.Equal((409, "version-in-use"), (refused.Status, refused.Code));
        Assert.Contains("1.1", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await LoadAsync(desk, Catalogue(title: "Better"))).Status);
    }

    [Fact]
    public async Task Faults_are_told_with_their_places_and_nothing_is_loaded()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        JsonObject wrong = Catalogue();
        wrong["versions"]![0]!["principles"]![0]!["criteria"]![0]!["key"] = "2.1";
        wrong["versions"]![0]!["title"] = "";

        Assert.Equal(
            ["/versions/0/principles/0/criteria/0/key wrong-parent", "/versions/0/title required"],
            (await LoadAsync(desk, wrong)).Faults.Order(StringComparer.Ordinal));
        Assert.Equal(400, (await desk.CallAsync<LoadStandards>((f, r) => f.Run(r, default), Olga, rawBody: "[]")).Status);
        Assert.Equal(
            413,
            (await desk.CallAsync<LoadStandards>((f, r) => f.Run(r, default), Olga, rawBody: $"{{\"x\":\"{new string('x', StandardCatalogue.MaxLength)}\"}}")).Status);
        Assert.Equal(["PS V2", "PS V3", "CoC V1", "CoC V2"], Names(await ListAsync(desk)));
    }

    [Fact]
    public async Task Another_process_sees_a_new_catalogue_after_a_minute()
    {
        await using BackOfficeDesk here = await OpenAsync();
        await using BackOfficeDesk there = await OpenAsync();
        Assert.Equal(4, Names(await ListAsync(there)).Count());

        await LoadAsync(here, Catalogue());

        Assert.Equal(4, Names(await ListAsync(there)).Count());
        there.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["PS V3"], Names(await ListAsync(there)));
        Assert.Equal(
            "PS V3", (await there.Get<IStandards>().FindAsync(new StandardRef(StandardCode.PerformanceStandard, "V3"), default))?.Ref.ToString());
    }

    [Fact]
    public async Task What_was_made_against_a_shipped_version_finds_it_after_a_catalogue_without_it_was_loaded_but_nobody_else_is_offered_it()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        StandardRef pinned = new(StandardCode.PerformanceStandard, "V2");
        await LoadAsync(desk, Catalogue());
        IStandards standards = desk.Get<IStandards>();

        Assert.Equal(pinned, (await standards.FindAsync(pinned, default))?.Ref);
        Assert.Equal("Made-up text of the operator", (await standards.FindAsync(pinned with { Version = "V3" }, default))?.Title);
        Assert.Null(await standards.FindAsync(pinned with { Version = "V9" }, default));
        Assert.Equal(["PS V3"], (await standards.AllAsync(default)).Select(version => version.Ref.ToString()));
        Assert.Equal(404, (await ShowAsync(desk, "PS", "V2")).Status);
    }

    [Fact]
    public async Task Asking_costs_one_read_a_minute_and_loading_four_requests()
    {
        await using BackOfficeDesk desk = await OpenAsync();
        IStandards standards = desk.Get<IStandards>();

        await standards.AllAsync(default);
        await standards.AllAsync(default);
        Assert.Equal(["GET current"], log.Requests);
        log.Clear();
        await LoadAsync(desk, Catalogue());
        Assert.Equal(["GET", "PUT", "PUT", "PUT"], log.Requests.Select(request => request[..3]));
        await standards.AllAsync(default);
        log.Clear();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await standards.AllAsync(default);
        await standards.AllAsync(default);
        Assert.Equal(["GET current"], log.Requests);   // the same catalogue is not read again
    }

    [Fact]
    public async Task Of_two_operators_the_second_is_told()
    {
        await using BackOfficeDesk here = await OpenAsync();
        await using BackOfficeDesk there = await OpenAsync();
        bool between = false;
        log.Breaks = request =>
        {
            // The first operator's pointer is written while the second's request is under way.
            if (!between && request.StartsWith("PUT current", StringComparison.Ordinal))
            {
                between = true;
                Task.Run(() => LoadAsync(there, Catalogue(title: "First"))).Wait();
            }

            return false;
        };

        Assert.Equal(412, (await LoadAsync(here, Catalogue(title: "Second"))).Status);
        Assert.Equal("First", (await ShowAsync(here, "PS", "V3")).Json.GetProperty("principles")[0].GetProperty("title").GetString());
    }

    private Task<BackOfficeDesk> OpenAsync()
    {
        BlobClientOptions options = new();
        options.AddPolicy(log, HttpPipelinePosition.PerRetry);
        BlobServiceClient blobs = new(azurite.ConnectionString, options);
        return BackOfficeDesk.OpenAsync(
            azurite.ConnectionString,
            replace: parts => parts.AddSingleton(services => new StoredStandards(blobs, services.GetRequiredService<TimeProvider>(), container)));
    }

    private static JsonObject Catalogue(string title = "One", bool critical = false) => new()
    {
        ["versions"] = new JsonArray(new JsonObject
        {
            ["standard"] = "PS",
            ["version"] = "V3",
            ["title"] = "Made-up text of the operator",
            ["sample"] = false,
            ["validFrom"] = "2022-05-01",
            ["auditableUntil"] = null,
            ["principles"] = new JsonArray(new JsonObject
            {
                ["key"] = "1",
                ["title"] = title,
                ["criteria"] = new JsonArray(new JsonObject { ["key"] = "1.1", ["title"] = "Alone", ["critical"] = critical }),
            }),
        }),
    };

    private static Task<Answer> ListAsync(BackOfficeDesk desk, params (string Name, string Value)[] headers) =>
        desk.CallAsync<ListStandards>((f, r) => f.Run(r, default), headers: headers);

    private static Task<Answer> ShowAsync(BackOfficeDesk desk, string standard, string version, string query = "") =>
        desk.CallAsync<ShowStandard>((f, r) => f.Run(r, standard, version, default), query: query);

    private static Task<Answer> LoadAsync(BackOfficeDesk desk, JsonObject catalogue, params (string Name, string Value)[] headers) =>
        desk.CallAsync<LoadStandards>((f, r) => f.Run(r, default), Olga, catalogue, headers: headers);

    private static IEnumerable<string> Names(Answer answer) => answer.Json.GetProperty("versions").EnumerateArray()
        .Select(version => $"{version.GetProperty("standard").GetString()} {version.GetProperty("version").GetString()}");

    private static JsonElement Criterion(Answer answer, string key) => answer.Json.GetProperty("principles").EnumerateArray()
        .SelectMany(principle => principle.GetProperty("criteria").EnumerateArray())
        .Single(criterion => criterion.GetProperty("key").GetString() == key);
}
