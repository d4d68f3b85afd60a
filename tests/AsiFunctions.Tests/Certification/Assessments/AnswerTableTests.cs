using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Certification.Assessments;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Tests.Membership;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;
using Answer = AsiFunctions.Tests.Membership.Answer;
using StoredAnswer = AsiFunctions.Domain.Certification.Assessments.Answer;

namespace AsiFunctions.Tests.Certification.Assessments;

[Collection(nameof(OnAzurite))]
public sealed class AnswerTableTests(AzuriteFixture azurite)
{
    private const string Header = "criterion,rating,explanation,reason,evidence,version\n";

    private static readonly string[] Scraps =
        ["=1+1", "+x", "-x", "@x", "'", "''", "'=x", "'x", "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "\t", " ", "政策", "é", "😀", "a", "1.10", "#", "\u2028"];

    [Fact]
    public void Random_texts_round_trip_exactly()
    {
        Random random = new(20260105);
        for (int round = 0; round < 500; round++)
        {
            string key = $"{random.Next(1, 9)}.{random.Next(1, 30)}";
            RatedCriterion criterion = new(key, Text(random) ?? "Title", "1", key, Critical: false);
            AnswerContent content = new((Rating)random.Next(5), Text(random), Text(random), random.Next(2) == 0 ? [] : ["E1", "E20"]);
            StoredAnswer answer = new(random.Next(1, 99), content, "account", DateTimeOffset.UnixEpoch);
            Dictionary<string, ChapterAnswers> chapters = new() { [ChapterAnswers.PartOf(key)] = ChapterAnswers.Empty.With(key, answer) };

            TableReading read = AnswerTable.Read(AnswerTable.Write([criterion], chapters));

            Assert.Empty(read.Faults);
            ImportedRow row = Assert.Single(read.Rows);
            Assert.True(row.Content.SaysTheSameAs(content), JsonSerializer.Serialize(content));
            Assert.Equal((key, criterion.Title, answer.Version), (row.Key, row.Title, row.Version));
        }
    }

    [Fact]
    public void Cells_that_begin_like_formulas_are_not_computed_and_the_file_says_that_it_is_UTF_8()
    {
        RatedCriterion criterion = new("1.1", "=HYPERLINK(\"x\")", "1", "1.1", Critical: false);

        byte[] table = AnswerTable.Write([criterion], new Dictionary<string, ChapterAnswers>());

        Assert.Equal([0xEF, 0xBB, 0xBF], table.Take(3));
        Assert.Contains("1,1.1,\"'=HYPERLINK(\"\"x\"\")\",,,,,0\r\n", Encoding.UTF8.GetString(table), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("criterion;rating;explanation;reason;evidence;version\r\n1.1;minor;a, b;;E1 E2;3\r\n")]
    [InlineData("\uFEFFversion\tevidence\treason\texplanation\trating\tcriterion\n3\tE1,E2\t\ta, b\tMINOR\t1.1")]
    public void Spreadsheets_of_other_countries_are_read_too(string table)
    {
        ImportedRow row = Assert.Single(AnswerTable.Read(Encoding.UTF8.GetBytes(table)).Rows);

        Assert.True(row.Content.SaysTheSameAs(new AnswerContent(Rating.MinorNonConformance, "a, b", null, ["E1", "E2"])));
        Assert.Equal((2, "1.1", 3), (row.Line, row.Key, row.Version));
    }

    [Theory]
    [InlineData("", "/lines/1/criterion malformed")]
    [InlineData("criterion,rating,explanation,reason,evidence\n", "/lines/1/version required")]
    [InlineData(Header + "1.1,\"good\nx\",,,,0\n1.2,,,,,x", "/lines/2/rating not-offered", "/lines/4/version malformed")]
    [InlineData(Header + "1.1,,,,E1 E1,0\n1.2,,,,W1,0", "/lines/2/evidence doubled", "/lines/3/evidence malformed")]
    public void What_cannot_be_read_is_told_with_its_line(string table, params string[] faults) =>
        Assert.Equal(faults, AnswerTable.Read(Encoding.UTF8.GetBytes(table)).Faults.Select(fault => $"{fault.Pointer} {fault.Code}"));

    [Fact]
    public void What_is_not_UTF_8_is_refused() =>
        Assert.Contains("UTF-8", Assert.Single(AnswerTable.Read([0x61, 0xFF, 0xFE, 0x62]).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_export_that_is_imported_changes_nothing_and_a_changed_row_changes_its_criterion_alone()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        string text = JsonSerializer.Serialize("=1+1, \"quoted\"\n第二行");
        await world.SavedAsync(id, "1.1", $$"""{"rating": "minor", "explanation": {{text}}}""");
        string before = (await world.ShowAsync(id)).Text;

        string table = await world.ExportAsync(id);
        Answer unchanged = await world.ImportAsync(id, table);

        Assert.Equal(
            (200, 0, 20), (unchanged.Status, unchanged.Json.GetProperty("changed").GetInt32(), unchanged.Json.GetProperty("unchanged").GetInt32()));
        Assert.Equal(before, (await world.ShowAsync(id)).Text);
        Answer changed = await world.ImportAsync(
            id, table.Replace("1,1.2,Title of 1.2,,,,,0", "1,1.2,Title of 1.2,conformance,,,,0", StringComparison.Ordinal));
        Assert.Equal((200, 1), (changed.Status, changed.Json.GetProperty("changed").GetInt32()));
        Assert.Equal(
            ("conformance", 1),
            ((await world.CriterionAsync(id, "1.2")).GetProperty("rating").GetString(), (await world.CriterionAsync(id, "1.2")).GetProperty("version").GetInt32()));
        Assert.Equal(1, (await world.CriterionAsync(id, "1.1")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_table_is_taken_whole_or_not_at_all_and_a_criterion_that_changed_since_is_a_fault()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();
        await world.SavedAsync(id, "1.2", """{"rating": "major"}""");

        Answer answer = await world.ImportAsync(id, Header + "1.1,conformance,,,,0\n1.2,minor,,,,0\n1.3,,,,E7,0\n9.9,,,,,0\n1.1,,,,,0\n");

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            ["/lines/3/version stale", "/lines/4/evidence no-such-evidence", "/lines/5/criterion unknown", "/lines/6/criterion doubled"],
            answer.Faults);
        Assert.Equal(0, (await world.CriterionAsync(id, "1.1")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Only_tables_of_a_bearable_size_are_taken()
    {
        await using AssessmentWorld world = await AssessmentWorld.OpenAsync(azurite);
        CaseId id = await world.OpenAssessmentAsync();

        Assert.Equal(413, (await world.ImportAsync(id, Header + new string('x', (2 * 1024 * 1024) + 1))).Status);
        Answer json = await world.Desk.CallAsync<ImportCriteria>(
            (f, r) => f.Run(r, id.Value, BackOfficeDesk.NoDurable, default), world.Mia, new JsonObject());
        Assert.Equal(415, json.Status);
    }

    // Stored texts have no blanks around them.
    private static string? Text(Random random)
    {
        string text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Scraps[random.Next(Scraps.Length)])).Trim();
        return text.Length == 0 ? null : text;
    }
}
