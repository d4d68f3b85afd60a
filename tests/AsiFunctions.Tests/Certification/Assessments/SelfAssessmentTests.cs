using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Access.Accounts;
using AsiFunctions.Certification.Assessments;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Assessments;

public sealed class SelfAssessmentTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_scope_has_one_open_self_assessment_and_its_register_lists_it()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();

        Answer second = await world.TryOpenAsync();

        Assert.Equal(
            (409, "assessment-open", id.Value), (second.Status, second.Code, second.Json.GetProperty("current").GetProperty("id").GetString()));
        CertificationScope scope = (await world.Cases.FindAsync<EntityRegister>(world.Member.As("ENT"), default))!.Case.Scope("S1")!;
        Assert.Equal([id], scope.Assessments.Select(a => a.Id));
        Assert.Null(scope.Assessments[0].SubmittedOn);
        Assert.Equal(201, (await world.TryOpenAsync(scope: "S2", version: "V2")).Status);
    }

    [Fact]
    public async Task Of_two_who_open_the_same_cycle_at_once_one_can()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.TryOpenAsync()));

        Assert.Equal([201, 409, 409, 409], answers.Select(a => a.Status).Order());
        Assert.Single((await world.Cases.FindAsync<EntityRegister>(world.Member.As("ENT"), default))!.Case.Scope("S1")!.Assessments);
    }

    [Fact]
    public async Task A_repeated_opening_gets_the_same_answer_and_its_key_serves_nothing_else()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        Answer first = await world.TryOpenAsync(key: "k1");

        Assert.Equal((201, first.Text), ((await world.TryOpenAsync(key: "k1")).Status, (await world.TryOpenAsync(key: "k1")).Text));
        Assert.Equal(422, (await world.TryOpenAsync(key: "k1", blank: true)).Status);
    }

    [Theory]
    [InlineData("S1", "V2", "/version version-not-auditable")]
    [InlineData("S1", "V9", "/version not-offered")]
    [InlineData("S9", "V3", "/scope not-offered")]
    public async Task The_version_may_be_audited_against_today_and_the_scope_is_the_members(string scope, string version, string fault)
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);

        Answer answer = await world.TryOpenAsync(scope: scope, version: version);

        Assert.Equal([fault], answer.Faults);
    }

    [Fact]
    public async Task An_answer_is_saved_with_the_criterions_own_version()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        string evidence = await world.AddReferenceAsync();

        Answer saved = await world.SaveAsync(id, "2.1", $$"""{"rating": "minor", "explanation": "  Twice in May. ", "evidence": ["{{evidence}}"]}""");

        Assert.Equal((200, "\"1\""), (saved.Status, saved.Headers.ETag.ToString()));
        JsonElement shown = await world.CriterionAsync(id, "2.1");
        Assert.Equal(saved.Json.GetRawText(), shown.GetRawText());
        Assert.Equal(
            ("minor", "Twice in May.", 1),
            (shown.GetProperty("rating").GetString(), shown.GetProperty("explanation").GetString(), shown.GetProperty("version").GetInt32()));
        Assert.Equal(world.Mia.AccountId, shown.GetProperty("changedBy").GetString());
    }

    [Fact]
    public async Task Of_two_who_change_the_same_criterion_the_second_is_shown_the_first_ones_answer()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();

        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => world.SaveAsync(id, "1.1", $$"""{"rating": "conformance", "explanation": "Says {{n}}"}""")));

        Answer winner = Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a != winner), loser =>
        {
            Assert.Equal((412, "\"1\"", "precondition-failed"), (loser.Status, loser.Headers.ETag.ToString(), loser.Code));
            Assert.Equal(winner.Json.GetRawText(), loser.Json.GetProperty("current").GetRawText());
        });
        Assert.Equal(200, (await world.SaveAsync(id, "1.1", """{"rating": "major"}""", "*")).Status);
    }

    [Fact]
    public async Task An_answer_that_came_before_is_confirmed_although_its_version_has_passed()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        await world.SavedAsync(id, "1.1", """{"rating": "major"}""");

        Answer again = await world.SaveAsync(id, "1.1", """{"rating": "major"}""");

        Assert.Equal((200, "\"1\""), (again.Status, again.Headers.ETag.ToString()));
    }

    [Fact]
    public async Task A_change_says_which_version_it_is_meant_for()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();

        Assert.Equal((428, "precondition-required"), await StatusAsync(world.SaveAsync(id, "1.1", """{"rating": "major"}""", ifMatch: null)));
        Assert.Equal((412, "precondition-failed"), await StatusAsync(world.SaveAsync(id, "1.1", """{"rating": "major"}""", ifMatch: "W/\"0\"")));
        Assert.Equal((404, "not-found"), await StatusAsync(world.SaveAsync(id, "9.9", """{"rating": "major"}""")));
        Assert.Equal((404, "not-found"), await StatusAsync(world.SaveAsync(id, "1.1|x", """{"rating": "major"}""")));
    }

    [Fact]
    public async Task Evidence_has_to_be_in_the_library_and_a_retired_piece_stays_only_where_it_is()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        string evidence = await world.AddReferenceAsync();
        await world.SavedAsync(id, "1.1", $$"""{"evidence": ["{{evidence}}"]}""");
        await world.Desk.CallAsync<AsiFunctions.Certification.Evidence.RetireEvidence>(
            (f, r) => f.Run(r, world.Member.Value, evidence, BackOfficeDesk.NoDurable, default), world.Mia);

        Assert.Equal(["/evidence no-such-evidence"], (await world.SaveAsync(id, "1.2", """{"evidence": ["E99"]}""")).Faults);
        Assert.Equal(["/evidence evidence-retired"], (await world.SaveAsync(id, "1.2", $$"""{"evidence": ["{{evidence}}"]}""")).Faults);
        Assert.Equal(200, (await world.SaveAsync(id, "1.1", $$"""{"rating": "conformance", "evidence": ["{{evidence}}"]}""", "\"1\"")).Status);
        Assert.Equal(["/evidence doubled"], (await world.SaveAsync(id, "1.2", """{"evidence": ["E1", "E1"]}""")).Faults);
        Assert.Equal(["/explanation too-long"], (await world.SaveAsync(id, "1.2", $$"""{"explanation": "{{new string('x', 4001)}}"}""")).Faults);
    }

    [Fact]
    public async Task Submitting_names_each_criterion_that_is_not_complete_and_then_closes_the_whole()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        await world.RateAllAsync(id);
        await world.SavedAsync(id, "1.1", """{"rating": "not-applicable"}""", "*");
        await world.SavedAsync(id, "1.2", """{"rating": "major"}""", "*");
        await world.SavedAsync(id, "2.1", """{"explanation": "Not rated any more"}""", "*");
        Assert.Equal(["/criteria/1.1 required", "/criteria/1.2 required", "/criteria/2.1 required"], (await world.SubmitAsync(id)).Faults);

        await world.SavedAsync(id, "1.1", """{"rating": "not-applicable", "reason": "No mine."}""", "*");
        await world.SavedAsync(id, "1.2", """{"rating": "major", "explanation": "No dam register."}""", "*");
        await world.SavedAsync(id, "2.1", """{"rating": "unable-to-rate"}""", "*");
        Answer submitted = await world.SubmitAsync(id, key: "s1");

        Assert.Equal((200, "2026-01-28"), (submitted.Status, submitted.Json.GetProperty("submittedOn").GetString()));
        Assert.Equal(submitted.Text, (await world.SubmitAsync(id, key: "s1")).Text);
        Assert.Equal((409, "submitted"), await StatusAsync(world.SubmitAsync(id)));
        Assert.Equal((409, "submitted"), await StatusAsync(world.SaveAsync(id, "1.1", """{"rating": "major"}""", "*")));
        Assert.Equal((409, "submitted"), await StatusAsync(world.ImportAsync(id, await world.ExportAsync(id))));
        CertificationScope scope = (await world.Cases.FindAsync<EntityRegister>(world.Member.As("ENT"), default))!.Case.Scope("S1")!;
        Assert.Equal(new DateOnly(2026, 1, 28), Assert.Single(scope.Assessments).SubmittedOn);
        Assert.Equal(["opened", "answers-imported", "submitted"], (await world.Cases.TimelineAsync(id, default)).Select(line => line.Event.What));
    }

    [Fact]
    public async Task Progress_is_told_in_all_and_for_each_principle()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        await world.SavedAsync(id, "1.1", """{"rating": "conformance"}""");
        await world.SavedAsync(id, "1.2", """{"rating": "major"}""");
        await world.SavedAsync(id, "2.1", """{"rating": "minor", "explanation": "Twice."}""");

        JsonElement progress = (await world.Desk.CallAsync<ShowAssessmentProgress>((f, r) => f.Run(r, id.Value, default), world.Mia)).Json;

        Assert.Equal("""{"applicable":20,"answered":2,"open":18,"majors":1,"minors":1}""", progress.GetProperty("progress").GetRawText());
        Assert.Equal(
            """{"applicable":4,"answered":1,"open":3,"majors":1,"minors":0}""",
            progress.GetProperty("principles")[0].GetProperty("progress").GetRawText());
    }

    [Fact]
    public async Task The_next_cycle_of_the_same_version_begins_as_a_copy_of_the_last()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId first = await world.OpenAssessmentAsync();
        string evidence = await world.AddReferenceAsync();
        await world.RateAllAsync(first);
        await world.SavedAsync(first, "1.1", $$"""{"rating": "minor", "explanation": "Twice.", "evidence": ["{{evidence}}"]}""", "*");
        await world.SubmitAsync(first);

        CaseId second = await world.OpenAssessmentAsync();

        JsonElement copy = await world.CriterionAsync(second, "1.1");
        Assert.Equal(
            ("minor", "Twice.", 1),
            (copy.GetProperty("rating").GetString(), copy.GetProperty("explanation").GetString(), copy.GetProperty("version").GetInt32()));
        Assert.Equal([evidence], copy.GetProperty("evidence").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(first.Value, (await world.ShowAsync(second)).Json.GetProperty("copiedFrom").GetString());
        Assert.Equal(200, (await world.SubmitAsync(second)).Status);
        CaseId third = await world.OpenAssessmentAsync(blank: true);
        Assert.Equal(0, (await world.CriterionAsync(third, "1.1")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Across_versions_texts_follow_the_title_and_never_the_number_alone()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId first = await world.OpenAssessmentAsync();
        await world.RateAllAsync(first);
        await world.SavedAsync(first, "1.1", """{"rating": "minor", "explanation": "Of the old 1.1"}""", "*");
        await world.SavedAsync(first, "1.2", """{"rating": "minor", "explanation": "Of the old 1.2"}""", "*");
        await world.SubmitAsync(first);
        world.Standards.Versions.Add(
            TestStandards.Version("V4", 20, title: key => key switch { "1.1" => "Something new", "3.1" => "Title of 1.1", _ => $"Title of {key}" }));

        CaseId second = await world.OpenAssessmentAsync("V4");

        Assert.Equal(0, (await world.CriterionAsync(second, "1.1")).GetProperty("version").GetInt32());
        JsonElement moved = await world.CriterionAsync(second, "3.1");
        Assert.Equal((JsonValueKind.Null, "Of the old 1.1"), (moved.GetProperty("rating").ValueKind, moved.GetProperty("explanation").GetString()));
        Assert.Equal("Of the old 1.2", (await world.CriterionAsync(second, "1.2")).GetProperty("explanation").GetString());
    }

    [Fact]
    public async Task A_draft_is_the_members_own_and_ASI_sees_it_once_it_is_submitted()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        Person other = BackOfficeDesk.Of(await world.JoinAnotherAsync());
        await world.RateAllAsync(id);

        Assert.Equal(404, (await world.ShowAsync(id, BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await world.ShowAsync(id, other)).Status);
        Assert.Equal(404, (await world.SaveAsync(id, "1.1", """{"rating": "major"}""", "*", other)).Status);
        Assert.Equal(404, (await world.SubmitAsync(id, other)).Status);
        Assert.Equal(404, (await world.ImportAsync(id, "criterion,rating,explanation,reason,evidence,version", other)).Status);
        Assert.Equal(404, (await world.TryOpenAsync(other, world.Member)).Status);
        Assert.Equal(["/copyFrom not-offered"], (await world.TryOpenAsync(other, other.Organisation.Id, copyFrom: id.Value)).Faults);

        await world.SubmitAsync(id);

        Assert.Equal(200, (await world.ShowAsync(id, BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await world.ShowAsync(id, other)).Status);
    }

    [Fact]
    public async Task A_criterion_is_assigned_to_a_colleague_and_its_version_stays()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        AccountStore accounts = world.Desk.Get<AccountStore>();
        string colleague = await AccountAsync(accounts, Organisation.Of(world.Member));
        string stranger = await AccountAsync(accounts, Organisation.Of(CaseId.From("MEM", 99)));

        Assert.Equal(200, (await AssignAsync(world, id, "1.1", colleague)).Status);
        Assert.Equal((colleague, 0), await AssigneeAsync());
        Assert.Equal(["/account no-such-colleague"], (await AssignAsync(world, id, "1.1", stranger)).Faults);
        await world.SavedAsync(id, "1.1", """{"rating": "major"}""");
        Assert.Equal((colleague, 1), await AssigneeAsync());
        Assert.Equal(200, (await AssignAsync(world, id, "1.1", null)).Status);
        Assert.Equal((null, 1), await AssigneeAsync());

        async Task<(string?, int)> AssigneeAsync() =>
            (await world.CriterionAsync(id, "1.1")) is var shown
                ? (shown.GetProperty("assignee").GetString(), shown.GetProperty("version").GetInt32())
                : default;
    }

    [Fact]
    public async Task Its_main_contact_is_a_colleague_of_the_same_member()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        AccountStore accounts = world.Desk.Get<AccountStore>();
        string colleague = await AccountAsync(accounts, Organisation.Of(world.Member));
        string stranger = await AccountAsync(accounts, Organisation.Of(CaseId.From("MEM", 99)));

        Answer named = await NameAsync(colleague, world.Mia);
        Assert.Equal((200, colleague), (named.Status, named.Json.GetProperty("account").GetString()));
        Assert.Equal(["/account no-such-colleague"], (await NameAsync(stranger, world.Mia)).Faults);

        Task<Answer> NameAsync(string account, Person by) => world.Desk.CallAsync<NameMainContact>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), by, new JsonObject { ["account"] = account });
    }

    private static Task<Answer> AssignAsync(AssessmentWorld world, CaseId id, string key, string? account) => world.Desk.CallAsync<AssignCriterion>(
        (f, r) => f.Run(r, id.Value, key, BackOfficeDesk.NoDurable, default), world.Mia, new JsonObject { ["account"] = account });

    private static async Task<string> AccountAsync(AccountStore accounts, Organisation organisation)
    {
        string id = Guid.NewGuid().ToString("N");
        await accounts.SaveAsync(
            new Account(
                id,
                "Kim Colleague",
                "kim@example.org",
                "en",
                organisation,
                new HashSet<Role> { Role.Member },
                DateTimeOffset.UnixEpoch,
                "IVT-1",
                EndedAt: null),
            replaced: null,
            default);
        return id;
    }

    private static async Task<(int, string?)> StatusAsync(Task<Answer> asking) => await asking is var answer ? (answer.Status, answer.Code) : default;
}
