using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Results;
using AsiFunctions.Domain.Tests.Forms;

namespace AsiFunctions.Domain.Tests.Surveys.Results;

/// <summary>What of a round is published, and that nothing small can be had from it by taking one view from another.</summary>
public sealed class DisclosureTests
{
    private const StandardCode Ps = StandardCode.PerformanceStandard;
    private const StandardCode Coc = StandardCode.ChainOfCustody;

    private static readonly FormDefinition Form = TestForm.Of(
        """
        { "type": "checkbox", "name": "many", "title": "Many", "choices": [ { "value": "x", "text": "X" }, { "value": "y", "text": "Y" } ] },
        { "type": "comment", "name": "manyComment", "title": "Words" }
        """,
        """, "maxCommentLength": 100""");

    private static readonly SurveyView[] Views =
    [
        SurveyView.Whole,
        new(Ps, null),
        new(Coc, null),
        new(null, 2021),
        new(null, 2022),
        new(Ps, 2021),
        new(Ps, 2022),
        new(Coc, 2021),
        new(Coc, 2022),
    ];

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void The_whole_is_published_once_there_are_enough_replies(int replies, bool published)
    {
        SurveyResults results = Results(Reply(replies, Ps, 2021, "x"), SurveyView.Whole, isClosed: false);
        Assert.Equal(published ? null : new WithheldResults(WithheldReason.TooFewReplies, 10), results.Withheld);
        Assert.Equal(published, results.Published is not null);
    }

    [Fact]
    public void The_whole_shows_single_answers_as_the_report_does() =>
        Assert.Null(Results([.. Reply(39, Ps, 2021, "x"), .. Reply(1, Ps, 2021, "y")], SurveyView.Whole).Withheld);

    [Fact]
    public void A_filtered_view_waits_for_the_end_of_the_round() => Assert.Equal(
        WithheldReason.RoundOpen,
        Results([.. Reply(20, Ps, 2021, "x"), .. Reply(20, Coc, 2021, "x")], new SurveyView(Ps, null), isClosed: false).Withheld?.Reason);

    [Fact]
    public void A_dimension_is_offered_where_each_count_of_each_value_is_large_or_none()
    {
        ReplyOf[] replies = [.. Reply(20, Ps, 2021, "x"), .. Reply(10, Coc, 2021, "y")];
        Assert.All([new SurveyView(Ps, null), new(Coc, null), new(Ps, 2021), new(null, 2021)], view => Assert.Null(Results(replies, view).Withheld));
        Assert.Equal(20, Results(replies, new SurveyView(Ps, null)).Published?.Replies);
    }

    public static TheoryData<string, int, StandardCode?, int, string> Disturbances => new()
    {
        { "nine of another standard", 9, Coc, 2021, "x" },
        { "nine of no standard: the whole less the two standards", 9, null, 2021, "x" },
        { "an option that one chose", 1, Ps, 2021, "y" },
        { "an option that all but one chose", 1, Ps, 2021, "" },
        { "one comment", 1, Ps, 2021, "x!" },
    };

    [Theory]
    [MemberData(nameof(Disturbances))]
    public void One_small_count_withholds_all_views_of_all_dimensions(string what, int replies, StandardCode? standard, int year, string said)
    {
        ReplyOf[] all = [.. Reply(20, Ps, 2021, "x"), .. Reply(20, Coc, 2021, "x"), .. Reply(replies, standard, year, said)];
        all = standard is Coc ? [.. all.Where(reply => reply.Standard is not Coc), .. Reply(replies, standard, year, said)] : all;
        Assert.All(Views[1..], view => Assert.True(Results(all, view).Withheld is not null, what));
        Assert.Equal(new WithheldResults(WithheldReason.SmallCounts, 10), Results(all, new SurveyView(Ps, null)).Withheld);
        Assert.Null(Results(all, SurveyView.Whole).Withheld);
    }

    [Fact]
    public void Years_are_offered_only_where_they_hold_within_each_standard()
    {
        // Each year and each standard is large, but of PS only five are of 2022: 2022 less CoC of 2022 would show them.
        ReplyOf[] replies = [.. Reply(20, Ps, 2021, "x"), .. Reply(5, Ps, 2022, "x"), .. Reply(20, Coc, 2021, "x"), .. Reply(20, Coc, 2022, "x")];
        Assert.Null(Results(replies, new SurveyView(Ps, null)).Withheld);
        Assert.Equal(WithheldReason.SmallCounts, Results(replies, new SurveyView(null, 2022)).Withheld?.Reason);
        Assert.Equal(WithheldReason.SmallCounts, Results(replies, new SurveyView(Coc, 2022)).Withheld?.Reason);
    }

    [Fact]
    public void A_view_of_nobody_has_too_few_replies() => Assert.Equal(
        new WithheldResults(WithheldReason.TooFewReplies, 10), Results(Reply(20, Ps, 2021, "x"), new SurveyView(null, 2019)).Withheld);

