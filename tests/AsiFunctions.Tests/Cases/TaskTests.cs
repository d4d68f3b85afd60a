using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Moq;

namespace AsiFunctions.Tests.Cases;

[Collection(nameof(OnAzurite))]
public sealed class TaskTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_first_decision_wins_and_the_second_is_told_what_was_decided_by_whom_when()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        (int first, JsonElement decided) = await DecideAsync(world, TaskRequests.Sasha, petition, """{"decision":"accept"}""");
        (int second, JsonElement told) = await DecideAsync(world, TaskRequests.Sven, petition, """{"decision":"return","reason":"Too long."}""");

        Assert.Equal((200, $"/api/cases/{petition.Id}"), (first, decided.Text("status")));
        Assert.Equal((409, "already-decided"), (second, told.Text("code")));
        Assert.Equal(("accept", "Sasha Sample", world.Clock.Now), (
            told.GetProperty("decided").Text("decision"),
            told.GetProperty("decided").Text("by"),
            told.GetProperty("decided").GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_wins()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        (int Status, JsonElement)[] both = await Task.WhenAll(
            DecideAsync(world, TaskRequests.Sasha, petition, """{"decision":"accept"}"""),
            DecideAsync(world, TaskRequests.Sven, petition, """{"decision":"accept"}"""));

        Assert.Equal([200, 409], both.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_very_same_answer()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        (int _, JsonElement first) = await DecideAsync(world, TaskRequests.Sasha, petition, """{"decision":"accept"}""", "k-1");
        (int status, JsonElement again) = await DecideAsync(world, TaskRequests.Sasha, petition, """{"decision":"accept"}""", "k-1");

        Assert.Equal(200, status);
        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    [Theory]
    [InlineData("\"1\"", 412)]
    [InlineData("\"2\"", 200)]
    [InlineData("*", 200)]
    [InlineData("W/\"2\"", 412)]
    public async Task A_decision_can_presume_the_version_that_the_person_saw(string version, int expected)
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.NoteAsync(petition.Id);
        HttpRequest request = TaskRequests.From(TaskRequests.Sasha, """{"decision":"accept"}""");
        request.Headers.IfMatch = version;

        (int status, _) = await request.ReadAsync<DecideTask>(
            new DecideTask(world.Tasks, world.Clock).Run(request, TaskId(petition), world.Engine.Object, CancellationToken.None));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("""{"decision":"return"}""", "/reason", "required")]
    [InlineData("""{"decision":"return","reason":"  "}""", "/reason", "required")]
    [InlineData("""{"decision":"burn"}""", "/decision", "unknown-decision")]
    [InlineData("""{"decision":"accept","data":{"a":1}}""", "/data", "unexpected")]
    public async Task An_outcome_that_lacks_something_is_told_where(string body, string place, string code)
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        (int status, JsonElement told) = await DecideAsync(world, TaskRequests.Sasha, petition, body);

        JsonElement fault = Assert.Single(told.GetProperty("errors").EnumerateArray());
        Assert.Equal((400, place, code), (status, fault.Text("pointer"), fault.Text("code")));
        Assert.Equal(1, (await world.ReadAsync(petition.Id)).Version);
    }

    [Fact]
    public async Task A_task_that_another_works_on_is_theirs_to_decide()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await ClaimAsync(world, TaskRequests.Sasha, petition);

        (int status, JsonElement told) = await DecideAsync(world, TaskRequests.Sven, petition, """{"decision":"accept"}""");
        Assert.Equal((409, "claimed-by-another"), (status, told.Text("code")));

        (status, _) = await DecideAsync(world, TaskRequests.Sasha, petition, """{"decision":"accept"}""");
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_task_of_another_role_or_of_nobody_is_not_decided()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        Assert.Equal(403, (await DecideAsync(world, TaskRequests.Bo, petition, """{"decision":"accept"}""")).Status);
        Assert.Equal(404, (await DecideAsync(world, TaskRequests.Sasha, petition with { StepNumber = 7 }, """{"decision":"accept"}""")).Status);
        Assert.Equal(
            404, (await DecideAsync(world, TaskRequests.Sasha, petition with { Id = CaseId.From("PET", 1) }, """{"decision":"accept"}""")).Status);
    }

    [Fact]
    public async Task A_claim_is_one_transaction_and_a_line_of_the_timeline()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        world.Log.Clear();

        (int status, JsonElement claimed) = await ClaimAsync(world, TaskRequests.Sasha, petition);

        Assert.Equal((200, "claimed", "a1"), (status, claimed.Text("state"), claimed.GetProperty("assignee").Text("id")));
        Assert.Equal((1, 1, 2), (world.Log.PointReads, world.Log.Transactions, world.Log.Requests.Count));
        Assert.Equal(["submitted", "task-claimed"], (await world.TimelineAsync(petition.Id)).Select(line => line.Event.What));
    }

    [Fact]
    public async Task Of_two_who_claim_at_once_one_gets_the_task()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        (int Status, JsonElement)[] both = await Task.WhenAll(
            ClaimAsync(world, TaskRequests.Sasha, petition), ClaimAsync(world, TaskRequests.Sven, petition));

        Assert.Equal([200, 409], both.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task A_task_is_given_back_by_who_works_on_it_only()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await ClaimAsync(world, TaskRequests.Sasha, petition);
        ReleaseTask release = new(world.Tasks, world.Clock);

        HttpRequest others = TaskRequests.From(TaskRequests.Sven);
        Assert.Equal(409, (await others.ReadAsync<ReleaseTask>(release.Run(others, TaskId(petition), CancellationToken.None))).Status);

        HttpRequest own = TaskRequests.From(TaskRequests.Sasha);
        Assert.Equal("open", (await own.ReadAsync<ReleaseTask>(release.Run(own, TaskId(petition), CancellationToken.None))).Body.Text("state"));
    }

    [Fact]
    public async Task A_task_goes_to_a_colleague_who_has_the_role()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await ClaimAsync(world, TaskRequests.Sasha, petition);
        Mock<IColleagues> colleagues = new();
        colleagues.Setup(c => c.FindAsync("a2", It.IsAny<CaseTask>(), It.IsAny<CancellationToken>())).ReturnsAsync(
            TaskRequests.Sven.AsActor(Role.Secretariat));
        ReassignTask reassign = new(world.Tasks, colleagues.Object, world.Clock);

        HttpRequest unknown = TaskRequests.From(TaskRequests.Sven, """{"to":"nobody"}""");
        (int refused, JsonElement told) = await unknown.ReadAsync<ReassignTask>(reassign.Run(unknown, TaskId(petition), CancellationToken.None));
        Assert.Equal((400, "/to"), (refused, Assert.Single(told.GetProperty("errors").EnumerateArray()).Text("pointer")));

        HttpRequest known = TaskRequests.From(TaskRequests.Sven, """{"to":"a2"}""");
        (int status, JsonElement task) = await known.ReadAsync<ReassignTask>(reassign.Run(known, TaskId(petition), CancellationToken.None));
        Assert.Equal((200, "a2"), (status, task.GetProperty("assignee").Text("id")));
    }

    [Fact]
    public async Task A_follow_up_is_today_or_later_and_stays_with_the_step()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        FollowUpTask followUp = new(world.Tasks, world.Clock);

        HttpRequest past = TaskRequests.From(TaskRequests.Sasha, """{"on":"2026-01-04"}""");
        Assert.Equal(400, (await past.ReadAsync<FollowUpTask>(followUp.Run(past, TaskId(petition), CancellationToken.None))).Status);

        HttpRequest later = TaskRequests.From(TaskRequests.Sasha, """{"on":"2026-01-09"}""");
        Assert.Equal(200, (await later.ReadAsync<FollowUpTask>(followUp.Run(later, TaskId(petition), CancellationToken.None))).Status);
        await world.NoteAsync(petition.Id);
        Assert.Equal(new DateOnly(2026, 1, 9), (await world.ReadAsync(petition.Id)).Task?.FollowUpOn);
    }

    [Fact]
    public async Task The_queue_shows_the_tasks_of_the_callers_roles_soonest_due_first()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition second = await world.SubmitAsync();
        world.Clock.Advance(TimeSpan.FromDays(-3));
        Petition first = await world.SubmitAsync();
        world.Clock.Advance(TimeSpan.FromDays(6));
        world.Log.Clear();

        (int status, JsonElement queue) = await ListAsync(world, TaskRequests.Sasha);

        Assert.Equal(200, status);
        Assert.Equal([TaskId(first), TaskId(second)], Ids(queue));
        Assert.Equal([true, false], queue.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("overdue").GetBoolean()));
        Assert.Equal(16, world.Log.Requests.Count);
        Assert.Empty(Ids((await ListAsync(world, TaskRequests.Bo)).Body));
    }

    [Fact]
    public async Task The_queue_is_filtered()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition mine = await world.SubmitAsync();
        Petition free = await world.SubmitAsync();
        Petition done = await world.SubmitAsync();
        await ClaimAsync(world, TaskRequests.Sasha, mine);
        await DecideAsync(world, TaskRequests.Sasha, done, """{"decision":"return","reason":"Too long."}""");

        Assert.Equal([TaskId(mine)], Ids((await ListAsync(world, TaskRequests.Sasha, "?assignee=me")).Body));
        Assert.Equal([TaskId(free)], Ids((await ListAsync(world, TaskRequests.Sasha, "?assignee=none")).Body));
        Assert.Equal(
            [TaskId(mine)],
            Ids((await ListAsync(world, TaskRequests.Sven, "?assignee=a1&state=claimed&kind=check&overdue=false&role=secretariat")).Body));
        Assert.Equal([TaskId(done)], Ids((await ListAsync(world, TaskRequests.Sven, "?state=done")).Body));
        Assert.Equal([TaskId(free)], Ids((await ListAsync(world, TaskRequests.Sven, $"?case={free.Id}")).Body));
        Assert.Empty(Ids((await ListAsync(world, TaskRequests.Sven, "?role=board")).Body));
        Assert.Equal(403, (await ListAsync(world, TaskRequests.Bo, "?role=secretariat")).Status);
        Assert.Equal(400, (await ListAsync(world, TaskRequests.Sven, "?state=lost")).Status);
    }

    [Theory]
    [InlineData("?q=quieter", "older")]
    [InlineData("?q=PRESSES&from=2026-01-06", "")]
    [InlineData("?from=2026-01-06", "newer")]
    [InlineData("?to=2026-01-05", "older")]
    [InlineData("?from=2026-01-05&to=2026-01-08", "older newer")]
    [InlineData("?dueTo=2026-01-10", "older")]
    [InlineData("?dueFrom=2026-01-11&dueTo=2026-01-13", "newer")]
    [InlineData("?dueFrom=2026-01-14", "")]
    [InlineData("?followUpTo=2026-01-08", "")]
    [InlineData("?followUpTo=2026-01-09", "newer")]
    public async Task The_queue_is_searched_by_words_and_days(string query, string expected)
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition older = await world.SubmitAsync(subject: "Quieter Presses");
        world.Clock.Advance(TimeSpan.FromDays(3));
        Petition newer = await world.SubmitAsync();
        HttpRequest again = TaskRequests.From(TaskRequests.Sasha, """{"on":"2026-01-09"}""");
        await again.ReadAsync<FollowUpTask>(new FollowUpTask(world.Tasks, world.Clock).Run(again, TaskId(newer), CancellationToken.None));

        string[] found = Ids((await ListAsync(world, TaskRequests.Sasha, query)).Body);

        Assert.Equal(expected, string.Join(' ', found.Select(id => id == TaskId(older) ? "older" : "newer")));
        Assert.Equal(
            [TaskId(older)],
            Ids((await ListAsync(world, TaskRequests.Sasha, $"?q={older.Id.Value.Replace("-", " ", StringComparison.Ordinal)}")).Body));
        Assert.Equal(400, (await ListAsync(world, TaskRequests.Sasha, "?dueTo=tomorrow")).Status);
    }

    [Fact]
    public async Task The_queue_is_paged_and_every_task_is_on_one_page()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        for (int i = 0; i < 5; i++)
        {
            await world.SubmitAsync();
        }

        List<string> seen = [];
        string? page = "";
        while (page is not null)
        {
            (int _, JsonElement body) = await ListAsync(world, TaskRequests.Sasha, $"?size=2{page}");
            seen.AddRange(Ids(body));
            page = body.GetProperty("next").GetString() is { } next ? $"&page={next}" : null;
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
        Assert.Equal(400, (await ListAsync(world, TaskRequests.Sasha, "?page=nonsense")).Status);
    }

    private static string TaskId(Petition petition) => $"{petition.Id}.{petition.StepNumber}";

    private static string[] Ids(JsonElement queue) => [.. queue.GetProperty("items").EnumerateArray().Select(item => item.Text("id"))];

    private static async Task<(int Status, JsonElement Body)> DecideAsync(
        CaseWorld world, Person person, Petition petition, string body, string? key = null)
    {
        HttpRequest request = TaskRequests.From(person, body, key: key);
        DecideTask decide = new(world.Tasks, world.Clock);
        return await request.ReadAsync<DecideTask>(decide.Run(request, TaskId(petition), world.Engine.Object, CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> ClaimAsync(CaseWorld world, Person person, Petition petition)
    {
        HttpRequest request = TaskRequests.From(person);
        return await request.ReadAsync<ClaimTask>(new ClaimTask(world.Tasks, world.Clock).Run(request, TaskId(petition), CancellationToken.None));
    }

    private static async Task<(int Status, JsonElement Body)> ListAsync(CaseWorld world, Person person, string query = "")
    {
        HttpRequest request = TaskRequests.From(person, query: query);
        return await request.ReadAsync<ListTasks>(new ListTasks(world.Tasks, world.Clock).Run(request, CancellationToken.None));
    }
}
