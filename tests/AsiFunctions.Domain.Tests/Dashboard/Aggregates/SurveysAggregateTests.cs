using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Domain.Tests.Dashboard.Aggregates;

/// <summary>Answers of surveys. Question 9 of appendix 2 of seed 002: 14 of 39 are 36%, where the source prints 35%.</summary>
public sealed class SurveysAggregateTests
{
    [Fact]
    public void Percentages_are_of_the_replies_that_answered_the_question()
    {
        Cells cells = new();
        Reply(cells, "2021-01-01", replies: 40);
        Answer(cells, "2021-01-01", "both", 14);
        Answer(cells, "2021-01-01", "during-the-process", 25);
        Answer(cells, "2021-01-01", "~answered", 39);
        Answer(cells, "2021-01-01", "~comments", 6);
        DashboardTable surveys = cells.Ask("surveys", "2021-12-31");

        Assert.Equal("survey version question answer count percent answered", surveys.Heads());
        Assert.Equal(
            [
                "certification 1 q9 during-the-process 25 64.1 39",
                "certification 1 q9 both 14 35.9 39",
                "certification 1 q9 ~replies 40 100.0 40",
                "certification 1 q9 ~answered 39 97.5 40",
                "certification 1 q9 ~comments 6 15.0 40",
            ],
            surveys.Lines());
    }

    [Fact]
    public void Finished_replies_are_of_all_and_comments_and_contacts_of_the_finished_ones()
    {
        Cells cells = new();
        foreach ((string answer, int count) in new[] { ("~replies", 40), ("~finished", 39), ("~commented", 26), ("~contact", 14) })
        {
            cells.Add(CellKey.Of(Cubes.Surveys, Asking.Day("2021-01-01"), "certification", "1", "~all", answer, "PS"), count);
        }

        Assert.Equal(
            [
                "certification 1 ~all ~replies 40 100.0 40",
                "certification 1 ~all ~finished 39 97.5 40",
                "certification 1 ~all ~commented 26 66.7 39",
                "certification 1 ~all ~contact 14 35.9 39",
            ],
            cells.Ask("surveys", "2021-12-31").Lines());
    }

    [Fact]
    public void A_survey_with_too_few_replies_is_not_shown_at_all()
    {
        Cells cells = new();
        Reply(cells, "2021-01-01", replies: 9);
        Answer(cells, "2021-01-01", "both", 9);
        Assert.Empty(cells.Ask("surveys", "2021-12-31").Rows);

        Reply(cells, "2021-01-01", replies: 1);
        Assert.Equal(2, cells.Ask("surveys", "2021-12-31").Rows.Count);
    }

    [Fact]
    public void A_survey_is_shown_whole_whatever_day_is_asked_for()
    {
        Cells cells = new();
        Reply(cells, "2021-01-01", replies: 40);
        Reply(cells, "2022-01-01", replies: 3);
        Reply(cells, "2023-01-01", replies: 8);

        Assert.Equal(
            ["51", "51", "51"],
            ((string[])["2021-12-31", "2022-12-31", "2023-12-31"]).Select(day => cells.Ask("surveys", day).Line("certification").Split(' ')[4]));
    }

    [Fact]
    public void The_fewest_replies_are_a_setting()
    {
        Cells cells = new();
        Reply(cells, "2021-01-01", replies: 3);
        DashboardTerms terms = DashboardTerms.Shipped.Latest.Value with { FewestReplies = 3 };
        DashboardAggregate surveys = DashboardCatalogue.Of(AsiFunctions.Domain.Time.History.From(Asking.Day("2015-06-01"), terms))
            .Single(one => one.Name == "surveys");

        Assert.Single(surveys.Count(cells, DashboardQuery.On(Asking.Day("2021-12-31"))).Rows);
    }

    private static void Reply(Cells cells, string day, int replies) => Answer(cells, day, "~replies", replies);

    private static void Answer(Cells cells, string day, string answer, int count) =>
        cells.Add(CellKey.Of(Cubes.Surveys, Asking.Day(day), "certification", "1", "q9", answer, "PS"), count);
}
