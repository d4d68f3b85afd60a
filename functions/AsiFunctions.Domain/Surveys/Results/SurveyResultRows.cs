using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>
/// Results as rows: one for each option of each question, and before them one for the response rate and for each share of the replies.
/// </summary>
public static class SurveyResultRows
{
    private static readonly DashboardColumn[] Columns =
    [
        new("question", ColumnKind.Dimension),
        new("text", ColumnKind.Dimension),
        new("option", ColumnKind.Dimension),
        new("optionText", ColumnKind.Dimension),
        new("count", ColumnKind.Count),
        new("denominator", ColumnKind.Denominator),
        new("percent", ColumnKind.Percent),
        new("percentToOneDecimal", ColumnKind.Percent),
        new("comments", ColumnKind.Count),
    ];

    /// <summary>The rows. A text question has one, with its comments only.</summary>
    /// <param name="results">Results; those that are withheld have no rows, and a note that says so.</param>
    /// <param name="language">The language of the texts.</param>
    public static DashboardTable Of(SurveyResults results, Language language) => new(
        Columns,
        results.Published is PublishedResults published ? [.. Rows(published, results.Title, language)] : [],
        Denominator: null,
        [.. Notes(results)]);

    private static IEnumerable<IReadOnlyList<object?>> Rows(PublishedResults published, LocalText title, Language language)
    {
        if (published.ResponseRate is SurveyShare rate)
        {
            yield return OfReplies(SurveyCells.Replies, new LocalText("Replies of those invited", "受邀者中的回复"), rate);
        }

        yield return OfReplies(SurveyCells.Commented, new LocalText("With at least one comment", "至少有一条评论"), published.Commented);
        yield return OfReplies(SurveyCells.Contact, new LocalText("Left contact details", "留下联系方式"), published.LeftContact);
        foreach (QuestionResult question in published.Questions)
        {
            if (question.Options.Count == 0)
            {
                yield return [question.Name, question.Title.In(language), "", "", question.Answered, null, null, null, question.Comments];
            }

            foreach (OptionResult option in question.Options)
            {
                yield return Row(question.Name, question.Title, option.Value, option.Text, option.Share, question.Comments, language);
            }
        }

        IReadOnlyList<object?> OfReplies(string option, LocalText optionText, SurveyShare share) =>
            Row(SurveyCells.All, title, option, optionText, share, comments: null, language);
    }

    private static IReadOnlyList<object?> Row(
        string question, LocalText text, string option, LocalText optionText, SurveyShare share, int? comments, Language language) =>
    [
        question, text.In(language), option, optionText.In(language),
        share.Count, share.Denominator, share.Percent, share.PercentToOneDecimal, comments,
    ];

    private static IEnumerable<string> Notes(SurveyResults results)
    {
        if (results.Withheld is WithheldResults withheld)
        {
            yield return withheld.Reason switch
            {
                WithheldReason.TooFewReplies => $"Withheld: at least {withheld.Minimum} replies are needed.",
                WithheldReason.RoundOpen => "Withheld: filtered views are published when the round is closed.",
                _ => $"Withheld: a count of some view by this filter is below {withheld.Minimum}.",
            };
            yield break;
        }

        yield return "Percentages of options refer to the replies that answered the question, those of comments and contact details to finished replies.";
        yield return "Where several options could be chosen, percentages sum to more than 100.";
        yield return "Percentages are computed from counts, half up.";
    }
}
