using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Cases;

[Collection(nameof(OnAzurite))]
public sealed class StatusTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_status_tells_state_next_step_who_has_the_ball_and_what_happened()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        (int status, JsonElement told) = await GetAsync(world, new Caller.KeyHolder(petition.Id), petition.Id.Value);

        JsonElement next = told.GetProperty("next");
        Assert.Equal((200, "checking", "secretariat", "check"), (status, told.Text("state"), next.Text("ball"), next.Text("what")));
        Assert.Equal(("2026-01-10", "check P5D from 2026-01-05"), (next.Text("until"), next.Text("rule")));
        Assert.Equal(["submitted"], told.GetProperty("timeline").EnumerateArray().Select(line => line.Text("what")));
    }

    [Fact]
    public async Task Staff_see_names_and_details_that_the_applicant_does_not()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.Tasks.ChangeAsync(petition.Id, 1, TaskRequests.Sasha, TaskRules.Claim, CancellationToken.None);
        Actor sasha = TaskRequests.Sasha.AsActor(Role.Secretariat);
        await world.Cases.DecideAsync<Petition>(petition.Id, (seen, _) => Petition.Accept(seen, sasha), options: null, CancellationToken.None);

        (int _, JsonElement staff) = await GetAsync(world, TaskRequests.Bo, petition.Id.Value);
        (int _, JsonElement applicant) = await GetAsync(world, new Caller.KeyHolder(petition.Id), petition.Id.Value);

        Assert.Equal(["submitted", "task-claimed", "accepted"], staff.GetProperty("timeline").EnumerateArray().Select(line => line.Text("what")));
        Assert.Equal("Sasha Sample", staff.GetProperty("timeline")[2].Text("by"));
        Assert.Equal(JsonValueKind.Object, staff.GetProperty("details").ValueKind);
        Assert.Equal(["submitted", "accepted"], applicant.GetProperty("timeline").EnumerateArray().Select(line => line.Text("what")));
        Assert.Equal(JsonValueKind.Null, applicant.GetProperty("timeline")[1].GetProperty("by").ValueKind);
        Assert.Equal(JsonValueKind.Null, applicant.GetProperty("details").ValueKind);
    }

    [Fact]
    public async Task A_firm_and_a_member_read_each_others_names_and_none_of_asis()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Auditor, TaskRequests.Firm, TaskRequests.Member);
        await world.Tasks.ChangeAsync(errand.Id, 1, TaskRequests.Lea, TaskRules.Claim, CancellationToken.None);
        await FinishAsync(world, errand, TaskRequests.Lea.AsActor(Role.LeadAuditor), "Weighed.", isPublic: true);
        await FinishAsync(world, errand, TaskRequests.Mika.AsActor(Role.Member), "Between us.", isPublic: false);
        await FinishAsync(world, errand, TaskRequests.Sasha.AsActor(Role.Secretariat), "Agreed.", isPublic: true);

        foreach (Person person in new[] { TaskRequests.Ada, TaskRequests.Mona })
        {
            (int status, JsonElement told) = await GetAsync(world, person, errand.Id.Value);

            Assert.Equal(200, status);
            Assert.Equal(
                ["sent  ", "finished Lea Lead Weighed.", "finished Mika Member ", "finished  Agreed."],
                told.GetProperty("timeline").EnumerateArray().Select(line => $"{line.Text("what")} {line.Text("by")} {line.Text("reason")}"));
        }
    }

    [Fact]
    public async Task A_firm_and_a_member_see_the_case_as_what_they_are()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Auditor, TaskRequests.Firm, TaskRequests.Member);

        Assert.Equal("auditor", (await GetAsync(world, TaskRequests.Ada, errand.Id.Value)).Body.GetProperty("details").Text("audience"));
        Assert.Equal("member", (await GetAsync(world, TaskRequests.Mika, errand.Id.Value)).Body.GetProperty("details").Text("audience"));
        Assert.Equal("staff", (await GetAsync(world, TaskRequests.Rene, errand.Id.Value)).Body.GetProperty("details").Text("audience"));
        Assert.Equal(404, (await GetAsync(world, TaskRequests.Otto, errand.Id.Value)).Status);
        Assert.Equal(404, (await GetAsync(world, TaskRequests.Nils, errand.Id.Value)).Status);
    }

    [Fact]
    public async Task The_tasks_name_is_for_staff_and_for_the_organisation_that_it_waits_for()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand audits = await world.SendAsync(Role.Auditor, TaskRequests.Firm, TaskRequests.Member);
        Errand asis = await world.SendAsync(Role.Secretariat, TaskRequests.Firm, TaskRequests.Member);

        Assert.Equal((audits.TaskId, null), await NamesAsync(TaskRequests.Ada));
        Assert.Equal((null, null), await NamesAsync(TaskRequests.Mika));
        Assert.Equal((audits.TaskId, asis.TaskId), await NamesAsync(TaskRequests.Bo));

        async Task<(string? Audits, string? Asis)> NamesAsync(Person person) => (
            (await GetAsync(world, person, audits.Id.Value)).Body.GetProperty("next").Text("task"),
            (await GetAsync(world, person, asis.Id.Value)).Body.GetProperty("next").Text("task"));
    }

    [Fact]
    public async Task Nobody_else_learns_that_a_case_exists()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Person owner = Member(PetitionKind.Owner);
        Person stranger = Member(CaseId.From("MEM", 8));

        Assert.Equal(200, (await GetAsync(world, owner, petition.Id.Value)).Status);
        (int foreign, JsonElement told) = await GetAsync(world, stranger, petition.Id.Value);
        (int missing, JsonElement toldOfNothing) = await GetAsync(world, stranger, CaseId.From("PET", 1).Value);
        Assert.Equal((404, 404), (foreign, missing));
        Assert.Equal(toldOfNothing.GetRawText(), told.GetRawText());
        Assert.Equal(404, (await GetAsync(world, new Caller.KeyHolder(CaseId.From("PET", 1)), petition.Id.Value)).Status);
    }

    [Fact]
    public async Task Cases_are_found_by_state_day_and_words()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition older = await world.SubmitAsync(subject: "Quieter Presses");
        world.Clock.Advance(TimeSpan.FromDays(2));
        Petition newer = await world.SubmitAsync(subject: "Longer lunch breaks");
        await world.Cases.DecideAsync<Petition>(newer.Id, (seen, _) => Petition.Accept(seen, Actor.Machine), options: null, CancellationToken.None);

        Assert.Equal([newer.Id.Value, older.Id.Value], await SearchAsync(world, ""));
        Assert.Equal([newer.Id.Value], await SearchAsync(world, "?state=noticed"));
        Assert.Equal([older.Id.Value], await SearchAsync(world, "?q=quieter&kind=pet"));
        Assert.Equal([older.Id.Value], await SearchAsync(world, $"?q={older.Id.Value[4..8]}-{older.Id.Value[9..].ToUpperInvariant()}"));
        Assert.Equal([older.Id.Value], await SearchAsync(world, "?to=2026-01-06"));
        Assert.Equal([newer.Id.Value], await SearchAsync(world, "?from=2026-01-07&to=2026-01-07"));
        Assert.Empty(await SearchAsync(world, "?kind=SEQ"));
    }

    [Fact]
    public async Task The_status_of_a_case_is_one_point_read_and_one_range_read()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        world.Log.Clear();

        CaseStatus? status = await world.Statuses.FindAsync(petition.Id, AsiFunctions.Cases.CaseAudience.Staff, CancellationToken.None);

        Assert.Equal($"{petition.Id}.1", status?.Next?.Task);
        Assert.Equal((1, 1), (world.Log.PointReads, world.Log.RangeReads));
    }

    private static async Task FinishAsync(CaseWorld world, Errand errand, Actor by, string reason, bool isPublic) =>
        await world.Cases.DecideAsync<Errand>(
            errand.Id, (seen, _) => Errand.Finish(seen, by, reason, isPublic), options: null, CancellationToken.None);

    private static Person Member(CaseId organisation) => new("m1", "Mika Member", Organisation.Of(organisation), new HashSet<Role> { Role.Member });

    private static async Task<(int Status, JsonElement Body)> GetAsync(CaseWorld world, Caller caller, string reference)
    {
        HttpRequest request = TaskRequests.From(caller);

        // Not held to the OpenAPI document: it knows no kinds of cases that only tests have.
        return await request.ReadAsync(new GetCase(world.Cases, world.Kinds, world.Statuses).Run(request, reference, CancellationToken.None));
    }

    private static async Task<string[]> SearchAsync(CaseWorld world, string query)
    {
        HttpRequest request = TaskRequests.From(TaskRequests.Sasha, query: query);
        (int _, JsonElement found) = await request.ReadAsync<SearchCases>(
            new SearchCases(new CaseSummaries(world.Table)).Run(request, CancellationToken.None));
        return [.. found.GetProperty("items").EnumerateArray().Select(item => item.Text("id"))];
    }
}
