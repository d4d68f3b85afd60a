using System.Text.Json;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Domain.Tests.Forms;

namespace AsiFunctions.Domain.Tests.Surveys.Results;

public sealed class SurveyCellsTests
{
    private static readonly FormDefinition Form = TestForm.Of(
        """
        { "type": "checkbox", "name": "many", "title": "Many", "showOtherItem": true,
          "choices": [ { "value": "x", "text": "X" }, { "value": "y", "text": "Y" } ] },
        { "type": "radiogroup", "name": "one", "title": "One", "choices": [ { "value": "x", "text": "X" } ] },
        { "type": "comment", "name": "oneComment", "title": "Words" },
        { "type": "boolean", "name": "sure", "title": "Sure" },
        { "type": "comment", "name": "feedback", "title": "Feedback" },
        { "type": "text", "inputType": "email", "name": "contactEmail", "title": "E-mail" }
        """,
        """, "maxCommentLength": 100""");

    [Theory]
    [InlineData("{}", "~all ~replies", "~all ~finished")]
    [InlineData("""{ "one": "x" }""", "~all ~replies", "one ~answered", "one x", "~all ~finished")]
    [InlineData("""{ "many": ["x", "y"] }""", "~all ~replies", "many ~answered", "many x", "many y", "~all ~finished")]
    [InlineData(
        """{ "many": ["other"], "many-Comment": "words" }""",
        "~all ~replies", "many ~answered", "many other", "many ~comments", "~all ~finished", "~all ~commented")]
    [InlineData(
        """{ "one": "x", "oneComment": "words" }""",
        "~all ~replies", "one ~answered", "one x", "one ~comments", "~all ~finished", "~all ~commented")]
    [InlineData("""{ "oneComment": "words" }""", "~all ~replies", "one ~comments", "~all ~finished", "~all ~commented")]
    [InlineData("""{ "sure": false }""", "~all ~replies", "sure ~answered", "sure false", "~all ~finished")]
    [InlineData("""{ "feedback": "words" }""", "~all ~replies", "feedback ~answered", "feedback ~comments", "~all ~finished", "~all ~commented")]
    public void A_reply_counts_once_for_each_thing_it_says(string answers, params string[] counted) =>
        Assert.Equal(counted.Order(StringComparer.Ordinal), Counted(answers, ["p"], leftContact: false));

    [Fact]
    public void Words_and_addresses_are_never_counted_by_themselves() => Assert.DoesNotContain(
        SurveyCells.Of(SampleReplies.Survey, Form, Reply("""{ "feedback": "secret" }""", ["p"]), leftContact: true),
        cell => cell.Key.Coordinates.Contains("secret", StringComparison.Ordinal));

    [Fact]
    public void That_contact_details_were_left_is_counted() =>
        Assert.Equal(["~all ~contact", "~all ~finished", "~all ~replies"], Counted("{}", ["p"], leftContact: true));

    [Fact]
    public void A_reply_that_was_not_finished_is_none_of_the_finished_ones_whatever_it_says() => Assert.Equal(
        ["feedback ~answered", "feedback ~comments", "~all ~replies"], Counted("""{ "feedback": "words" }""", [], leftContact: false));

    [Theory]
    [InlineData(StandardCode.PerformanceStandard, "PS")]
    [InlineData(StandardCode.ChainOfCustody, "CoC")]
    [InlineData(null, "none")]
    public void It_counts_on_the_first_day_of_its_year_with_its_standard(StandardCode? standard, string name)
    {
        Cells cells = SurveyCells.Of(SampleReplies.Survey, Form, Reply("{}", ["p"]) with { Standard = standard }, leftContact: false);
        Assert.All(cells, cell => Assert.Equal((Cubes.Surveys, new DateOnly(2021, 1, 1)), (cell.Key.Cube, cell.Key.Day)));
        Assert.Equal(1, cells[CellKey.Of(Cubes.Surveys, new DateOnly(2021, 1, 1), SampleReplies.Survey.Value, "1", "~all", "~replies", name)]);
    }

    [Fact]
    public void A_reply_is_counted_by_the_definition_it_answered() => Assert.Throws<ArgumentException>(
        () => SurveyCells.Of(SampleReplies.Survey, Form, Reply("{}", ["p"]) with { Version = 2 }, leftContact: false));

    [Fact]
    public void A_value_that_could_be_taken_for_a_count_is_refused() => Assert.Throws<ArgumentException>(() => SurveyCells.Of(
        SampleReplies.Survey,
        TestForm.Of("""{ "type": "radiogroup", "name": "one", "title": "One", "choices": [ { "value": "~answered", "text": "X" } ] }"""),
        Reply("""{ "one": "~answered" }""", ["p"]),
        leftContact: false));

    private static IEnumerable<string> Counted(string answers, string[] pages, bool leftContact)
    {
        Cells cells = SurveyCells.Of(SampleReplies.Survey, Form, Reply(answers, pages), leftContact);
        Assert.All(cells, cell => Assert.Equal(1, cell.Value));
        return cells.Select(cell => $"{cell.Key[2]} {cell.Key[3]}").Order(StringComparer.Ordinal);
    }

    private static SurveyReply Reply(string answers, string[] pages)
    {
        using JsonDocument document = JsonDocument.Parse(answers);
        return new SurveyReply("test", 1, pages, document.RootElement.Clone(), StandardCode.PerformanceStandard, 2021);
    }
}
