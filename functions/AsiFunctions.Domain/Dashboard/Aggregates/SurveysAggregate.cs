using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Dashboard.Aggregates.Columns;

namespace AsiFunctions.Domain.Dashboard.Aggregates;

/// <summary>Answers of surveys by question. Source: seed 002, appendix 2; domain notes 5.3.</summary>
/// <remarks>
/// Each version of a definition stands for itself. A survey with fewer replies than the minimum is
/// not shown at all. It is always shown whole, whatever day is asked for: the difference of two days would be a view by year, and could show a few
/// replies. It is never broken down by standard either.
/// </remarks>
/// <param name="terms">The terms, dated; they hold the fewest replies that are shown.</param>
internal sealed class SurveysAggregate(History<DashboardTerms> terms) : DashboardAggregate
{
    public override string Name => "surveys";

    public override string Title => "Answers of surveys by question";

    public override IReadOnlyList<string> Cubes => [Dashboard.Cubes.Surveys];

    public override bool IsMultiCount => true;

    public override IReadOnlyList<DashboardFilter> Filters { get; } = [new("survey", []), new("version", [])];

    public override DashboardTable Count(Cells cells, DashboardQuery query)
    {
        int fewest = DashboardTerms.On(terms, query.AsOf).FewestReplies;
        List<IReadOnlyList<object?>> rows = [];
        int withheld = 0;
        foreach (IGrouping<(string Survey, string Version), Counted> survey in cells
            .Until(Dashboard.Cubes.Surveys, query with { AsOf = DateOnly.MaxValue })
            .Where(query, "survey", 0).Where(query, "version", 1)
            .GroupBy(at => (Survey: at.Values[0], Version: at.Values[1]))
            .OrderBy(group => group.Key.Survey, StringComparer.Ordinal).ThenBy(group => Hierarchy.Order(group.Key.Version), StringComparer.Ordinal))
        {
            if (RepliesOf(survey) < fewest)
            {
                withheld++;
                continue;
            }

            rows.AddRange(Rows(survey.Key, [.. survey]));
        }

        return new DashboardTable(
            [
                Dimension("survey"),
                Dimension("version"),
                Dimension("question"),
                Dimension("answer"),
                Number("count"),
                Percent(),
                Denominator("answered"),
            ],
            rows,
            Denominator: null,
            [
                "Percentages are of the replies that answered the question; where several answers may be ticked, they sum to more than 100.",
                $"Surveys with fewer than {fewest} replies are not shown; there are {withheld} of them.",
                "Surveys are shown whole, whatever day is asked for.",
                "The answer ~replies counts all replies, ~answered those that answered the question, ~comments those with a comment to it; ~finished counts replies "
                + "with all pages, and of these ~commented those with any comment, ~contact those that left contact details.",
            ]);
    }

    // Replies are counted once for the survey, or with each of its questions.
    private static int RepliesOf(IEnumerable<Counted> counts) =>
        counts.Where(at => at.Values[3] == SurveyCells.Replies).SumBy(at => at.Values[2]).Values.DefaultIfEmpty(0).Max();

    private static IEnumerable<IReadOnlyList<object?>> Rows((string Survey, string Version) survey, Counted[] counts)
    {
        int replies = RepliesOf(counts);
        foreach (IGrouping<string, Counted> question in counts.GroupBy(at => at.Values[2])
            .OrderBy(group => Hierarchy.Order(group.Key), StringComparer.Ordinal))
        {
            Dictionary<string, int> answers = question.SumBy(at => at.Values[3]);
            foreach ((string answer, int count) in answers
                .OrderBy(at => at.Key.StartsWith('~')).ThenByDescending(at => at.Value).ThenBy(at => at.Key, StringComparer.Ordinal))
            {
                int of = answer switch
                {
                    SurveyCells.Replies or SurveyCells.Finished or SurveyCells.Answered or SurveyCells.Comments => replies,
                    SurveyCells.Commented or SurveyCells.Contact => answers.GetValueOrDefault(SurveyCells.Finished),
                    _ => answers.GetValueOrDefault(SurveyCells.Answered),
                };
                yield return [survey.Survey, survey.Version, question.Key, answer, count, Statistics.Percent(count, of), of];
            }
        }
    }
}
