using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Cases;

/// <summary>What a search finds, and for whom.</summary>
[Collection(nameof(OnAzurite))]
public sealed class SearchTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Cases_are_found_by_keyword_member_firm_and_whether_they_are_over()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand both = await world.SendAsync(Role.Auditor, TaskRequests.Firm, TaskRequests.Member, keywords: ["Smelter North", "Rolling mill"]);
        Errand ofMember = await world.SendAsync(Role.Member, member: TaskRequests.Member);
        Errand ofOther = await world.SendAsync(Role.Auditor, TaskRequests.Otto.Organisation.Id);
        await world.Cases.DecideAsync<Errand>(
            ofOther.Id, (seen, _) => Errand.Finish(seen, Actor.Machine, reason: null), options: null, CancellationToken.None);

        Assert.Equal(Sorted(both), await FindAsync(world, TaskRequests.Sasha, "?q=smelter"));
        Assert.Equal(Sorted(both), await FindAsync(world, TaskRequests.Sasha, "?q=rolling%20MILL"));
        Assert.Empty(await FindAsync(world, TaskRequests.Sasha, "?q=north%20rolling"));
        Assert.Equal(Sorted(both, ofMember), await FindAsync(world, TaskRequests.Sasha, $"?member={TaskRequests.Member}"));
        Assert.Equal(Sorted(both), await FindAsync(world, TaskRequests.Sasha, $"?member={TaskRequests.Member}&firm={TaskRequests.Firm}"));
        Assert.Equal(Sorted(ofOther), await FindAsync(world, TaskRequests.Sasha, "?ended=true"));
        Assert.Equal(Sorted(both, ofMember), await FindAsync(world, TaskRequests.Sasha, "?ended=false"));
        Assert.Equal(400, (await SearchAsync(world, TaskRequests.Sasha, $"?firm={TaskRequests.Member}")).Status);
    }

    [Fact]
    public async Task Cases_are_found_by_the_day_of_the_last_decision()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition still = await world.SubmitAsync();
        Petition moved = await world.SubmitAsync();
        world.Clock.Advance(TimeSpan.FromDays(3));
        await world.NoteAsync(moved.Id);

        Assert.Equal([moved.Id.Value], await FindAsync(world, TaskRequests.Sasha, "?changedFrom=2026-01-08&changedTo=2026-01-08"));
        Assert.Equal([still.Id.Value], await FindAsync(world, TaskRequests.Sasha, "?changedTo=2026-01-07"));
        Assert.Empty(await FindAsync(world, TaskRequests.Sasha, "?changedFrom=2026-01-09&changedTo=9999-12-31"));
    }

    [Fact]
    public async Task All_filters_together_are_one_filter_that_the_service_takes()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand both = await world.SendAsync(Role.Auditor, TaskRequests.Firm, TaskRequests.Member);
        world.Log.Clear();

        string[] found = await FindAsync(
            world,
            TaskRequests.Ada,
            $"?kind=err&state=sent&from=2026-01-05&to=2026-01-05&changedFrom=2026-01-05&changedTo=2026-01-05&ended=false&member={TaskRequests.Member}&firm={TaskRequests.Firm}&q=ingots");

        Assert.Equal(Sorted(both), found);
        Assert.Equal((16, 16), (world.Log.RangeReads, world.Log.Requests.Count));
    }

    [Fact]
    public async Task Members_and_firms_find_their_own_cases_only()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand both = await world.SendAsync(Role.Auditor, TaskRequests.Firm, TaskRequests.Member);
        Errand ofMember = await world.SendAsync(Role.Member, member: TaskRequests.Member);
        Errand ofOther = await world.SendAsync(Role.Auditor, TaskRequests.Otto.Organisation.Id);
        await world.SubmitAsync();

        Assert.Equal(Sorted(both), await FindAsync(world, TaskRequests.Ada, ""));
        Assert.Equal(Sorted(both, ofMember), await FindAsync(world, TaskRequests.Mika, ""));
        Assert.Equal(Sorted(ofOther), await FindAsync(world, TaskRequests.Otto, ""));
        Assert.Empty(await FindAsync(world, TaskRequests.Nils, ""));
        Assert.Empty(await FindAsync(world, TaskRequests.Otto, $"?firm={TaskRequests.Firm}"));
        Assert.Empty(await FindAsync(world, TaskRequests.Nils, $"?q={both.Id}"));
    }

    [Fact]
    public async Task What_a_member_finds_is_paged_and_every_case_is_on_one_page()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        HashSet<string> sent = [];
        for (int i = 0; i < 5; i++)
        {
            sent.Add((await world.SendAsync(Role.Member, member: TaskRequests.Member)).Id.Value);
            await world.SendAsync(Role.Member, member: TaskRequests.Nils.Organisation.Id);
        }

        List<string> seen = [];
        for (string? page = ""; page is not null;)
        {
            (int _, JsonElement body) = await SearchAsync(world, TaskRequests.Mika, $"?size=2{page}");
            seen.AddRange(body.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
            page = body.GetProperty("next").GetString() is { } next ? $"&page={next}" : null;
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(sent, seen.ToHashSet());
    }

    [Fact]
    public async Task Keywords_are_cut_and_shown_to_nobody()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(
            Role.Member, member: TaskRequests.Member, keywords: ["Smelter North", new string('x', 600), "Rolling mill"]);

        (int _, JsonElement found) = await SearchAsync(world, TaskRequests.Mika, "?q=smelter");
        Assert.Equal(errand.Id.Value, Assert.Single(found.GetProperty("items").EnumerateArray()).Text("id"));
        Assert.DoesNotContain("Smelter", found.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await FindAsync(world, TaskRequests.Mika, "?q=rolling"));
        Assert.Equal(500, (await RowAsync(world, errand.Id)).GetString("Keywords")?.Length);
    }

    [Fact]
    public async Task A_row_from_before_there_were_keywords_still_reads()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Member, member: TaskRequests.Member, keywords: ["Smelter North"]);
        TableEntity row = await RowAsync(world, errand.Id);
        row.Remove("Keywords");
        row.Remove($"Of_{TaskRequests.Member.Value.Replace('-', '_')}");
        await world.Table.Client.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Equal(Sorted(errand), await FindAsync(world, TaskRequests.Sasha, "?q=ingots"));
        Assert.Empty(await FindAsync(world, TaskRequests.Mika, ""));

        await world.Cases.DecideAsync<Errand>(
            errand.Id, (seen, _) => Errand.Finish(seen, Actor.Machine, reason: null), options: null, CancellationToken.None);
        Assert.Equal(Sorted(errand), await FindAsync(world, TaskRequests.Mika, "?q=smelter"));
    }

    private static string[] Sorted(params Errand[] errands) => [.. errands.Select(errand => errand.Id.Value).Order(StringComparer.Ordinal)];

    private static async Task<TableEntity> RowAsync(CaseWorld world, CaseId id) =>
        await world.Table.Client.GetEntityAsync<TableEntity>(CaseTable.ShardOf(id), $"case|{id}");

    private static async Task<string[]> FindAsync(CaseWorld world, Person person, string query)
    {
        (int status, JsonElement found) = await SearchAsync(world, person, query);
        Assert.Equal(200, status);
        return [.. found.GetProperty("items").EnumerateArray().Select(item => item.Text("id")).Order(StringComparer.Ordinal)];
    }

    private static async Task<(int Status, JsonElement Body)> SearchAsync(CaseWorld world, Person person, string query)
    {
        HttpRequest request = TaskRequests.From(person, query: query);
        return await request.ReadAsync<SearchCases>(new SearchCases(new CaseSummaries(world.Table)).Run(request, CancellationToken.None));
    }
}
