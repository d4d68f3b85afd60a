using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Certification.Assessments;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Assessments;

/// <summary>A self-assessment that its member gives up, and a register that changes while one is opened.</summary>
public sealed class CancelledAssessmentTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_cancelled_one_makes_room_for_another_and_stays_readable_to_its_member_alone()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        await world.SavedAsync(id, "1.1", """{"rating": "conformance", "explanation": "As ever."}""");

        Answer cancelled = await CancelAsync(world, id, """{"reason": "The plant is sold."}""");

        Assert.Equal((200, "2026-01-28"), (cancelled.Status, cancelled.Json.GetProperty("cancelledOn").GetString()));
        ScopeAssessment listed = Assert.Single((await ScopeAsync(world)).Assessments);
        Assert.False(listed.IsOpen);
        Answer shown = await world.ShowAsync(id);
        Assert.Equal((200, "cancelled"), (shown.Status, shown.Json.GetProperty("state").GetString()));
        Assert.Equal(404, (await world.ShowAsync(id, BackOfficeDesk.Sasha)).Status);
        Assert.Equal((409, "cancelled"), Told(await world.SaveAsync(id, "1.2", """{"rating": "conformance"}""")));
        Assert.Equal((409, "cancelled"), Told(await world.SubmitAsync(id)));
        Assert.Equal(
            (409, "cancelled"), Told(await world.ImportAsync(id, "criterion,rating,explanation,reason,evidence,version\n1.2,minor,Twice.,,,0")));
        Assert.Equal((409, "cancelled"), Told(await CancelAsync(world, id, "{}")));
        Assert.Equal(201, (await world.TryOpenAsync()).Status);
    }

    [Fact]
    public async Task A_new_cycle_begins_as_a_copy_of_a_cancelled_one_only_where_that_is_named()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId kept = await world.OpenAssessmentAsync();
        await world.RateAllAsync(kept);
        Assert.Equal(200, (await world.SubmitAsync(kept)).Status);
        CaseId given = await world.OpenAssessmentAsync(blank: true);
        await CancelAsync(world, given, "{}");

        Answer next = await world.TryOpenAsync();
        Assert.Equal((201, kept.Value), (next.Status, next.Json.GetProperty("copiedFrom").GetString()));
        await CancelAsync(world, CaseId.Parse(next.Json.GetProperty("id").GetString()!), "{}");
        Answer named = await world.TryOpenAsync(copyFrom: given.Value);

        Assert.Equal((201, given.Value), (named.Status, named.Json.GetProperty("copiedFrom").GetString()));
    }

    [Fact]
    public async Task A_late_repeat_of_the_opening_gets_the_same_answer_after_the_cancellation_and_a_repeat_of_that_too()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        Answer opened = await world.TryOpenAsync(key: "k1");
        CaseId id = CaseId.Parse(opened.Json.GetProperty("id").GetString()!);
        Answer cancelled = await CancelAsync(world, id, "{}", key: "c1");

        Assert.Equal((200, cancelled.Text), Whole(await CancelAsync(world, id, "{}", key: "c1")));
        Assert.Equal((201, opened.Text), Whole(await world.TryOpenAsync(key: "k1")));
    }

    [Fact]
    public async Task Only_the_members_own_people_cancel_and_a_reason_has_its_limit()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        CaseId other = await world.JoinAnotherAsync();

        Assert.Equal(404, (await CancelAsync(world, id, "{}", by: BackOfficeDesk.Of(other))).Status);
        Assert.Equal(
            ["/reason too-long"], (await CancelAsync(world, id, new JsonObject { ["reason"] = new string('x', 4001) }.ToJsonString())).Faults);
        Assert.True((await ScopeAsync(world)).Assessments[0].IsOpen);
    }

    [Fact]
    public async Task A_scope_that_changes_while_one_is_opened_is_looked_at_again()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        world.Standards.Meanwhile = () => ChangeAsync(world, scope => scope with { Activities = [SupplyChainActivity.AluminiumSmelting] });

        CaseId id = await world.OpenAssessmentAsync();

        Assert.Equal(
            [SupplyChainActivity.AluminiumSmelting],
            (await world.Cases.FindAsync<Domain.Certification.Assessments.SelfAssessment>(id, default))!.Case.Activities);
    }

    [Fact]
    public async Task A_scope_that_is_closed_while_one_is_opened_gets_none()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        world.Standards.Meanwhile = () => ChangeAsync(world, scope => scope with { ClosedOn = new DateOnly(2026, 1, 28) });

        Assert.Equal((409, "scope-closed"), Told(await world.TryOpenAsync()));
        Assert.Empty((await ScopeAsync(world)).Assessments);
    }

    [Theory]
    [InlineData("""{"rating": "minor", "explanation": "Twice."}""")]
    [InlineData("{}")]   // says what was stored when its text was read
    public async Task An_answer_whose_text_was_read_before_a_colleagues_change_and_its_mark_after_it_meets_the_colleagues(string mine)
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        int reads = 0;
        world.Log.Breaks = request =>
        {
            if (request.StartsWith("GET", StringComparison.Ordinal)
                && request.Contains($"case|{id}", StringComparison.Ordinal)
                && Interlocked.Increment(ref reads) == 1)
            {
                Task.Run(() => world.SavedAsync(id, "1.1", """{"rating": "conformance"}""")).GetAwaiter().GetResult();
            }

            return false;
        };

        Answer answer = await world.SaveAsync(id, "1.1", mine);

        Assert.Equal((412, "\"1\""), (answer.Status, answer.Headers.ETag.ToString()));
        Assert.Equal("conformance", answer.Json.GetProperty("current").GetProperty("rating").GetString());
    }

    [Fact]
    public async Task A_null_among_the_evidence_is_a_fault()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();

        Assert.Equal(["/evidence malformed"], (await world.SaveAsync(id, "1.1", """{"evidence": [null]}""")).Faults);
    }

    [Fact]
    public async Task A_scope_has_a_limited_number_of_self_assessments()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        ScopeAssessment given = new(
            CaseId.From("SAS", 1),
            new(Domain.Certification.StandardCode.PerformanceStandard, "V3"),
            new DateOnly(2026, 1, 1),
            SubmittedOn: null,
            new DateOnly(2026, 1, 2));
        await ChangeAsync(
            world, scope => scope with { Assessments = [.. Enumerable.Repeat(given, Domain.Certification.Assessments.OpeningRules.MostOfScope)] });

        Assert.Equal((409, "too-many"), Told(await world.TryOpenAsync()));
    }

    [Fact]
    public async Task A_table_that_is_wrong_throughout_is_not_told_line_by_line()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();

        Answer answer = await world.ImportAsync(
            id, "criterion,rating,explanation,reason,evidence,version\n" + string.Concat(Enumerable.Repeat("9.9,minor,,,,0\n", 5000)));

        Assert.Equal((201, " more"), (answer.Faults.Count(), answer.Faults.Last()));
    }

    private static Task<Answer> CancelAsync(AssessmentWorld world, CaseId id, string body, Person? by = null, string? key = null) =>
        world.Desk.CallAsync<CancelSelfAssessment>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default),
            by ?? world.Mia,
            rawBody: body,
            headers: key is null ? [] : [("Idempotency-Key", key)]);

    private static async Task<CertificationScope> ScopeAsync(AssessmentWorld world) =>
        (await world.Cases.FindAsync<EntityRegister>(world.Member.As(EntityRegister.Prefix), default))!.Case.Scope("S1")!;

    private static async Task ChangeAsync(AssessmentWorld world, Func<CertificationScope, CertificationScope> change) =>
        await world.Cases.DecideAsync<EntityRegister>(
            world.Member.As(EntityRegister.Prefix),
            (register, _) => new Decision<EntityRegister>.Accepted(
                register with { Scopes = [.. register.Scopes.Select(scope => scope.Key == "S1" ? change(scope) : scope)] }, [], []),
            options: null,
            default);

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.Code);

    private static (int, string) Whole(Answer answer) => (answer.Status, answer.Text);
}
