using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Membership;

/// <summary>Members through the functions: the record, its changes, the lists.</summary>
public sealed class MemberTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_record_is_shown_to_staff_and_to_the_members_own_people()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync();

        Assert.Equal(200, (await ShowAsync(desk, member, BackOfficeDesk.Sasha)).Status);
        Answer own = await ShowAsync(desk, member, BackOfficeDesk.Of(member));
        Assert.Equal((200, "\"1\""), (own.Status, own.Headers.ETag.ToString()));
        Assert.Equal("IU", own.Json.GetProperty("class").GetString());
        Assert.Equal("2026-01-28", own.Json.GetProperty("joined").GetProperty("on").GetString());
        Assert.Equal("small", own.Json.GetProperty("sizes")[0].GetProperty("band").GetString());
        Assert.Equal("active", own.Json.GetProperty("status").GetProperty("status").GetString());
        Assert.Equal(404, (await ShowAsync(desk, member, BackOfficeDesk.Of(CaseId.From("MEM", 99)))).Status);
        Assert.Equal(404, (await ShowAsync(desk, CaseId.From("MEM", 99), BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await ShowAsync(desk, member.As("APP"), BackOfficeDesk.Sasha)).Status);
    }

    [Fact]
    public async Task A_class_changes_for_the_version_that_was_seen()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("IU");

        Answer changed = await ClassAsync(desk, member, """{"class":"DS"}""", ("If-Match", "\"1\""));
        Assert.Equal((200, "\"2\""), (changed.Status, changed.Headers.ETag.ToString()));
        Assert.Equal("DS", changed.Json.GetProperty("class").GetString());
        Assert.Equal(412, (await ClassAsync(desk, member, """{"class":"IU"}""", ("If-Match", "\"1\""))).Status);
        Assert.Equal(412, (await ClassAsync(desk, member, """{"class":"IU"}""", ("If-Match", "nonsense"))).Status);
        Assert.Equal((409, "no-change"), Told(await ClassAsync(desk, member, """{"class":"DS"}""")));
        Assert.Equal(["/reason reason-required"], (await ClassAsync(desk, member, """{"class":"GS"}""")).Faults);
        Assert.Equal(["/size size-required"], (await ClassAsync(desk, member, """{"class":"AS","reason":"Became one."}""")).Faults);
        Assert.Equal(
            ["/size/figure out-of-range", "/size/year not-asked"],
            (await ClassAsync(desk, member, """{"class":"AS","reason":"Became one.","size":{"basis":"staff","figure":-1,"year":2025}}""")).Faults);
        Assert.Equal(["/from date-out-of-range"], (await ClassAsync(desk, member, """{"class":"IU","from":"2030-01-01"}""")).Faults);
        Assert.Equal(400, (await ClassAsync(desk, member, """{"class":"XX"}""")).Status);
        Assert.Equal(400, (await ClassAsync(desk, member, """{"class":1}""")).Status);
        Answer across = await ClassAsync(desk, member, """{"class":"AS","reason":"Became one.","size":{"basis":"staff","figure":12,"year":null}}""");
        Assert.Equal("small", across.Json.GetProperty("sizeBand").GetString());
    }

    [Fact]
    public async Task A_size_is_declared_anew()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("DS");

        Assert.Equal(["/size size-basis"], (await SizeAsync(desk, member, """{"size":{"basis":"staff","figure":12,"year":null}}""")).Faults);
        Assert.Equal(
            ["/size/year out-of-range"], (await SizeAsync(desk, member, """{"size":{"basis":"turnover","figure":12,"year":null}}""")).Faults);
        Answer updated = await SizeAsync(desk, member, """{"size":{"basis":"turnover","figure":1000000000,"year":2025}}""");

        Assert.Equal("large", updated.Json.GetProperty("sizeBand").GetString());
    }

    [Fact]
    public async Task Suspended_and_ended_members_leave_the_register_and_stay_in_the_records()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync("GS", "Comes And Goes Ltd");
        CaseId parent = await desk.JoinAsync("GS", "Stays Ltd");
        Assert.True(await IsPublicAsync(desk, member));

        Assert.Equal(200, (await SuspendAsync(desk, member, """{"reason":"non_payment"}""", "one")).Status);
        Assert.Equal(200, (await SuspendAsync(desk, member, """{"reason":"non_payment"}""", "one")).Status);   // a repeat
        Assert.Equal((409, "already-decided"), Told(await SuspendAsync(desk, member, """{"reason":"non_payment"}""", "two")));
        Assert.Equal(["/text required"], (await SuspendAsync(desk, member, """{"reason":"other"}""", "three")).Faults);
        Assert.False(await IsPublicAsync(desk, member));

        Assert.Equal(
            200,
            (await desk.CallAsync<ReinstateMember>((f, r) => f.Run(r, member.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, new JsonObject())).Status);
        Assert.True(await IsPublicAsync(desk, member));

        Assert.Equal(["/into successor"], (await EndAsync(desk, member, """{"reason":"absorbed_into_group"}""")).Faults);
        Assert.Equal(
            ["/into not-offered"],
            (await EndAsync(desk, member, $$"""{"reason":"absorbed_into_group","into":"{{CaseId.From("MEM", 99)}}"}""")).Faults);
        Assert.Equal(["/text required"], (await EndAsync(desk, member, """{"reason":"other"}""")).Faults);
        Answer ended = await EndAsync(desk, member, $$"""{"reason":"absorbed_into_group","into":"{{parent}}"}""");
        Assert.Equal("ended", ended.Json.GetProperty("status").GetProperty("status").GetString());
        Assert.False(await IsPublicAsync(desk, member));
        Assert.Equal((409, "over"), Told(await EndAsync(desk, member, """{"reason":"expelled"}""")));
    }

    [Fact]
    public async Task The_list_tells_of_any_day()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString, on: "2026-03-01");
        CaseId member = await desk.JoinAsync("IU", "Listed Ltd");   // joins on 24 March
        desk.MoveTo("2026-05-01");
        await ClassAsync(desk, member, """{"class":"DS"}""");
        desk.MoveTo("2026-06-01");
        await EndAsync(desk, member, """{"reason":"operational_priorities"}""");

        Assert.Null(await ListedAsync(desk, member, "?on=2026-03-23"));
        Assert.Equal(("active", "IU"), await ListedAsync(desk, member, "?on=2026-04-30"));
        Assert.Equal(("active", "DS"), await ListedAsync(desk, member, "?on=2026-05-01&class=ds&country=de&q=listed"));
        Assert.Null(await ListedAsync(desk, member, "?on=2026-05-01&class=IU"));
        Assert.Null(await ListedAsync(desk, member, ""));
        Assert.Equal(("ended", "DS"), await ListedAsync(desk, member, "?status=ended"));
    }

    [Theory]
    [InlineData("?class=XX")]
    [InlineData("?country=Narnia")]
    [InlineData("?on=2026-02-30")]
    [InlineData("?status=asleep")]
    [InlineData("?page=nonsense")]
    [InlineData("?size=0")]
    public async Task Parameters_that_cannot_be_used_are_told(string query)
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);

        Answer answer = await desk.CallAsync<ListMembers>((f, r) => f.Run(r, default), BackOfficeDesk.Sasha, query: query);

        Assert.Equal((400, "invalid-parameter"), Told(answer));
    }

    private static Task<Answer> ShowAsync(BackOfficeDesk desk, CaseId id, Person by) =>
        desk.CallAsync<ShowMember>((f, r) => f.Run(r, id.Value, default), by);

    private static Task<Answer> ClassAsync(BackOfficeDesk desk, CaseId id, string body, params (string Name, string Value)[] headers) =>
        desk.CallAsync<ChangeMemberClass>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: body, headers: headers);

    private static Task<Answer> SizeAsync(BackOfficeDesk desk, CaseId id, string body) =>
        desk.CallAsync<UpdateMemberSize>((f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: body);

    private static Task<Answer> SuspendAsync(BackOfficeDesk desk, CaseId id, string body, string key) => desk.CallAsync<SuspendMember>(
        (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: body, headers: ("Idempotency-Key", key));

    private static Task<Answer> EndAsync(BackOfficeDesk desk, CaseId id, string body) =>
        desk.CallAsync<EndMembership>((f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), BackOfficeDesk.Sasha, rawBody: body);

    private static async Task<bool> IsPublicAsync(BackOfficeDesk desk, CaseId id) =>
        (await desk.CallAsync<ShowRegister>((f, r) => f.Run(r, default), query: "?size=200")).Json.GetProperty("items").EnumerateArray()
            .Any(entry => entry.GetProperty("id").GetString() == id.Value);

    private static async Task<(string?, string?)?> ListedAsync(BackOfficeDesk desk, CaseId id, string query)
    {
        Answer answer = await desk.CallAsync<ListMembers>((f, r) => f.Run(r, default), BackOfficeDesk.Sasha, query: query);
        foreach (JsonElement item in answer.Json.GetProperty("items").EnumerateArray())
        {
            if (item.GetProperty("id").GetString() == id.Value)
            {
                return (item.GetProperty("status").GetString(), item.GetProperty("class").GetString());
            }
        }

        return null;
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);
}
