using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>The results of a round, for one version of its definition: published, or withheld with the reason.</summary>
/// <param name="Form">The form's id.</param>
/// <param name="Version">The definition's version; versions are never added up, since their questions differ.</param>
/// <param name="Title">The survey's title.</param>
/// <param name="View">Which replies were looked at.</param>
/// <param name="Withheld">Why nothing is published; null where it is.</param>
/// <param name="Published">The figures; null where they are withheld.</param>
public sealed record SurveyResults(string Form, int Version, LocalText Title, SurveyView View, WithheldResults? Withheld, PublishedResults? Published)
{
    /// <summary>The results, or why there are none: see <see cref="Disclosure"/> for what may be published.</summary>
    /// <param name="form">The definition, in the version that was answered.</param>
    /// <param name="cells">The counts of one round; those of other versions are left out of account.</param>
    /// <param name="round">The round.</param>
    /// <param name="view">Which replies are looked at.</param>
    /// <param name="minimum">The fewest replies of which anything is published, 1 or more.</param>
    public static SurveyResults Of(FormDefinition form, Cells cells, SurveyRoundFacts round, SurveyView view, int minimum)
    {
        SurveyCounts all = SurveyCounts.Of(form, cells);
        return Disclosure.Check(form, all, round, view, minimum) is WithheldResults withheld
            ? new SurveyResults(form.Id, form.Version, form.Title, view, withheld, Published: null)
            : new SurveyResults(form.Id, form.Version, form.Title, view, Withheld: null, Publish(form, all.In(view), round, view));
    }

    private static PublishedResults Publish(FormDefinition form, SurveyCounts counts, SurveyRoundFacts round, SurveyView view)
    {
        int replies = counts[SurveyCells.All, SurveyCells.Replies];
        int finished = counts[SurveyCells.All, SurveyCells.Finished];
        return new PublishedResults(
            replies,
            finished,
            view.IsWhole ? new SurveyShare(replies, round.Invited, ShareBase.Invited) : null,
            new SurveyShare(counts[SurveyCells.All, SurveyCells.Commented], finished, ShareBase.Finished),
            new SurveyShare(counts[SurveyCells.All, SurveyCells.Contact], finished, ShareBase.Finished),
            [.. SurveyQuestions.Of(form).Select(question => Publish(question, counts))]);
    }

    private static QuestionResult Publish(SurveyQuestion question, SurveyCounts counts)
    {
        int answered = counts[question.Name, SurveyCells.Answered];
        return new QuestionResult(
            question.Name,
            question.Title,
            question.Page,
            question.IsMany,
            answered,
            [.. question.Options.Select(option => new OptionResult(
                option.Value, option.Text, new SurveyShare(counts[question.Name, option.Value], answered, ShareBase.Answered)))],
            counts[question.Name, SurveyCells.Comments]);
    }
}

/// <summary>The figures.</summary>
/// <param name="Replies">Replies with at least one completed page.</param>
/// <param name="Finished">Replies with all of them.</param>
/// <param name="ResponseRate">Replies of those invited; null in a filtered view, since nobody is invited by it.</param>
/// <param name="Commented">Finished replies with at least one comment.</param>
/// <param name="LeftContact">Replies whose sender left contact details.</param>
/// <param name="Questions">In the definition's order.</param>
public sealed record PublishedResults(
    int Replies, int Finished, SurveyShare? ResponseRate, SurveyShare Commented, SurveyShare LeftContact, IReadOnlyList<QuestionResult> Questions);

/// <summary>What was answered to a question.</summary>
/// <param name="Name">Its name in the definition.</param>
/// <param name="Title">What people read.</param>
/// <param name="Page">The page on which it stands.</param>
/// <param name="IsMany">Several options could be chosen: the counts sum to more than <paramref name="Answered"/>.</param>
/// <param name="Answered">Replies that answered it: the denominator of its options.</param>
/// <param name="Options">In the definition's order; empty for a text.</param>
/// <param name="Comments">Replies with a comment to it, or words beside "other"; the texts themselves are not published.</param>
public sealed record QuestionResult(
    string Name, LocalText Title, string Page, bool IsMany, int Answered, IReadOnlyList<OptionResult> Options, int Comments);

/// <summary>How often an option was chosen.</summary>
/// <param name="Value">As it is stored.</param>
/// <param name="Text">What people read.</param>
/// <param name="Share">How many, of how many.</param>
public sealed record OptionResult(string Value, LocalText Text, SurveyShare Share);

/// <summary>Why nothing is published.</summary>
/// <param name="Reason">The rule that stands against it.</param>
/// <param name="Minimum">How many replies are needed.</param>
public sealed record WithheldResults(WithheldReason Reason, int Minimum);

/// <summary>The rules that stand against publishing.</summary>
public enum WithheldReason
{
    /// <summary>There are fewer replies than the minimum.</summary>
    TooFewReplies,

    /// <summary>The view is filtered and the round is open: two looks at it could differ by a single reply.</summary>
    RoundOpen,

    /// <summary>The view is filtered, and some view by this dimension, or by both, has a count from 1 to below the minimum.</summary>
    SmallCounts,
}
