using AsiFunctions.Access;
using AsiFunctions.Certification.Assessments;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Assessments;

/// <summary>Calls cost the same few round trips whatever the number of criteria, and colleagues do not get in each other's way.</summary>
[Collection(nameof(OnAzurite))]
public sealed class AssessmentCostTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public async Task A_call_costs_the_same_few_round_trips_whatever_the_number_of_criteria(int criteria)
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite, criteria);
        CaseId id = await world.OpenAssessmentAsync();

        // What the relay still has to carry on would be counted too.
        await world.Desk.Get<OutboxRelay>().StopAsync(default);
        string evidence = await world.AddReferenceAsync();
        await world.RateAllAsync(id);

        Assert.Equal(
            (3, 0, 1),
            await CostAsync(world, world.SaveAsync, id, $$"""{"rating": "minor", "explanation": "Twice.", "evidence": ["{{evidence}}"]}"""));
        Assert.Equal((2, 0, 1), await CostAsync(world, world.SaveAsync, id, """{"rating": "minor", "explanation": "Twice."}"""));
        Assert.Equal((1, 1, 0), await CostAsync(world, () => world.ShowAsync(id)));
        Assert.Equal(
            (1, 0, 0), await CostAsync(world, () => world.Desk.CallAsync<ShowAssessmentProgress>((f, r) => f.Run(r, id.Value, default), world.Mia)));
        Assert.Equal((3, 0, 1), await CostAsync(world, () => world.SubmitAsync(id)));
        Assert.Equal((3, 1, 1), await CostAsync(world, () => world.TryOpenAsync(), reads: -1));
    }

    [Fact]
    public async Task Colleagues_who_save_different_criteria_at_once_all_succeed()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite, criteria: 40);
        CaseId id = await world.OpenAssessmentAsync();
        string[] keys = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2"];

        Answer[] answers = await Task.WhenAll(
            keys.Select(key => world.SaveAsync(id, key, $$"""{"rating": "conformance", "explanation": "Of {{key}}"}""")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        foreach (string key in keys)
        {
            Assert.Equal($"Of {key}", (await world.CriterionAsync(id, key)).GetProperty("explanation").GetString());
        }
    }

    private static Task<(int Points, int Ranges, int Transactions)> CostAsync(
        AssessmentWorld world, Func<CaseId, string, string, string?, Person?, Task<Answer>> save, CaseId id, string json) =>
        CostAsync(world, () => save(id, "1.1", json, "*", null));

    /// <param name="world">The world.</param>
    /// <param name="call">What is counted.</param>
    /// <param name="reads">Point reads that are not counted; -1 for the register, which the commit reads again.</param>
    private static async Task<(int Points, int Ranges, int Transactions)> CostAsync(AssessmentWorld world, Func<Task<Answer>> call, int reads = 0)
    {
        world.Log.Clear();
        Answer answer = await call();
        (int, int, int) cost = (world.Log.PointReads + reads, world.Log.RangeReads, world.Log.Transactions);
        Assert.True(answer.Status is 200 or 201, answer.Text);
        return cost;
    }
}
