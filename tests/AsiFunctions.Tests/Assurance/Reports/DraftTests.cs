using System.Text.Json;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using static AsiFunctions.Tests.Assurance.Reports.ReportWorld;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>A draft is saved piece by piece, by colleagues who may look at the same piece.</summary>
[Collection(nameof(OnAzurite))]
public sealed class DraftTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_second_of_two_colleagues_who_change_a_finding_gets_the_current_one()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Answer first = await world.SaveAsync(
            "1.1", """{"rating": "conformance", "text": " Fine. ", "evidence": ["Policy"], "sites": ["F1"]}""", "\"0\"");
        Answer second = await world.SaveAsync("1.1", """{"rating": "minor", "text": "Not quite."}""", "\"0\"", Lea);
        Answer same = await world.SaveAsync(
            "1.1", """{"rating": "conformance", "text": "Fine.", "evidence": ["Policy"], "sites": ["F1"]}""", "\"0\"", Lea);
        Answer blind = await world.SaveAsync("1.1", """{"rating": "minor"}""", ifMatch: null);

        Assert.Equal((200, "\"1\"", "Fine."), (first.Status, first.Headers.ETag.ToString(), Text(first.Json, "text")));
        Assert.Equal((412, "\"1\"", "Fine."), (second.Status, second.Headers.ETag.ToString(), Text(second.Json.GetProperty("current"), "text")));
        Assert.Equal((200, 1), (same.Status, same.Json.GetProperty("version").GetInt32()));
        Assert.Equal((428, "precondition-required"), (blind.Status, blind.Code));
        Assert.Empty(await world.Cases.TimelineAsync(world.Report, default));
    }

    [Fact]
    public async Task Colleagues_who_save_different_pieces_at_once_all_succeed()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite, criteria: 10);

        Answer[] answers = await Task.WhenAll(
        [
            .. world.Criteria.Select(key => world.SaveAsync(key, $$"""{"rating": "conformance", "text": "Of {{key}}"}""", "\"0\"")),
            world.SaveGeneralAsync(General, "\"0\""),
            world.AddAsync("{}"),
            world.AddAsync("{}"),
        ]);

        Assert.All(answers, Done);
        JsonElement report = (await world.ShowAsync()).Json;
        Assert.Equal(
            (10, 10),
            (report.GetProperty("progress").GetProperty("rated").GetInt32(), report.GetProperty("progress").GetProperty("applicable").GetInt32()));
        Assert.Equal([1, 2], report.GetProperty("nonConformances").EnumerateArray().Select(item => item.GetProperty("number").GetInt32()));
    }

    [Theory]
    [InlineData("9.9", "{}", 404)]
    [InlineData("not a key", "{}", 404)]
    [InlineData("1.1", """{"sites": ["F9"]}""", 400)]
    [InlineData("1.1", """{"rating": "good"}""", 400)]
    [InlineData("1.1", """{"text": "a\u0001"}""", 400)]
    public async Task What_is_no_finding_is_refused(string criterion, string json, int status)
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Assert.Equal(status, (await world.SaveAsync(criterion, json)).Status);
    }

    [Fact]
    public async Task The_general_part_is_saved_whole_with_its_own_version()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Answer first = await world.SaveGeneralAsync(General, "\"0\"");
        Answer late = await world.SaveGeneralAsync("""{"summary": "Otherwise."}""", "\"0\"");
        Answer wrong = await world.SaveGeneralAsync("""{"days": {"onSiteDays": 0.3}, "peopleMet": [null]}""", "\"1\"");

        Assert.Equal((200, "\"1\""), (first.Status, first.Headers.ETag.ToString()));
        Assert.Equal((412, "All in all well."), (late.Status, Text(late.Json.GetProperty("current"), "summary")));
        Assert.Equal(["/days/onSiteDays out-of-range", "/peopleMet/0 required"], wrong.Faults);
    }

    [Fact]
    public async Task Non_conformances_are_added_once_changed_and_removed()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Answer added = await world.AddAsync(NonConformance("1.1"), key: "n1");
        Answer again = await world.AddAsync(NonConformance("1.1"), key: "n1");
        Answer changed = await world.ChangeAsync(1, NonConformance("1.2"), "\"1\"");
        Answer late = await world.ChangeAsync(1, NonConformance("1.1"), "\"1\"");
        Answer lateToo = await world.RemoveAsync(1, "\"1\"");
        Answer removed = await world.RemoveAsync(1, "\"2\"");

        Assert.Equal((201, added.Text), (again.Status, again.Text));
        Assert.Equal((200, "1.2"), (changed.Status, Text(changed.Json, "criterion")));
        Assert.Equal((412, "1.2"), (late.Status, Text(late.Json.GetProperty("current"), "criterion")));
        Assert.Equal((412, 204), (lateToo.Status, removed.Status));
        Assert.Equal(404, (await world.ChangeAsync(1, NonConformance("1.1"))).Status);
        Assert.Equal(["/criterion criterion-not-offered"], (await world.AddAsync("""{"criterion": "9.9"}""")).Faults);
        Assert.Equal(2, (await world.AddAsync("{}")).Json.GetProperty("number").GetInt32());
        Assert.DoesNotContain(
            (await world.ShowAsync()).Json.GetProperty("gaps").EnumerateArray(),
            gap => Text(gap, "pointer")!.StartsWith("/non-conformances/1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_is_shown_to_its_firm_and_to_the_staff_and_to_nobody_else()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();

        Assert.Equal(200, (await world.ShowAsync(Aki)).Status);
        Assert.Equal(200, (await world.ShowAsync(BackOfficeDesk.Sasha)).Status);
        Assert.Equal(404, (await world.ShowAsync(Stranger)).Status);
        Assert.Equal(404, (await world.ShowAsync(Mia)).Status);
        Assert.Equal(404, (await world.SaveAsync("1.1", "{}", by: Stranger)).Status);
        Assert.Equal(404, (await world.SaveGeneralAsync("{}", by: Stranger)).Status);
        Assert.Equal(404, (await world.AddAsync("{}", by: Stranger)).Status);
        Assert.Equal(404, (await world.ImportAsync("criterion,rating,text,evidence,sites,version", Stranger)).Status);
        Assert.Equal(404, (await world.AttachAsync(by: Stranger)).Status);
        Assert.Equal(404, (await world.SubmitAsync(by: Stranger)).Status);
    }

    [Fact]
    public async Task Progress_and_gaps_are_shown_with_the_draft()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite, criteria: 6, AuditType.Surveillance);
        Done(await world.SaveAsync("1.2", """{"rating": "minor"}"""));

        JsonElement report = (await world.ShowAsync()).Json;

        JsonElement first = report.GetProperty("principles")[0];
        Assert.Equal(("1", 2, 0, 1), (
            Text(first, "key"),
            first.GetProperty("progress").GetProperty("applicable").GetInt32(),
            first.GetProperty("progress").GetProperty("rated").GetInt32(),
            first.GetProperty("progress").GetProperty("minors").GetInt32()));
        Assert.Equal(
            ["/findings/1.2/text", "/findings/1.2/rating", "/general/days/endedOn"],
            report.GetProperty("gaps").EnumerateArray().Take(3).Select(gap => Text(gap, "pointer")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
