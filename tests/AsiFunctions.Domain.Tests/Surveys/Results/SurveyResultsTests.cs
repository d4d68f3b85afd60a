using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Results;

namespace AsiFunctions.Domain.Tests.Surveys.Results;

public sealed class SurveyResultsTests
{
    private static readonly Cells Cells = SampleReplies.Count(SampleReplies.Splits);

    [Theory]
    [InlineData(35, 40, 88, 87.5)]
    [InlineData(5, 8, 63, 62.5)]
    [InlineData(14, 39, 36, 35.9)]
    [InlineData(1, 3, 33, 33.3)]
    [InlineData(2, 3, 67, 66.7)]
    [InlineData(1, 2000, 0, 0.1)]
    [InlineData(0, 7, 0, 0.0)]
    [InlineData(7, 7, 100, 100.0)]
    [InlineData(1_500_000_000, 2_000_000_000, 75, 75.0)]
    public void Percentages_are_computed_from_counts_half_up(int count, int of, int percent, double toOneDecimal)
    {
        SurveyShare share = new(count, of, ShareBase.Answered);
        Assert.Equal((percent, (decimal)toOneDecimal), (share.Percent, share.PercentToOneDecimal));
    }

    [Fact]
    public void Of_nothing_there_is_no_percentage() => Assert.Null(new SurveyShare(0, 0, ShareBase.Answered).Percent);

    [Fact]
    public void Options_stand_in_the_order_of_the_definition_with_those_that_nobody_chose() => Assert.Equal(
        ["yes", "no", "unsure", "in-progress"],
        Whole(Cells).Published!.Questions.Single(question => question.Name == "improvements").Options.Select(option => option.Value));

    [Fact]
    public void Other_versions_are_results_of_their_own()
    {
        Cells both = new();
        both.Add(Cells);
        foreach ((CellKey key, int count) in Cells)
        {
            both.Add(CellKey.Of(key.Cube, key.Day, key[0], "2", key[2], key[3], key[4]), count);
        }

        Assert.Equal(40, Whole(both).Published!.Replies);
    }

    [Fact]
    public void Rows_say_what_the_response_rate_is_and_one_line_for_each_option()
    {
        DashboardTable table = SurveyResultRows.Of(Whole(Cells), Language.English);
        Assert.Equal(
            ["question", "text", "option", "optionText", "count", "denominator", "percent", "percentToOneDecimal", "comments"],
            table.Columns.Select(column => column.Name));
        Assert.Equal(["~all", "ASI Certification Survey", "~replies", "Replies of those invited", 40, 106, 38, 37.7m, null], table.Rows[0]);
        Assert.Equal(
            ["improvementsWhen", "When did these occur?", "both", "Both", 14, 39, 36, 35.9m, 2],
            table.Rows.Single(row => row[0] is "improvementsWhen" && row[2] is "both"));
        Assert.Equal(3 + 41 + 1, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
    }

    [Fact]
    public void Rows_are_told_in_Chinese_too() => Assert.Equal(
        ["~all", "ASI 认证调查", "~contact", "留下联系方式", 14, 39, 36, 35.9m, null], SurveyResultRows.Of(Whole(Cells), Language.Chinese).Rows[2]);

    [Fact]
    public void Results_that_are_withheld_have_no_rows_and_say_why()
    {
        DashboardTable table = SurveyResultRows.Of(Whole(SampleReplies.Count(SampleReplies.Splits.Take(9))), Language.English);
        Assert.Empty(table.Rows);
        Assert.Equal(["Withheld: at least 10 replies are needed."], table.Notes);
    }

    private static SurveyResults Whole(Cells cells) =>
        SurveyResults.Of(SampleReplies.Form, cells, new SurveyRoundFacts(Invited: 106, IsClosed: true), SurveyView.Whole, minimum: 10);
}
