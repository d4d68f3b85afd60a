using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Certification.Entities;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Certification.Entities;

/// <summary>Facilities, products and scopes through the functions.</summary>
public sealed class EntityTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Press = """{"name":"Press","activities":["semi-fabrication"],"country":"NO","headCount":40}""";
    private const string Foundry = """{"name":"Foundry","activities":["casthouses","aluminium-remelting-refining"],"country":"SE"}""";
    private const string Profile = """{"name":"Window profile","kind":"product","activities":["semi-fabrication"]}""";

    [Fact]
    public async Task A_member_enters_changes_and_closes_what_it_has()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();

        Answer added = await AddFacilityAsync(desk, member, Press);
        Assert.Equal(
            (201, $"/api/members/{member}/entities", "\"1\""), (added.Status, added.Headers.Location.ToString(), added.Headers.ETag.ToString()));
        Assert.Equal("F1", Text(added, "key"));
        Assert.Equal("P1", Text(await AddProductAsync(desk, member, Profile), "key"));
        Assert.Equal("S1", Text(await OpenScopeAsync(desk, member, Scope("PS", "Works", "F1", "P1")), "key"));
        Assert.Equal(200, (await ChangeFacilityAsync(desk, member, "F1", Press.Replace("40", "41", StringComparison.Ordinal))).Status);
        Answer product = await ChangeProductAsync(desk, member, "P1", Profile.Replace("\"product\"", "\"programme\"", StringComparison.Ordinal));
        Assert.Equal("programme", Text(product, "kind"));
        Answer scope = await ChangeScopeAsync(
            desk, member, "S1", """{"name":"All works","description":"Everything.","facilities":["F1"],"products":[]}""");
        Assert.Equal(("All works", "semi-fabrication"), (Text(scope, "name"), scope.Json.GetProperty("activities")[0].GetString()));
        Assert.Equal("2026-01-05", Text(await CloseProductAsync(desk, member, "P1"), "closedOn"));
        Assert.Equal((409, "scope-empty"), Told(await CloseFacilityAsync(desk, member, "F1")));
        Assert.Equal("2026-01-05", Text(await CloseScopeAsync(desk, member, "S1"), "closedOn"));
        Assert.Equal("2026-01-05", Text(await CloseFacilityAsync(desk, member, "F1"), "closedOn"));
        Assert.Equal((409, "closed"), Told(await ChangeFacilityAsync(desk, member, "F1", Press)));

        Answer all = await ShowAsync(desk, member, BackOfficeDesk.Of(member));
        Assert.Equal((200, "\"9\"", 9), (all.Status, all.Headers.ETag.ToString(), all.Json.GetProperty("version").GetInt32()));
        Assert.Equal(41, all.Json.GetProperty("facilities")[0].GetProperty("headCount").GetInt32());
        Assert.Equal(
            ["facility-added", "product-added", "scope-opened", "facility-changed", "product-changed", "scope-changed", "product-closed", "scope-closed", "facility-closed"],
            (await desk.Get<ICaseStore>().TimelineAsync(member.As("ENT"), default)).Select(line => line.Event.What));
    }

    [Fact]
    public async Task Its_own_people_write_ASIs_staff_reads_and_nobody_else_knows_of_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        CaseId other = await desk.AddAsync();
        await AddFacilityAsync(desk, member, Press);

        Assert.Equal(200, (await ShowAsync(desk, member, BackOfficeDesk.Sasha)).Status);
        Assert.Equal(200, (await ShowAsync(desk, member, BackOfficeDesk.Of(member, Role.MemberAdmin))).Status);
        Assert.Equal(404, (await ShowAsync(desk, member, BackOfficeDesk.Of(other))).Status);
        Assert.Equal(404, (await ShowAsync(desk, CaseId.From("MEM", 99), BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await ShowAsync(desk, member.As("ENT"), BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await AddFacilityAsync(desk, member, Foundry, BackOfficeDesk.Of(other))).Status);
        Assert.Equal(404, (await AddFacilityAsync(desk, member, "not even JSON", BackOfficeDesk.Of(other))).Status);
        Assert.Equal(404, (await CloseFacilityAsync(desk, member, "F1", BackOfficeDesk.Of(other))).Status);
        Assert.Equal(404, (await AddFacilityAsync(desk, CaseId.From("MEM", 99), Press)).Status);   // an account whose member is gone
        Assert.Equal(404, (await CloseFacilityAsync(desk, member, "F2")).Status);
        Assert.Equal(1, (await ShowAsync(desk, member, BackOfficeDesk.Sasha)).Json.GetProperty("facilities").GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_with_a_body_is_told_by_its_place()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        await AddFacilityAsync(desk, member, Press);

        Answer all = await AddFacilityAsync(desk, member, """{"name":" ","activities":[],"country":"XX","headCount":-1}""");
        Assert.Equal(["/name required", "/activities required", "/country not-offered", "/headCount out-of-range"], all.Faults);
        Assert.Equal(["/name name-taken"], (await AddFacilityAsync(desk, member, Press)).Faults);
        Assert.Equal(["/facilities no-such-facility"], (await OpenScopeAsync(desk, member, Scope("PS", "Works", "F2"))).Faults);
        Assert.Equal(["/products no-such-product"], (await OpenScopeAsync(desk, member, Scope("PS", "Works", "P2"))).Faults);
        Assert.Equal(["/facilities required"], (await OpenScopeAsync(desk, member, Scope("PS", "Works"))).Faults);
        Assert.Equal(
            ["/facilities/0 required"],
            (await OpenScopeAsync(desk, member, """{"standard":"PS","name":"Works","description":"All.","facilities":[null],"products":[]}""")).Faults);
        Assert.Equal(400, (await OpenScopeAsync(desk, member, Scope("XX", "Works", "F1"))).Status);
        Assert.Equal(400, (await AddFacilityAsync(desk, member, """{"name":"A","activities":["knitting"],"country":"NO"}""")).Status);
        Assert.Equal(400, (await AddFacilityAsync(desk, member, """{"name":"A","activities":[],"country":"NO","colour":"red"}""")).Status);
    }

    [Fact]
    public async Task A_change_counts_for_the_version_that_was_seen()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        Assert.Equal("\"0\"", (await ShowAsync(desk, member, BackOfficeDesk.Of(member))).Headers.ETag.ToString());

        Assert.Equal(201, (await AddFacilityAsync(desk, member, Press, headers: ("If-Match", "\"0\""))).Status);
        Assert.Equal(412, (await AddFacilityAsync(desk, member, Foundry, headers: ("If-Match", "\"0\""))).Status);
        Assert.Equal(412, (await AddFacilityAsync(desk, member, Foundry, headers: ("If-Match", "nonsense"))).Status);
        Assert.Equal(201, (await AddFacilityAsync(desk, member, Foundry, headers: ("If-Match", "\"1\""))).Status);
    }

    [Fact]
    public async Task A_repeat_gets_the_same_answer_and_adds_nothing()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();
        (string, string) key = ("Idempotency-Key", "once");

        string first = (await AddFacilityAsync(desk, member, Press, headers: key)).Text;
        await AddFacilityAsync(desk, member, Foundry, headers: key);   // another body is another request
        Assert.Equal(first, (await AddFacilityAsync(desk, member, Press, headers: key)).Text);
        await OpenScopeAsync(desk, member, Scope("CoC", "Chain", "F1"), headers: ("Idempotency-Key", "scope"));
        Answer repeated = await OpenScopeAsync(desk, member, Scope("CoC", "Chain", "F1"), headers: ("Idempotency-Key", "scope"));
        Assert.Equal((201, "may-follow"), (repeated.Status, repeated.Json.GetProperty("performanceStandard").GetProperty("order").GetString()));
        Assert.Equal(["F1", "F2"], Keys(await ShowAsync(desk, member, BackOfficeDesk.Of(member)), "facilities"));

        await CloseFacilityAsync(desk, member, "F2", headers: key);
        Answer other = await CloseFacilityAsync(desk, member, "F1", headers: key);   // the same key for another entry is no repeat
        Assert.Equal((409, "scope-empty"), Told(other));
        await ChangeFacilityAsync(desk, member, "F1", Press.Replace("Press", "Renamed", StringComparison.Ordinal));
        Assert.Equal((409, "already-done"), Told(await AddFacilityAsync(desk, member, Press, headers: key)));
        Assert.Equal(400, (await AddFacilityAsync(desk, member, Press, headers: ("Idempotency-Key", "not a key"))).Status);
    }

    [Fact]
    public async Task Members_that_ended_or_are_not_certified_open_no_scope()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId supporter = await desk.AddAsync(MembershipClass.DownstreamSupporters);
        CaseId ended = await desk.AddAsync(status: new MemberStatus.Ended(MembershipEnd.NonPayment, Text: null, Into: null));

        Assert.Equal(201, (await AddFacilityAsync(desk, supporter, Press)).Status);
        Assert.Equal((409, "class-not-certified"), Told(await OpenScopeAsync(desk, supporter, Scope("PS", "Works", "F1"))));
        Assert.Equal((409, "over"), Told(await AddFacilityAsync(desk, ended, Press)));
        Assert.Equal(200, (await ShowAsync(desk, ended, BackOfficeDesk.Sasha)).Status);
    }

    [Fact]
    public async Task A_chain_of_custody_scope_says_what_it_needs_of_the_performance_standard()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync(MembershipClass.IndustrialUsers, joined: "2025-06-30");
        await AddFacilityAsync(desk, member, Press);
        await AddFacilityAsync(desk, member, Foundry);

        Assert.Equal((409, "ps-first"), Told(await OpenScopeAsync(desk, member, Scope("CoC", "Chain", "F2"))));
        JsonElement need = (await OpenScopeAsync(desk, member, Scope("CoC", "Chain", "F1"))).Json.GetProperty("performanceStandard");
        Assert.Equal("may-follow", need.GetProperty("order").GetString());
        Assert.Equal("2027-06-30", need.GetProperty("by").GetProperty("on").GetString());
        Assert.Equal("first PS certificate P24M from 2025-06-30", need.GetProperty("by").GetProperty("rule").GetString());
        Answer performance = await OpenScopeAsync(desk, member, Scope("PS", "Foundry", "F2"));
        Assert.Equal(JsonValueKind.Null, performance.Json.GetProperty("performanceStandard").ValueKind);
        JsonElement upstream = (await OpenScopeAsync(desk, member, Scope("CoC", "Upstream", "F2"))).Json.GetProperty("performanceStandard");
        Assert.Equal("first", upstream.GetProperty("order").GetString());
    }

    [Fact]
    public async Task Reading_takes_two_point_reads_and_writing_one_transaction_more()
    {
        RequestLog log = new();
        TableClientOptions options = new();
        options.AddPolicy(log, HttpPipelinePosition.PerRetry);
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(
            azurite.ConnectionString, client: new TableServiceClient(azurite.ConnectionString, options));
        CaseId member = await desk.AddAsync();

        log.Clear();
        await AddFacilityAsync(desk, member, Press);
        Assert.Equal((2, 1, 3), (log.PointReads, log.Transactions, log.Requests.Count));
        log.Clear();
        await OpenScopeAsync(desk, member, Scope("PS", "Works", "F1"));
        Assert.Equal((2, 1, 3), (log.PointReads, log.Transactions, log.Requests.Count));
        log.Clear();
        await ShowAsync(desk, member, BackOfficeDesk.Of(member));
        Assert.Equal((2, 2), (log.PointReads, log.Requests.Count));
        log.Clear();
        await AddFacilityAsync(desk, member, Press, BackOfficeDesk.Of(CaseId.From("MEM", 99)));
        Assert.Empty(log.Requests);
    }

    [Fact]
    public async Task Two_people_who_enter_at_once_both_succeed()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.AddAsync();

        Answer[] answers = await Task.WhenAll(AddFacilityAsync(desk, member, Press), AddFacilityAsync(desk, member, Foundry));

        Assert.Equal(["F1", "F2"], answers.Select(answer => Text(answer, "key")).Order());
        Assert.Equal(["F1", "F2"], Keys(await ShowAsync(desk, member, BackOfficeDesk.Of(member)), "facilities"));
    }

    private static string Scope(string standard, string name, params IReadOnlyList<string> keys) => JsonSerializer.Serialize(new
    {
        standard,
        name,
        description = "The whole site without the canteen.",
        facilities = keys.Where(key => key[0] is 'F'),
        products = keys.Where(key => key[0] is 'P'),
    });

    private static Task<Answer> ShowAsync(BackOfficeDesk desk, CaseId id, Person by) =>
        desk.CallAsync<ShowEntities>((f, r) => f.Run(r, id.Value, default), by);

    private static Task<Answer> AddFacilityAsync(
        BackOfficeDesk desk, CaseId id, string body, Person? by = null, params (string Name, string Value)[] headers) =>
        CallAsync<AddFacility>(desk, (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), by ?? BackOfficeDesk.Of(id), body, headers);

    private static Task<Answer> ChangeFacilityAsync(BackOfficeDesk desk, CaseId id, string key, string body) =>
        CallAsync<ChangeFacility>(desk, (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id), body);

    private static Task<Answer> CloseFacilityAsync(
        BackOfficeDesk desk, CaseId id, string key, Person? by = null, params (string Name, string Value)[] headers) =>
        CallAsync<CloseFacility>(
            desk, (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), by ?? BackOfficeDesk.Of(id), body: null, headers);

    private static Task<Answer> AddProductAsync(BackOfficeDesk desk, CaseId id, string body) =>
        CallAsync<AddProduct>(desk, (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id), body);

    private static Task<Answer> ChangeProductAsync(BackOfficeDesk desk, CaseId id, string key, string body) =>
        CallAsync<ChangeProduct>(desk, (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id), body);

    private static Task<Answer> CloseProductAsync(BackOfficeDesk desk, CaseId id, string key) =>
        CallAsync<CloseProduct>(desk, (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id), body: null);

    private static Task<Answer> OpenScopeAsync(BackOfficeDesk desk, CaseId id, string body, params (string Name, string Value)[] headers) =>
        CallAsync<OpenScope>(
            desk, (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id, Role.MemberAdmin), body, headers);

    private static Task<Answer> ChangeScopeAsync(BackOfficeDesk desk, CaseId id, string key, string body) =>
        CallAsync<ChangeScope>(desk, (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id), body);

    private static Task<Answer> CloseScopeAsync(BackOfficeDesk desk, CaseId id, string key) =>
        CallAsync<CloseScope>(desk, (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Of(id), body: null);

    private static Task<Answer> CallAsync<TFunction>(
        BackOfficeDesk desk, Func<TFunction, HttpRequest, Task<IResult>> call, Person by, string? body, params (string Name, string Value)[] headers)
        where TFunction : notnull =>
        desk.CallAsync(call, by, rawBody: body, headers: headers);

    private static string? Text(Answer answer, string member) => answer.Json.GetProperty(member).GetString();

    private static IEnumerable<string?> Keys(Answer answer, string list) =>
        answer.Json.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty("key").GetString());

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);
}
