using System.Text;
using System.Text.Json;
using AsiFunctions.Assurance.Reports;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Reports;

/// <summary>Findings go out to spreadsheets and come back.</summary>
[Collection(nameof(OnAzurite))]
public sealed class FindingTableTests(AzuriteFixture azurite)
{
    private const string Header = "criterion,rating,text,evidence,sites,version\n";

    private static readonly string[] Scraps = ["=1+1", "+x", "@x", "'", "'=x", "\"", ",", ";", "\n", " ", "政策", "é", "😀", "a", "1.10"];

    [Fact]
    public async Task Random_findings_round_trip_exactly()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite, criteria: 1);
        AuditReportFile file = await world.FileAsync();
        Random random = new(20260320);
        for (int round = 0; round < 300; round++)
        {
            FindingContent content = DraftChecks.Tidy(
                (Rating)random.Next(5),
                Text(random),
                [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text(random).Replace("\n", "", StringComparison.Ordinal))],
                random.Next(2) == 0 ? [] : ["F1", "F2"]);
            DraftItem<FindingContent> item = new(random.Next(1, 99), content, "account", DateTimeOffset.UnixEpoch);
            ReportDraft draft = new(
                file,
                new Dictionary<string, DraftItem<FindingContent>> { ["1.1"] = item },
                new Dictionary<int, DraftItem<NonConformanceContent>>(),
                General: null);

            FindingReading read = FindingTable.Read(FindingTable.Write([new RatedCriterion("1.1", "Title", "1", "1.1", Critical: false)], draft));

            Assert.Empty(read.Faults);
            FindingRow row = Assert.Single(read.Rows);
            Assert.True(row.Content.SaysTheSameAs(content), JsonSerializer.Serialize(content));
            Assert.Equal(("1.1", "Title", item.Version), (row.Key, row.Title, row.Version));
        }
    }

    [Fact]
    public async Task An_export_that_is_imported_changes_nothing_and_a_changed_row_its_finding_alone()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);
        await world.WriteAsync();
        string table = await world.ExportAsync();

        Answer same = await world.ImportAsync(table);
        Answer changed = await world.ImportAsync(
            table.Replace("1.1,Title of 1.1,conformance,As asked.", "1.1,Title of 1.1,unable-to-rate,Closed.", StringComparison.Ordinal));
        Answer stale = await world.ImportAsync(
            table.Replace("1.1,Title of 1.1,conformance,As asked.", "1.1,Title of 1.1,minor,Hm.", StringComparison.Ordinal));

        Assert.Equal(("""{"changed":0,"unchanged":6}""", """{"changed":1,"unchanged":5}"""), (same.Text, changed.Text));
        Assert.Equal(["/lines/2/version stale"], stale.Faults);
        AuditReportFile file = await world.FileAsync();
        Assert.Equal((2, 1), (file.VersionOf("findings/1.1"), file.VersionOf("findings/1.2")));
        Assert.Equal(
            ["findings-imported", "findings-imported"], (await world.Cases.TimelineAsync(world.Report, default)).Select(line => line.Event.What));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_by_line_and_column_and_nothing_is_stored_by_half()
    {
        await using ReportWorld world = await ReportWorld.OpenAsync(azurite);

        Answer answer = await world.ImportAsync(Header
            + "1.1,conformance,Fine.,,F1,0\n"
            + "1.2,good,Fine.,,F1,0\n"
            + "9.9,minor,Fine.,,F1,0\n"
            + "2.1,minor,Fine.,,F9,0\n"
            + "1.1,minor,Fine.,,F1,x\n"
            + "1.1,minor,Again.,,F1,0\n"
            + "1.3,minor,A \"quote\".,,F1,0\n");

        Assert.Equal(
            [
                "/lines/3/rating not-offered", "/lines/4/criterion unknown", "/lines/5/sites not-offered", "/lines/6/version malformed",
                "/lines/7/criterion doubled", "/lines/8/criterion malformed",
            ],
            answer.Faults);
        Assert.Empty((await world.FileAsync()).Versions);
    }

    [Theory]
    [InlineData("criterion,rating\n", "/lines/1/text required", "/lines/1/evidence required", "/lines/1/sites required", "/lines/1/version required")]
    [InlineData(Header + "1.1,,\"x", "/lines/2/criterion malformed")]
    public void What_is_no_table_of_findings_is_told(string table, params string[] faults) =>
        Assert.Equal(faults, FindingTable.Read(Encoding.UTF8.GetBytes(table)).Faults.Select(fault => $"{fault.Pointer} {fault.Code}"));

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Scraps[random.Next(Scraps.Length)]));
}