    [Fact]
    public void The_sample_round_is_published_whole_and_in_no_filtered_view()
    {
        Cells cells = SampleReplies.Count(SampleReplies.Lines.Select((line, i) => SampleReplies.Split(line, i % 3 == 0 ? Coc : Ps, 2021)));
        Assert.All(Views[1..], view => Assert.NotNull(SurveyResults.Of(SampleReplies.Form, cells, Closed, view, minimum: 10).Withheld));
    }

    [Fact]
    public void No_difference_of_published_views_is_small()
    {
        Random random = new(7);
        int filtered = 0;
        for (int table = 0; table < 500; table++)
        {
            int minimum = random.Next(2, 4);
            ReplyOf[] replies = Table(random, minimum);
            Cells cells = Count(replies);
            SurveyView[] published = [.. Views.Where(view => SurveyResults.Of(Form, cells, Closed, view, minimum).Published is not null)];
            filtered += published.Count(view => !view.IsWhole);
            foreach (SurveyView whole in published)
            {
                SurveyView[] parts = [.. published.Where(part => part != whole && Places(part).IsSubsetOf(Places(whole)))];
                foreach (SurveyView[] taken in Disjoint(parts))
                {
                    AssertLarge(replies.Where(reply => whole.IsOf(reply) && !taken.Any(part => part.IsOf(reply))), minimum);
                }
            }
        }

        Assert.True(filtered > 100, $"Only {filtered} filtered views were published: the test says nothing.");
    }

    // Up to three views that share no reply: what is left of a view when they are taken from it.
    private static IEnumerable<SurveyView[]> Disjoint(SurveyView[] parts) =>
        from a in parts
        from b in parts
        from c in parts
        let taken = (SurveyView[])[.. new[] { a, b, c }.Distinct()]
        where taken.All(one => taken.All(other => one == other || !Places(one).Overlaps(Places(other))))
        select taken;

    private static void AssertLarge(IEnumerable<ReplyOf> left, int minimum)
    {
        ReplyOf[] replies = [.. left];
        int[] counts =
        [
            replies.Length,
            .. new[] { 'x', 'y', '!' }.Select(sign => replies.Count(reply => reply.Said.Contains(sign, StringComparison.Ordinal))),
            .. new[] { 'x', 'y', '!' }.Select(sign => replies.Count(reply => !reply.Said.Contains(sign, StringComparison.Ordinal))),
        ];
        Assert.All(counts, count => Assert.False(count > 0 && count < minimum, $"A difference shows {count} of {replies.Length}, below {minimum}."));
    }

    private static HashSet<(StandardCode?, int)> Places(SurveyView view) =>
    [
        .. from standard in (StandardCode?[])[Ps, Coc, null]
           from year in (int[])[2021, 2022]
           where (view.Standard is null || view.Standard == standard) && (view.Year is null || view.Year == year)
           select (standard, year),
    ];

    // Few kinds of replies and several of each, so that some tables can be published and others only just not.
    private static ReplyOf[] Table(Random random, int minimum)
    {
        string[] said = ["x", "y", "xy", "", "x!"];
        List<ReplyOf> replies = [];
        for (int kinds = random.Next(1, 6); kinds > 0; kinds--)
        {
            StandardCode? standard = random.Next(8) switch { 0 => null, < 4 => Coc, _ => Ps };
            string all = said[random.Next(random.Next(1, said.Length))];
            replies.AddRange(Reply(random.Next(minimum - 1, 3 * minimum), standard, random.Next(2021, 2023), all));
        }

        return [.. replies];
    }

    private static SurveyRoundFacts Closed { get; } = new(Invited: 106, IsClosed: true);

    private static SurveyResults Results(ReplyOf[] replies, SurveyView view, bool isClosed = true) =>
        SurveyResults.Of(Form, Count(replies), Closed with { IsClosed = isClosed }, view, minimum: 10);

    private static ReplyOf[] Reply(int count, StandardCode? standard, int year, string said) =>
        [.. Enumerable.Repeat(new ReplyOf(standard, year, said), count)];

    private static Cells Count(ReplyOf[] replies)
    {
        Cells cells = new();
        foreach (ReplyOf reply in replies)
        {
            cells.Add(SurveyCells.Of(SampleReplies.Survey, Form, reply.Write(), leftContact: false));
        }

        return cells;
    }
}

/// <summary>A reply in short: which options it chose, and "!" where it has a comment. All answer the question unless nothing is chosen.</summary>
internal sealed record ReplyOf(StandardCode? Standard, int Year, string Said)
{
    public SurveyReply Write()
    {
        JsonObject answers = [];
        string[] chosen = [.. Said.Where(char.IsAsciiLetter).Select(letter => $"{letter}")];
        if (chosen.Length > 0)
        {
            answers["many"] = JsonSerializer.SerializeToNode(chosen);
        }

        if (Said.EndsWith('!'))
        {
            answers["manyComment"] = "words";
        }

        return new SurveyReply("test", 1, ["p"], JsonSerializer.SerializeToElement(answers), Standard, Year);
    }
}

file static class ViewFilter
{
    public static bool IsOf(this SurveyView view, ReplyOf reply) =>
        (view.Standard is null || view.Standard == reply.Standard) && (view.Year is null || view.Year == reply.Year);
}
