using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Surveys.Results;

/// <summary>What of a round's results may be published without showing what a few people said.</summary>
/// <remarks>
/// Seed 002 publishes totals only, 1 of 40 among them, and never a breakdown. So the whole is
/// published once it has the minimum of replies, with every count it holds. A filtered view is more than seed 002 offers, and is held to a stricter
/// rule of ours (assumption, configurable by the minimum):
/// <list type="number">
/// <item>Only in a closed round: views of an open one, looked at before and after a group of
/// replies has moved, would differ by the few of the group that the view takes in.</item>
/// <item>All or none of a dimension's views: each count of each value is 0 or at least the minimum, and so is what is missing from it to its
/// denominator (those who did not choose an option, did not comment, did not finish). Replies that
/// belong to no standard are a value too: they are what is left when the views by standard are taken from the whole.</item>
/// <item>Views by year, alone or with a standard, only where the same holds for each value of both
/// dimensions together. Where it does not, only the views by standard are left, if they hold by
/// themselves; where only one standard occurs the years are the cross.</item>
/// </list>
/// So everything that is published, and everything that can be had by taking one view from another (the whole less a standard, a year less a standard
/// in it), is a sum of counts that are each 0 or at least the minimum: no such difference is smaller.
/// </remarks>
public static class Disclosure
{
    internal static WithheldResults? Check(FormDefinition form, SurveyCounts counts, SurveyRoundFacts round, SurveyView view, int minimum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        if (counts[SurveyCells.All, SurveyCells.Replies] < minimum)
        {
            return new WithheldResults(WithheldReason.TooFewReplies, minimum);
        }

        if (view.IsWhole)
        {
            return null;
        }

        if (!round.IsClosed)
        {
            return new WithheldResults(WithheldReason.RoundOpen, minimum);
        }

        IEnumerable<SurveyCounts> standards = counts.Standards.Select(counts.OfStandard);
        IEnumerable<SurveyCounts> held = view.Year is null ? standards : standards.SelectMany(one => one.Years.Select(one.OfYear));
        if (!held.All(one => Holds(form, one, minimum)))
        {
            return new WithheldResults(WithheldReason.SmallCounts, minimum);
        }

        return counts.In(view)[SurveyCells.All, SurveyCells.Replies] < minimum ? new WithheldResults(WithheldReason.TooFewReplies, minimum) : null;
    }

    private static bool Holds(FormDefinition form, SurveyCounts counts, int minimum)
    {
        int replies = counts[SurveyCells.All, SurveyCells.Replies];
        int finished = counts[SurveyCells.All, SurveyCells.Finished];
        return Keeps(replies, finished)
            && Keeps(finished, counts[SurveyCells.All, SurveyCells.Commented])
            && Keeps(finished, counts[SurveyCells.All, SurveyCells.Contact])
            && SurveyQuestions.Of(form).All(question => HoldsFor(question, replies));

        bool HoldsFor(SurveyQuestion question, int all)
        {
            int answered = counts[question.Name, SurveyCells.Answered];
            return Keeps(all, answered)
                && Keeps(all, counts[question.Name, SurveyCells.Comments])
                && question.Options.All(option => Keeps(answered, counts[question.Name, option.Value]));
        }

        bool Keeps(int all, int part) => IsLarge(part) && IsLarge(all - part);

        bool IsLarge(int count) => count == 0 || count >= minimum;
    }
}
