using System.Text.Json;
using AsiFunctions.Domain.Surveys.Replies;

namespace AsiFunctions.Domain.Tests.Surveys.Replies;

/// <summary>Seed 002, "Methodology": what an unfinished reply counts for when the round closes.</summary>
public sealed class ReplyProgressTests
{
    private const string Drivers = """ "performanceStandardDrivers": ["risks"] """;
    private const string Value = """ "positive": "agree", "selfAssessment": "easy", "audit": "easy" """;

    [Fact]
    public void Completed_pages_count_and_a_page_that_was_begun_does_not()
    {
        CompletedPages counted =
            AtClose($$"""{ {{Drivers}}, {{Value}}, "obstacles": "yes", "contactEmail": "ada.sample@example.org" }""", "value", "drivers")!;
        Assert.Equal(["drivers", "value"], counted.Pages);
        Assert.Equal(["performanceStandardDrivers", "positive", "selfAssessment", "audit"], counted.Answers.Values.Keys);
        Assert.False(counted.IsFinished);
        Assert.Null(ReplySplit.Of(counted, standard: null, 2021).Contact);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData($$"""{ {{Drivers}} }""")]
    public void Without_a_completed_page_there_is_no_reply(string answers) => Assert.Null(AtClose(answers));

    [Theory]
    [InlineData($$"""{ {{Drivers}}, "positive": "agree" }""", "drivers")]
    [InlineData($$"""{ {{Drivers}}, {{Value}}, "positive": "wonderful" }""", "drivers")]
    [InlineData($$"""{ {{Value}} }""", null)]
    [InlineData("[]", null)]
    public void A_page_that_does_not_pass_and_those_behind_it_do_not_count(string answers, string? page) =>
        Assert.Equal(page is null ? null : [page], AtClose(answers, "drivers", "value")?.Pages);

    [Fact]
    public void A_reply_with_all_its_pages_is_finished() =>
        Assert.True(SampleReplies.Lines[0].AtClose(SampleReplies.Form, SampleReplies.Today)!.IsFinished);

    private static CompletedPages? AtClose(string answers, params string[] pages)
    {
        using JsonDocument document = JsonDocument.Parse(answers);
        return new ReplyProgress(pages, document.RootElement.Clone()).AtClose(SampleReplies.Form, SampleReplies.Today);
    }
}
