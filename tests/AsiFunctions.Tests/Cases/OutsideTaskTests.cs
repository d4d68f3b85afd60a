using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Moq;

namespace AsiFunctions.Tests.Cases;

/// <summary>The tasks of members and audit firms: their own people's, looked after by the Secretariat, and unknown to everybody else.</summary>
[Collection(nameof(OnAzurite))]
public sealed class OutsideTaskTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, Person> People = new(StringComparer.Ordinal)
    {
        ["auditor"] = TaskRequests.Ada,
        ["lead-auditor"] = TaskRequests.Lea,
        ["other firm"] = TaskRequests.Otto,
        ["member"] = TaskRequests.Mika,
        ["member-admin"] = TaskRequests.Mona,
        ["other member"] = TaskRequests.Nils,
        ["secretariat"] = TaskRequests.Sasha,
        ["releaser"] = TaskRequests.Rene,
        ["board"] = TaskRequests.Bo,
    };

    [Theory]
    [InlineData(Role.Auditor, "auditor", true, 200)]
    [InlineData(Role.Auditor, "lead-auditor", true, 200)]
    [InlineData(Role.Auditor, "other firm", false, 404)]
    [InlineData(Role.Auditor, "member", false, 404)]
    [InlineData(Role.Auditor, "secretariat", true, 403)]
    [InlineData(Role.Auditor, "releaser", false, 404)]
    [InlineData(Role.LeadAuditor, "auditor", false, 403)]
    [InlineData(Role.LeadAuditor, "lead-auditor", true, 200)]
    [InlineData(Role.LeadAuditor, "other firm", false, 404)]
    [InlineData(Role.LeadAuditor, "board", false, 404)]
    [InlineData(Role.Member, "member", true, 200)]
    [InlineData(Role.Member, "member-admin", true, 200)]
    [InlineData(Role.Member, "other member", false, 404)]
    [InlineData(Role.Member, "auditor", false, 404)]
    [InlineData(Role.Member, "secretariat", true, 403)]
    [InlineData(Role.Secretariat, "secretariat", true, 200)]
    [InlineData(Role.Secretariat, "board", false, 403)]
    [InlineData(Role.Secretariat, "auditor", false, 404)]
    [InlineData(Role.Secretariat, "member-admin", false, 404)]
    [InlineData(Role.Applicant, "member", false, 404)]
    [InlineData(Role.Applicant, "secretariat", true, 403)]
    public async Task Who_sees_claims_and_decides(Role role, string who, bool sees, int acts)
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(role, TaskRequests.Firm, TaskRequests.Member);
        Person person = People[who];

        Assert.Equal(sees ? 200 : acts, (await GetAsync(world, person, errand)).Status);
        string query = person.Has(Role.Secretariat) ? $"?role={AsiFunctions.Http.Kebab.Of(role)}" : "";
        Assert.Equal(sees ? [errand.TaskId] : [], Ids((await ListAsync(world, person, query)).Body));
        Assert.Equal(acts, (await ClaimAsync(world, person, errand)).Status);
        Assert.Equal(acts, (await FollowUpAsync(world, person, errand)).Status);
        Assert.Equal(acts, (await ReleaseAsync(world, person, errand)).Status);
        Assert.Equal(acts, (await ReassignAsync(world, person, errand, to: person)).Status);
        Assert.Equal(acts, (await DecideAsync(world, person, errand)).Status);
        if (acts != 200)
        {
            Assert.Equal(1, (await world.Cases.FindAsync<Errand>(errand.Id, CancellationToken.None))?.Version);
        }
    }

    [Fact]
    public async Task Another_firm_cannot_tell_a_task_from_none_whether_it_is_open_ended_or_changed_since()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand open = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        Errand ended = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        await DecideAsync(world, TaskRequests.Ada, ended);
        Errand none = open with { Id = CaseId.From(Errand.Prefix, 1) };

        string nothing = (await DecideAsync(world, TaskRequests.Otto, none)).Body.GetRawText();
        foreach (Errand errand in new[] { open, ended })
        {
            (int Status, JsonElement Body)[] answers =
            [
                await GetAsync(world, TaskRequests.Otto, errand),
                await ClaimAsync(world, TaskRequests.Otto, errand),
                await ReleaseAsync(world, TaskRequests.Otto, errand),
                await FollowUpAsync(world, TaskRequests.Otto, errand),
                await ReassignAsync(world, TaskRequests.Otto, errand, TaskRequests.Otto),
                await DecideAsync(world, TaskRequests.Otto, errand),
                await DecideAsync(world, TaskRequests.Otto, errand, ifMatch: "\"7\""),
            ];
            Assert.All(answers, answer => Assert.Equal((404, nothing), (answer.Status, answer.Body.GetRawText())));
        }

        Assert.Equal(412, (await DecideAsync(world, TaskRequests.Ada, open, ifMatch: "\"7\"")).Status);
        Assert.Equal(409, (await DecideAsync(world, TaskRequests.Lea, ended)).Status);
    }

    [Fact]
    public async Task Asis_people_are_not_named_in_what_a_firm_reads_of_a_task()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        Actor sasha = TaskRequests.Sasha.AsActor(Role.Secretariat);
        await world.Cases.DecideAsync<Errand>(
            errand.Id, (seen, _) => Errand.Finish(seen, sasha, "They were slow.", isPublic: false), options: null, CancellationToken.None);

        (int status, JsonElement task) = await GetAsync(world, TaskRequests.Ada, errand);
        (int late, JsonElement told) = await DecideAsync(world, TaskRequests.Ada, errand);

        Assert.Equal((200, 409), (status, late));
        Assert.Equal("secretariat", task.GetProperty("outcome").Text("role"));
        Assert.All([task, told], answer => Assert.DoesNotContain("Sasha", answer.GetRawText(), StringComparison.Ordinal));
        Assert.DoesNotContain("slow", task.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Sasha", (await GetAsync(world, TaskRequests.Sven, errand)).Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_goes_to_a_colleague_of_the_same_firm_only()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        await ClaimAsync(world, TaskRequests.Ada, errand);

        (int stranger, JsonElement toStranger) = await ReassignAsync(world, TaskRequests.Ada, errand, TaskRequests.Otto);
        (int nobody, JsonElement toNobody) = await ReassignAsync(world, TaskRequests.Ada, errand, TaskRequests.Ada with { AccountId = "nobody" });
        (int colleague, JsonElement task) = await ReassignAsync(world, TaskRequests.Ada, errand, TaskRequests.Lea);

        Assert.Equal((400, 400), (stranger, nobody));
        Assert.Equal(toNobody.GetRawText(), toStranger.GetRawText());
        Assert.Equal((200, "f2", "Lea Lead"), (colleague, task.GetProperty("assignee").Text("id"), task.GetProperty("assignee").Text("name")));
        Assert.Equal(Role.LeadAuditor, (await world.Cases.FindAsync<Errand>(errand.Id, CancellationToken.None))?.Task?.Claim?.By.Role);
    }

    [Fact]
    public async Task Who_works_on_a_task_does_not_go_with_it_to_another_firm()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        await ClaimAsync(world, TaskRequests.Ada, errand);
        CaseId firm = TaskRequests.Otto.Organisation.Id!.Value;

        await world.Cases.DecideAsync<Errand>(errand.Id, (seen, _) => Errand.MoveTo(seen, firm), options: null, CancellationToken.None);

        Assert.Equal(404, (await GetAsync(world, TaskRequests.Ada, errand)).Status);
        Assert.Empty(Ids((await ListAsync(world, TaskRequests.Lea)).Body));
        Assert.Equal("open", (await GetAsync(world, TaskRequests.Otto, errand)).Body.Text("state"));
        Assert.Equal([errand.TaskId], Ids((await ListAsync(world, TaskRequests.Otto)).Body));
    }

    [Fact]
    public async Task The_queue_of_a_firm_is_16_range_reads_that_bring_its_own_tasks_only()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand own = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        Errand leads = await world.SendAsync(Role.LeadAuditor, TaskRequests.Firm);
        Errand others = await world.SendAsync(Role.Auditor, TaskRequests.Otto.Organisation.Id);
        Errand members = await world.SendAsync(Role.Member, TaskRequests.Firm, TaskRequests.Member);
        world.Log.Clear();

        Assert.Equal([own.TaskId], Ids((await ListAsync(world, TaskRequests.Ada)).Body));
        Assert.Equal(16, world.Log.Requests.Count);
        Assert.Equal(
            [own.TaskId],
            (await world.Tasks.ListAsync([Role.Auditor], TaskRequests.Firm, ended: false, CancellationToken.None)).Select(task => task.Id));
        Assert.Equal(new[] { own.TaskId, leads.TaskId }.Order(), Ids((await ListAsync(world, TaskRequests.Lea)).Body).Order());
        Assert.Equal([members.TaskId], Ids((await ListAsync(world, TaskRequests.Mona)).Body));
        Assert.Equal([others.TaskId], Ids((await ListAsync(world, TaskRequests.Otto)).Body));
    }

    [Fact]
    public async Task The_secretariat_lists_any_roles_and_any_organisations_tasks()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand own = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        Errand leads = await world.SendAsync(Role.LeadAuditor, TaskRequests.Firm);
        Errand others = await world.SendAsync(Role.Auditor, TaskRequests.Otto.Organisation.Id);
        Errand asis = await world.SendAsync(Role.Secretariat, TaskRequests.Firm);

        Assert.Equal([asis.TaskId], Ids((await ListAsync(world, TaskRequests.Sasha)).Body));
        Assert.Equal(new[] { own.TaskId, others.TaskId }.Order(), Ids((await ListAsync(world, TaskRequests.Sasha, "?role=auditor")).Body).Order());
        string ofFirm = $"?organisation={TaskRequests.Firm}";
        Assert.Equal(new[] { own.TaskId, leads.TaskId }.Order(), Ids((await ListAsync(world, TaskRequests.Sasha, ofFirm)).Body).Order());
        Assert.Equal([leads.TaskId], Ids((await ListAsync(world, TaskRequests.Sasha, $"{ofFirm}&role=lead-auditor")).Body));
        Assert.Equal(400, (await ListAsync(world, TaskRequests.Sasha, $"?organisation={own.Id}")).Status);
        Assert.Equal(403, (await ListAsync(world, TaskRequests.Bo, ofFirm)).Status);
        Assert.Equal(403, (await ListAsync(world, TaskRequests.Otto, ofFirm)).Status);
        Assert.Equal(403, (await ListAsync(world, TaskRequests.Ada, "?role=lead-auditor")).Status);
        Assert.Equal(403, (await ListAsync(world, TaskRequests.Ada, "?role=secretariat")).Status);
    }

    [Fact]
    public async Task A_row_from_before_tasks_had_an_organisation_still_reads()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Errand errand = await world.SendAsync(Role.Auditor, TaskRequests.Firm);
        string shard = CaseTable.ShardOf(errand.Id);
        TableEntity row = await world.Table.Client.GetEntityAsync<TableEntity>(shard, $"task|{errand.TaskId}");
        row["Task"] = row.GetString("Task")!.Replace($",\"organisation\":\"{TaskRequests.Firm}\"", "", StringComparison.Ordinal);
        row.Remove("Organisation");
        await world.Table.Client.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.DoesNotContain("organisation", row.GetString("Task"), StringComparison.Ordinal);
        Assert.Equal([errand.TaskId], Ids((await ListAsync(world, TaskRequests.Sasha, "?role=auditor")).Body));
        Assert.Equal(JsonValueKind.Null, (await GetAsync(world, TaskRequests.Sasha, errand)).Body.GetProperty("organisation").ValueKind);
        Assert.Equal(404, (await GetAsync(world, TaskRequests.Ada, errand)).Status);
    }

    private static string[] Ids(JsonElement queue) => [.. queue.GetProperty("items").EnumerateArray().Select(item => item.Text("id"))];

    private static async Task<(int Status, JsonElement Body)> ListAsync(CaseWorld world, Person person, string query = "")
    {
        HttpRequest request = TaskRequests.From(person, query: query);
        return await request.ReadAsync<ListTasks>(new ListTasks(world.Tasks, world.Clock).Run(request, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> GetAsync(CaseWorld world, Person person, Errand errand)
    {
        HttpRequest request = TaskRequests.From(person);
        return await request.ReadAsync<GetTask>(new GetTask(world.Tasks, world.Clock).Run(request, errand.TaskId, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> ClaimAsync(CaseWorld world, Person person, Errand errand)
    {
        HttpRequest request = TaskRequests.From(person);
        return await request.ReadAsync<ClaimTask>(new ClaimTask(world.Tasks, world.Clock).Run(request, errand.TaskId, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> ReleaseAsync(CaseWorld world, Person person, Errand errand)
    {
        HttpRequest request = TaskRequests.From(person);
        return await request.ReadAsync<ReleaseTask>(new ReleaseTask(world.Tasks, world.Clock).Run(request, errand.TaskId, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> FollowUpAsync(CaseWorld world, Person person, Errand errand)
    {
        HttpRequest request = TaskRequests.From(person, """{"on":"2026-01-09"}""");
        return await request.ReadAsync<FollowUpTask>(new FollowUpTask(world.Tasks, world.Clock).Run(request, errand.TaskId, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> ReassignAsync(CaseWorld world, Person person, Errand errand, Person to)
    {
        Mock<IColleagues> colleagues = new();
        colleagues
            .Setup(c => c.FindAsync(It.IsAny<string>(), It.IsAny<CaseTask>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, CaseTask task, CancellationToken _) =>
                People.Values.FirstOrDefault(known => known.AccountId == id) is { } known ? TaskRules.InRole(task, known) : null);
        HttpRequest request = TaskRequests.From(person, $$"""{"to":"{{to.AccountId}}"}""");
        return await request.ReadAsync<ReassignTask>(
            new ReassignTask(world.Tasks, colleagues.Object, world.Clock).Run(request, errand.TaskId, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> DecideAsync(CaseWorld world, Person person, Errand errand, string? ifMatch = null)
    {
        HttpRequest request = TaskRequests.From(person, """{"decision":"finish"}""");
        request.Headers.IfMatch = ifMatch;
        return await request.ReadAsync<DecideTask>(
            new DecideTask(world.Tasks, world.Clock).Run(request, errand.TaskId, world.Engine.Object, CancellationToken.None));
    }
}
