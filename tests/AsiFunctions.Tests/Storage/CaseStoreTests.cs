using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Storage;

[Collection(nameof(OnAzurite))]
public sealed class CaseStoreTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_case_begins_with_one_transaction_and_nothing_else()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);

        Petition petition = await world.SubmitAsync();

        Assert.Equal(["POST $batch"], world.Log.Requests);
        Assert.Equal(
            [
                $"case|{petition.Id}",
                $"outbox|mail|{petition.Id}-000001-000",
                $"outbox|wake|{petition.Id}",
                $"task|{petition.Id}.1",
                $"timeline|{petition.Id}|000001",
            ],
            await world.RowsAsync(""));
    }

    [Fact]
    public async Task A_decision_is_one_point_read_and_one_transaction()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        world.Log.Clear();

        await world.NoteAsync(petition.Id);

        Assert.Equal((1, 1, 2), (world.Log.PointReads, world.Log.Transactions, world.Log.Requests.Count));
    }

    [Fact]
    public async Task A_case_is_found_as_it_was_stored()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        Stored<Petition> stored = await world.ReadAsync(petition.Id);

        Assert.Equal(petition, stored.Case);
        Assert.Equal((1, world.Clock.Now), (stored.Version, stored.BegunAt));
        Assert.Null(await world.Cases.FindAsync<Petition>(CaseId.From(Petition.Prefix, 1), CancellationToken.None));
        Assert.Null(await world.Cases.FindAsync<ICase>(CaseId.From("ZZZ", 1), CancellationToken.None));
    }

    [Fact]
    public async Task A_text_larger_than_a_property_survives()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        string large = string.Concat(Enumerable.Repeat("铝业管理倡议 \"a\" 🜂", 12_000));

        Petition petition = await world.SubmitAsync(subject: large);

        Assert.Equal(large, (await world.ReadAsync(petition.Id)).Case.Subject);
    }

    [Fact]
    public async Task What_exceeds_a_row_is_refused_before_anything_is_sent()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);

        await Assert.ThrowsAsync<CaseTooLargeException>(() => world.SubmitAsync(subject: new string('a', 500_000)));

        Assert.Empty(world.Log.Requests);
    }

    [Fact]
    public async Task What_exceeds_a_transaction_is_refused_before_it_is_sent()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Effect[] many = [.. Enumerable.Repeat(new Effect.SendMail("note", Role.Member), 100)];

        TransactionTooLargeException refused = await Assert.ThrowsAsync<TransactionTooLargeException>(() => world.NoteAsync(petition.Id, null, many));

        Assert.Contains("103 rows of at most 100", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await world.ReadAsync(petition.Id)).Version);
    }

    [Fact]
    public async Task Decisions_that_collide_are_each_taken_on_the_fresh_state_and_the_timeline_has_no_gap()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.NoteAsync(petition.Id)));

        Stored<Petition> stored = await world.ReadAsync(petition.Id);
        Assert.Equal((4, 5), (stored.Case.Notes, stored.Version));
        Assert.Equal([1, 2, 3, 4, 5], (await world.TimelineAsync(petition.Id)).Select(line => line.Number));
    }

    [Fact]
    public async Task A_decision_on_an_older_version_is_told_as_stale()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        await world.NoteAsync(petition.Id);

        DecideOutcome<Petition> outcome = await world.NoteAsync(petition.Id, new DecideOptions(IfVersion: 1));

        Assert.Equal(2, Assert.IsType<DecideOutcome<Petition>.Stale>(outcome).Stored.Version);
    }

    [Fact]
    public async Task A_decision_that_is_repeated_takes_effect_once()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        DecideOutcome<Petition> first = await world.NoteAsync(petition.Id, new DecideOptions("d-1"));
        DecideOutcome<Petition> again = await world.NoteAsync(petition.Id, new DecideOptions("d-1"));

        Assert.False(Assert.IsType<DecideOutcome<Petition>.Applied>(first).Repeated);
        Assert.True(Assert.IsType<DecideOutcome<Petition>.Applied>(again).Repeated);
        Assert.Equal(1, (await world.ReadAsync(petition.Id)).Case.Notes);
    }

    [Fact]
    public async Task A_decision_whose_answer_was_lost_and_that_was_sent_again_counts_as_taken()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        int asked = 0;

        // The same decision takes effect between the read and the transaction, as a retry of the client library would have it.
        DecideOutcome<Petition> outcome = await world.Cases.DecideAsync<Petition>(
            petition.Id,
            (seen, _) =>
            {
                if (asked++ == 0)
                {
                    world.NoteAsync(petition.Id, new DecideOptions("d-2")).GetAwaiter().GetResult();
                }

                return Petition.Note(seen);
            },
            new DecideOptions("d-2"),
            CancellationToken.None);

        Assert.IsType<DecideOutcome<Petition>.Applied>(outcome);
        Assert.Equal((1, 1), (asked, (await world.ReadAsync(petition.Id)).Case.Notes));
    }

    [Fact]
    public async Task A_refusal_changes_nothing()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        world.Log.Clear();

        DecideOutcome<Petition> outcome = await world.Cases.DecideAsync<Petition>(
            petition.Id, (_, _) => new Decision<Petition>.Refused("out-of-order", "Not now."), options: null, CancellationToken.None);

        Assert.Equal("out-of-order", Assert.IsType<DecideOutcome<Petition>.Refused>(outcome).Code);
        Assert.Equal(0, world.Log.Transactions);
        Assert.IsType<DecideOutcome<Petition>.NotFound>(await world.NoteAsync(CaseId.From(Petition.Prefix, 3)));
    }

    [Fact]
    public async Task The_open_task_follows_the_step_and_the_ended_one_tells_how()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Actor sasha = new("a1", Role.Secretariat, "Sasha Sample");

        await world.NoteAsync(petition.Id);
        Assert.Equal([$"task|{petition.Id}.1"], await world.RowsAsync("task|"));

        await world.Cases.DecideAsync<Petition>(petition.Id, (seen, _) => Petition.Accept(seen, sasha), options: null, CancellationToken.None);

        Assert.Empty(await world.RowsAsync("task|"));
        CaseTask? ended = await world.Tasks.FindAsync(petition.Id, 1, CancellationToken.None);
        Assert.Equal(new TaskEnd("accepted", sasha, world.Clock.Now), ended?.Outcome);
    }

    [Fact]
    public async Task A_case_that_grows_out_of_another_begins_in_the_same_transaction()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Petition grown = Petition.Begin(petition.Id.As(SequelKind.OwnPrefix), world.Clock.Now).Case;
        world.Log.Clear();

        await world.NoteAsync(petition.Id, null, new Effect.Open(grown, [new CaseEvent("begun", Actor.Machine)], [new Effect.Invite(grown.Id)]));

        Assert.Equal(1, world.Log.Transactions);
        Assert.Equal(1, (await world.ReadAsync(grown.Id)).Version);
        Assert.Equal([$"outbox|invite|{grown.Id}-000001-000"], await world.RowsAsync("outbox|invite|"));
    }

    [Fact]
    public async Task A_case_that_cannot_begin_takes_the_decision_that_opens_it_with_it()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Effect.Open taken = new(petition, [new CaseEvent("begun", Actor.Machine)], []);

        await Assert.ThrowsAnyAsync<Exception>(() => world.NoteAsync(petition.Id, null, taken));

        Assert.Equal(1, (await world.ReadAsync(petition.Id)).Version);
    }

    [Fact]
    public async Task All_cases_of_a_kind_are_listed()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        HashSet<CaseId> submitted = [];
        for (int i = 0; i < 20; i++)
        {
            submitted.Add((await world.SubmitAsync()).Id);
        }

        HashSet<CaseId> listed = [];
        await foreach (Stored<Petition> stored in world.Cases.ListAsync<Petition>(Petition.Prefix, CancellationToken.None))
        {
            listed.Add(stored.Case.Id);
        }

        Assert.Equal(submitted, listed);
    }
}
