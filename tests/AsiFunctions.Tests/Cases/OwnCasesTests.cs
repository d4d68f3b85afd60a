using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Cases.Status;
using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Tests.Certification.Assessments;
using AsiFunctions.Tests.Certification.Certificates;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Cases;

/// <summary>Each kind of case knows whose it is: a member finds its own, is shown what it finds, and has its own tasks.</summary>
public sealed class OwnCasesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_member_finds_and_is_shown_all_that_is_its_own_and_another_member_nothing_of_it()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync(name: "Own Cases Ltd");
        await desk.IssuedAsync(Certifying.Order(member));
        CaseId other = await desk.JoinAsync(name: "Other Cases Ltd");

        CaseId[] found = await FindAsync(desk, BackOfficeDesk.Of(member));

        Assert.Equal(["APP", "CRT", "DTY", "ENT", "MEM"], found.Select(id => id.Prefix).Order(StringComparer.Ordinal));
        foreach (CaseId id in found)
        {
            Assert.Equal(200, await ShowAsync(desk, BackOfficeDesk.Of(member, Role.MemberAdmin), id));
            Assert.Equal(404, await ShowAsync(desk, BackOfficeDesk.Of(other), id));
        }

        Assert.Empty(found.Intersect(await FindAsync(desk, BackOfficeDesk.Of(other))));
        Assert.Equal(found.ToHashSet(), (await FindAsync(desk, BackOfficeDesk.Sasha, $"?member={member}")).ToHashSet());
    }

    [Theory]
    [InlineData("Example Assurance", "CRT")]
    [InlineData("plant at example", "CRT ENT")]
    [InlineData("example works", "ENT")]
    public async Task Cases_are_found_by_the_firm_the_scope_and_the_facility(string text, string kinds)
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.ScopedAsync(name: $"Words Ltd for {kinds}");
        await desk.IssuedAsync(Certifying.Order(member));

        CaseId[] found = await FindAsync(desk, BackOfficeDesk.Of(member), $"?q={Uri.EscapeDataString(text)}");

        Assert.Equal(kinds, string.Join(' ', found.Select(id => id.Prefix).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_open_self_assessment_is_its_members_own()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId assessment = await world.OpenAssessmentAsync();
        CaseId other = await world.JoinAnotherAsync();
        Person auditor = new("account-auditor", "Ada Auditor", Organisation.Of(CaseId.From("AUF", 1)), new HashSet<Role> { Role.LeadAuditor });

        Assert.Contains(assessment, await FindAsync(world.Desk, BackOfficeDesk.Of(world.Member), "?kind=sas"));
        Assert.DoesNotContain(assessment, await FindAsync(world.Desk, BackOfficeDesk.Of(other), "?kind=sas"));
        Assert.Empty(await FindAsync(world.Desk, auditor));
        Assert.Equal(404, await ShowAsync(world.Desk, auditor, assessment));
    }

    [Fact]
    public async Task A_duty_waits_for_its_member()
    {
        await using BackOfficeDesk desk = await BackOfficeDesk.OpenAsync(azurite.ConnectionString);
        CaseId member = await desk.JoinAsync(name: "Duty Bound Ltd");
        CaseId other = await desk.JoinAsync(name: "Also Bound Ltd");

        JsonElement task = Assert.Single((await TasksAsync(desk, BackOfficeDesk.Of(member, Role.MemberAdmin))).EnumerateArray());

        Assert.Equal((member.As("DTY").Value, member.Value, "member"), (task.Text("case"), task.Text("organisation"), task.Text("role")));
        Assert.NotEqual(task.Text("id"), Assert.Single((await TasksAsync(desk, BackOfficeDesk.Of(other))).EnumerateArray()).Text("id"));
        Assert.Equal(
            task.Text("id"), Assert.Single((await TasksAsync(desk, BackOfficeDesk.Sasha, $"?organisation={member}")).EnumerateArray()).Text("id"));
    }

    private static async Task<CaseId[]> FindAsync(BackOfficeDesk desk, Person person, string query = "")
    {
        Answer answer = await desk.CallAsync<SearchCases>((f, r) => f.Run(r, default), person, query: query);
        return [.. answer.Json.GetProperty("items").EnumerateArray().Select(item => CaseId.Parse(item.Text("id")))];
    }

    private static async Task<int> ShowAsync(BackOfficeDesk desk, Person person, CaseId id) =>
        (await desk.CallAsync<GetCase>((f, r) => f.Run(r, id.Value, default), person)).Status;

    private static async Task<JsonElement> TasksAsync(BackOfficeDesk desk, Person person, string query = "") =>
        (await desk.CallAsync<ListTasks>((f, r) => f.Run(r, default), person, query: query)).Json.GetProperty("items");
}
