using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Storage;

[Collection(nameof(OnAzurite))]
public sealed class IdempotentAddTests(AzuriteFixture azurite)
{
    private static readonly IdempotencyKey Key = new("petitions", "8e03978e-40d5-43e8-bc93-6894a57f9324", "body-1");

    [Fact]
    public async Task The_first_with_a_key_is_one_transaction_like_any_other()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);

        await world.SubmitAsync(Key);

        Assert.Equal(["POST $batch"], world.Log.Requests);
    }

    [Fact]
    public async Task A_repeat_is_answered_from_the_first()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition first = await world.SubmitAsync(Key);
        world.Clock.Advance(TimeSpan.FromHours(1));

        AddOutcome<Petition>.Added repeat = Assert.IsType<AddOutcome<Petition>.Added>(await AddAsync(world, Key));

        Assert.True(repeat.Repeated);
        Assert.Equal(first, repeat.Stored.Case);
        Assert.Single(await world.TimelineAsync(first.Id));
    }

    [Fact]
    public async Task The_key_with_another_body_is_refused()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        await world.SubmitAsync(Key);

        Assert.IsType<AddOutcome<Petition>.KeyReused>(await AddAsync(world, Key with { BodyHash = "body-2" }));
        Assert.Single(await world.RowsAsync("case|"));
    }

    [Fact]
    public async Task Two_at_once_make_one_case()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);

        AddOutcome<Petition>[] both = await Task.WhenAll(AddAsync(world, Key), AddAsync(world, Key));

        AddOutcome<Petition>.Added[] added = [.. both.Cast<AddOutcome<Petition>.Added>()];
        Assert.Equal(added[0].Stored.Case.Id, added[1].Stored.Case.Id);
        Assert.Single(added, one => one.Repeated);
        Assert.Single(await world.RowsAsync("case|"));
    }

    [Fact]
    public async Task The_same_key_for_another_operation_is_another_key()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);

        Petition one = await world.SubmitAsync(Key);
        Petition other = await world.SubmitAsync(Key with { Scope = "complaints", BodyHash = "body-2" });

        Assert.NotEqual(one.Id, other.Id);
    }

    [Fact]
    public async Task A_reference_that_chance_has_given_to_another_case_is_passed_over()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        List<CaseId> tried = [];

        // A stranger's case takes the id between its derivation and the transaction.
        AddOutcome<Petition> outcome = await world.Cases.AddAsync<Petition>(
            Petition.Prefix,
            Key,
            (id, now) =>
            {
                tried.Add(id);
                if (tried.Count == 1)
                {
                    TakeAsync(world, id, now).GetAwaiter().GetResult();
                }

                return Petition.Begin(id, now);
            },
            CancellationToken.None);

        Assert.Equal(2, tried.Distinct().Count());
        Assert.Equal(tried[1], Assert.IsType<AddOutcome<Petition>.Added>(outcome).Stored.Case.Id);
    }

    [Fact]
    public async Task While_the_storage_is_frozen_nothing_is_confirmed_and_what_arrives_is_whole()
    {
        await using Azurite own = await Azurite.StartAsync();
        await using CaseWorld world = await CaseWorld.StartAsync(own.ConnectionString);
        using CancellationTokenSource patience = new();

        await own.PauseAsync();
        Task<AddOutcome<Petition>> frozen = AddAsync(world, Key, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => frozen);
        await own.ResumeAsync();

        // Whether the request had reached the storage or not: the repeat finds all of it or none, and makes it one case.
        Petition petition = await world.SubmitAsync(Key);
        Assert.Equal(
            [$"case|{petition.Id}", $"task|{petition.Id}.1", $"timeline|{petition.Id}|000001"],
            (await world.RowsAsync("")).Where(key => !key.StartsWith("outbox|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_late_repeat_is_known_by_its_key_alone()
    {
        await using CaseWorld world = await CaseWorld.StartAsync(azurite);
        Petition petition = await world.SubmitAsync(Key);

        AddOutcome<Petition>? repeat = await world.Cases.FindRepeatAsync<Petition>(Petition.Prefix, Key, default);

        Assert.Equal(petition.Id, Assert.IsType<AddOutcome<Petition>.Added>(repeat).Stored.Case.Id);
        Assert.IsType<AddOutcome<Petition>.KeyReused>(
            await world.Cases.FindRepeatAsync<Petition>(Petition.Prefix, Key with { BodyHash = "another" }, default));
        Assert.Null(await world.Cases.FindRepeatAsync<Petition>(Petition.Prefix, Key with { Value = "another" }, default));
    }

    private static Task<AddOutcome<Petition>> AddAsync(CaseWorld world, IdempotencyKey key, CancellationToken cancellation = default) =>
        world.Cases.AddAsync<Petition>(Petition.Prefix, key, (id, now) => Petition.Begin(id, now), cancellation);

    private static async Task TakeAsync(CaseWorld world, CaseId id, DateTimeOffset now)
    {
        Decision<ICase>.Accepted begun = new(Petition.Begin(id, now).Case, [], []);
        CaseCommit stranger = await CaseCommit.BeginAsync(
            world.Kinds, world.Cases.ReadAsync, begun, now, keyHash: "another", bodyHash: "", seen: null, CancellationToken.None);
        Assert.True(await stranger.Transaction.SubmitAsync(world.Table, CancellationToken.None));
    }
}
