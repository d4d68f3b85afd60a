using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Storage;

/// <summary>A decision may tell other cases of its partition: they decide within the same transaction.</summary>
[Collection(nameof(OnAzurite))]
public sealed class TellTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_another_case_makes_of_the_news_is_stored_with_the_decision_in_one_transaction()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition told = await world.SubmitAsync();
        Petition telling = await BesideAsync(world, told.Id);
        world.Log.Clear();

        await world.NoteAsync(telling.Id, effects: new Effect.Tell(told.Id, new PetitionNews()));

        Assert.Equal(1, (await world.ReadAsync(told.Id)).Case.Notes);
        Assert.Equal(["submitted", "noted"], (await world.TimelineAsync(told.Id)).Select(line => line.Event.What));
        Assert.Equal(1, world.Log.Transactions);
        Assert.Contains($"outbox|wake|{told.Id}", await world.RowsAsync("outbox|wake|"));
    }

    [Fact]
    public async Task A_case_that_is_part_of_the_decision_hears_the_news_as_it_is_by_then()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition told = await world.SubmitAsync();
        Petition telling = await BesideAsync(world, told.Id);

        await world.NoteAsync(telling.Id, effects: new Effect.Tell(told.Id, new PetitionNews(Answers: telling.Id)));

        Stored<Petition> after = await world.ReadAsync(telling.Id);
        Assert.Equal((2, 2), (after.Case.Notes, after.Version));
        Assert.Equal(["submitted", "noted", "noted"], (await world.TimelineAsync(telling.Id)).Select(line => line.Event.What));
    }

    [Fact]
    public async Task News_that_the_other_case_does_not_know_change_nothing_but_the_decision_stands()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition told = await world.SubmitAsync();
        Petition telling = await BesideAsync(world, told.Id);

        await world.NoteAsync(telling.Id, effects: new Effect.Tell(told.Id, new PetitionNews(Known: false)));

        Assert.Equal(1, (await world.ReadAsync(told.Id)).Version);
        Assert.Equal(1, (await world.ReadAsync(telling.Id)).Case.Notes);
    }

    [Fact]
    public async Task A_case_that_its_kind_presumes_begins_with_the_news()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition telling = await world.SubmitAsync();
        CaseId presumed = telling.Id.As(SequelKind.OwnPrefix);
        Assert.Null(await world.Cases.FindAsync<Petition>(presumed, default));

        await world.NoteAsync(telling.Id, effects: new Effect.Tell(presumed, new PetitionNews()));
        await world.NoteAsync(presumed);

        Stored<Petition> stored = await world.ReadAsync(presumed);
        Assert.Equal((2, 2), (stored.Case.Notes, stored.Version));
    }

    [Fact]
    public async Task A_told_case_that_changes_meanwhile_is_told_again_as_it_is_then()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition told = await world.SubmitAsync();
        Petition telling = await BesideAsync(world, told.Id);

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => world.NoteAsync(told.Id))
                .Append(world.NoteAsync(telling.Id, effects: new Effect.Tell(told.Id, new PetitionNews()))));

        Assert.Equal(5, (await world.ReadAsync(told.Id)).Case.Notes);
        Assert.Equal(1, (await world.ReadAsync(telling.Id)).Case.Notes);
    }

    [Fact]
    public async Task A_new_case_is_not_stored_where_the_case_it_rests_on_is_not_as_it_was_read()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition told = await world.SubmitAsync();
        await world.NoteAsync(told.Id);

        Assert.IsType<AddOutcome<Petition>.Overtaken>(await RestingAsync(version: 1));
        Assert.Single(await world.RowsAsync("case|"));
        Assert.IsType<AddOutcome<Petition>.Added>(await RestingAsync(version: 2));

        Task<AddOutcome<Petition>> RestingAsync(int version) => world.Cases.AddAsync<Petition>(
            Petition.Prefix,
            key: null,
            (id, now) => Petition.Begin(id, now) with { Effects = [new Effect.Tell(told.Id, new PetitionNews())] },
            default,
            beside: told.Id,
            new SeenCase(told.Id, version));
    }

    [Fact]
    public async Task Two_cases_that_answer_each_other_for_ever_are_stopped_and_nothing_is_stored()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        Effect[] many = [.. Enumerable.Repeat(new Effect.Tell(petition.Id, new PetitionNews()), 40)];

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.NoteAsync(petition.Id, effects: many));

        Assert.Equal(0, (await world.ReadAsync(petition.Id)).Case.Notes);
    }

    [Fact]
    public async Task A_case_of_another_partition_cannot_be_told()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition telling = await world.SubmitAsync();
        ulong bits = 1;
        while (CaseTable.ShardOf(CaseId.From(Petition.Prefix, bits)) == CaseTable.ShardOf(telling.Id))
        {
            bits++;
        }

        Effect.Tell tell = new(CaseId.From(Petition.Prefix, bits), new PetitionNews());

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.NoteAsync(telling.Id, effects: tell));
    }

    [Fact]
    public async Task Parts_change_with_their_case_in_one_transaction_and_are_read_by_name()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        world.Log.Clear();

        for (int i = 0; i < 3; i++)
        {
            await world.Cases.DecideAsync<Petition, Annex>(
                petition.Id,
                "annex-1",
                (@case, annex, _) => new Decision<Petition>.Accepted(@case, [], [])
                {
                    Parts = [new CasePart(
                    "annex-1", new Annex(annex?.Text + "x"))]
                },
                options: null,
                default);
        }

        Assert.Equal(3, world.Log.Transactions);
        Assert.Equal("xxx", (await world.Cases.PartAsync<Annex>(petition.Id, "annex-1", default))!.Text);
        Assert.Equal(["annex-1"], (await world.Cases.PartsAsync<Annex>(petition.Id, "annex-", default)).Keys);
        Assert.Empty(await world.Cases.PartsAsync<Annex>(petition.Id, "b", default));
        Assert.Single(await world.TimelineAsync(petition.Id));
    }

    [Fact]
    public async Task Two_who_change_parts_of_one_case_at_once_both_succeed()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => world.Cases.DecideAsync<Petition, Annex>(
            petition.Id,
            $"annex-{n}",
            (@case, _, _) => new Decision<Petition>.Accepted(@case with { Notes = @case.Notes + 1 }, [], [])
            {
                Parts = [new CasePart(
                $"annex-{n}", new Annex("x"))]
            },
            options: null,
            default)));

        Assert.Equal(4, (await world.ReadAsync(petition.Id)).Case.Notes);
        Assert.Equal(4, (await world.Cases.PartsAsync<Annex>(petition.Id, "", default)).Count);
    }

    [Fact]
    public async Task A_part_that_was_read_before_somebody_elses_decision_and_its_case_after_it_overwrites_nothing()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync();
        int caseReads = 0;

        // When the part is on its way and the case is about to be read, a colleague adds to the part.
        world.Log.Breaks = request =>
        {
            if (request.StartsWith("GET", StringComparison.Ordinal)
                && request.Contains("case|", StringComparison.Ordinal)
                && Interlocked.Increment(ref caseReads) == 1)
            {
                AppendAsync("a").GetAwaiter().GetResult();
            }

            return false;
        };
        await AppendAsync("b");

        Assert.Equal("ab", (await world.Cases.PartAsync<Annex>(petition.Id, "annex-1", default))!.Text);

        Task AppendAsync(string text) => Task.Run(() => world.Cases.DecideAsync<Petition, Annex>(
            petition.Id,
            "annex-1",
            (@case, annex, _) => new Decision<Petition>.Accepted(@case, [], []) { Parts = [new CasePart("annex-1", new Annex(annex?.Text + text))] },
            options: null,
            default));
    }

    private static async Task<Petition> BesideAsync(CaseWorld world, CaseId other)
    {
        AddOutcome<Petition> added = await world.Cases.AddAsync<Petition>(
            Petition.Prefix, key: null, (id, now) => Petition.Begin(id, now), default, beside: other);
        return Assert.IsType<AddOutcome<Petition>.Added>(added).Stored.Case;
    }
}
