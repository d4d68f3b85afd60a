using System.Text.Json;
using AsiFunctions.Domain.Surveys.Replies;
using AsiFunctions.Domain.Surveys.Results;

namespace AsiFunctions.Domain.Tests.Surveys;

/// <summary>Seed 002, Appendix 2 and what its text says: every printed number, from 40 made-up replies of 106 people who were invited.</summary>
/// <remarks>
/// Two statements of the text cannot be met as they are printed. "60%" of the 23 who implement
/// responsible sourcing were asked by customers too: 14 of 23 is 61%, 13 is 57%. And "35%" for both in question
/// 9, where the same report's 14 of 39 is 36%: the computed figure stands.
/// </remarks>
public sealed class PublishedReportTests
{
    private static readonly PublishedResults Results = SurveyResults.Of(
        SampleReplies.Form,
        SampleReplies.Count(SampleReplies.Splits),
        new SurveyRoundFacts(Invited: 106, IsClosed: true),
        SurveyView.Whole,
        minimum: 10)
        .Published!;

    [Fact]
    public void Every_line_is_a_valid_reply() => Assert.All(SampleReplies.Lines, line => Assert.Empty(line.Check(SampleReplies.Form).Faults));

    [Fact]
    public void Thirty_nine_are_complete_and_pass_the_check_of_the_whole_form_too() => Assert.Equal(
        39,
        SampleReplies.Lines.Count(line =>
            line.Pages.Count == 4
            && SampleReplies.Form.Validate(line.Answers, Domain.Forms.Language.English, SampleReplies.Today).Faults.Count == 0));

    [Fact]
    public void One_reply_ends_with_the_third_page() =>
        Assert.Equal(["drivers", "value", "challenges"], Assert.Single(SampleReplies.Lines, line => line.Pages.Count < 4).Pages);

    [Fact]
    public void Forty_of_the_106_who_were_invited_replied() => Assert.Equal((40, 106, 38), Figures(Results.ResponseRate!));

    [Fact]
    public void Sixty_two_percent_gave_at_least_one_comment() => Assert.Equal((24, 39, 62), Figures(Results.Commented));

    [Fact]
    public void Thirty_six_percent_left_contact_details() => Assert.Equal((14, 39, 36), Figures(Results.LeftContact));

    [Theory]
    [InlineData("performanceStandardDrivers", 40, 2)]
    [InlineData("chainOfCustodyDrivers", 34, 2)]
    [InlineData("positive", 40, 7)]
    [InlineData("selfAssessment", 40, 11)]
    [InlineData("audit", 40, 6)]
    [InlineData("obstacles", 40, 12)]
    [InlineData("futureChallenges", 40, 9)]
    [InlineData("improvements", 39, 8)]
    [InlineData("improvementsWhen", 39, 2)]
    public void Each_question_has_its_denominator_and_its_comments(string question, int answered, int comments) =>
        Assert.Equal((answered, comments), (Of(question).Answered, Of(question).Comments));

    [Theory]
    [InlineData("performanceStandardDrivers", "responsible-practices", 35, 88)]
    [InlineData("performanceStandardDrivers", "expectations", 31, 78)]
    [InlineData("performanceStandardDrivers", "competitive-advantage", 27, 68)]
    [InlineData("performanceStandardDrivers", "market-access", 19, 48)]
    [InlineData("performanceStandardDrivers", "reputation", 19, 48)]
    [InlineData("performanceStandardDrivers", "risks", 15, 38)]
    [InlineData("performanceStandardDrivers", "other", 2, 5)]
    [InlineData("chainOfCustodyDrivers", "responsible-sourcing", 23, 68)]
    [InlineData("chainOfCustodyDrivers", "requested", 22, 65)]
    [InlineData("chainOfCustodyDrivers", "off-product-claim", 9, 26)]
    [InlineData("chainOfCustodyDrivers", "on-product-claim", 8, 24)]
    [InlineData("chainOfCustodyDrivers", "other", 2, 6)]
    [InlineData("positive", "strongly-agree", 21, 53)]
    [InlineData("positive", "agree", 13, 33)]
    [InlineData("positive", "undecided", 4, 10)]
    [InlineData("positive", "disagree", 1, 3)]
    [InlineData("positive", "strongly-disagree", 1, 3)]
    [InlineData("selfAssessment", "difficult", 3, 8)]
    [InlineData("selfAssessment", "easy", 1, 3)]
    [InlineData("selfAssessment", "moderate", 28, 70)]
    [InlineData("selfAssessment", "straightforward", 8, 20)]
    [InlineData("audit", "difficult", 3, 8)]
    [InlineData("audit", "easy", 2, 5)]
    [InlineData("audit", "moderate", 18, 45)]
    [InlineData("audit", "straightforward", 17, 43)]
    [InlineData("obstacles", "yes", 14, 35)]
    [InlineData("obstacles", "no", 22, 55)]
    [InlineData("obstacles", "unsure", 4, 10)]
    [InlineData("futureChallenges", "yes", 8, 20)]
    [InlineData("futureChallenges", "no", 28, 70)]
    [InlineData("futureChallenges", "unsure", 4, 10)]
    [InlineData("improvements", "yes", 25, 64)]
    [InlineData("improvements", "no", 6, 15)]
    [InlineData("improvements", "in-progress", 7, 18)]
    [InlineData("improvements", "unsure", 1, 3)]
    [InlineData("improvementsWhen", "preparation", 15, 38)]
    [InlineData("improvementsWhen", "correction", 3, 8)]
    [InlineData("improvementsWhen", "neither", 7, 18)]
    public void Each_option_has_the_printed_count_and_percentage(string question, string option, int count, int percent) =>
        Assert.Equal((count, percent), (Share(question, option).Count, Share(question, option).Percent));

    [Fact]
    public void Fourteen_of_39_is_36_percent_where_the_report_prints_35() =>
        Assert.Equal((14, 39, 36), Figures(Share("improvementsWhen", "both")));

    [Fact]
    public void Nothing_else_could_be_answered() => Assert.All(
        Results.Questions.Where(question => question is { IsMany: false, Options.Count: > 0 }),
        question => Assert.Equal(question.Answered, question.Options.Sum(option => option.Share.Count)));

    [Theory]
    [InlineData("positive", 34, 40, 85, "strongly-agree", "agree")]
    [InlineData("audit", 35, 40, 88, "moderate", "straightforward")] // 87.5 in the text
    [InlineData("improvements", 32, 39, 82, "yes", "in-progress")]
    public void Sums_in_the_text_are_sums_of_counts_not_of_percentages(
        string question, int count, int answered, int percent, params string[] options) =>
        Assert.Equal(
            (count, answered, percent),
            Figures(new SurveyShare(options.Sum(option => Share(question, option).Count), Of(question).Answered, ShareBase.Answered)));

    [Fact]
    public void Both_who_chose_other_chose_all_drivers_too()
    {
        string[][] others = [.. Chosen("performanceStandardDrivers").Where(chosen => chosen.Contains("other"))];
        Assert.Equal(2, others.Length);
        Assert.All(others, chosen => Assert.Equal(7, chosen.Length));
    }

    [Theory]
    [InlineData("competitive-advantage")]
    [InlineData("risks")]
    public void Some_drivers_are_never_chosen_alone(string driver) =>
        Assert.DoesNotContain(Chosen("performanceStandardDrivers"), chosen => chosen is [string one] && one == driver);

    [Fact]
    public void Of_eleven_who_make_a_claim_two_make_only_one_on_the_product()
    {
        string[][] claims = [.. Chosen("chainOfCustodyDrivers").Where(chosen => chosen.Any(one => one.EndsWith("claim", StringComparison.Ordinal)))];
        Assert.Equal(11, claims.Length);
        Assert.Equal(2, claims.Count(chosen => chosen is ["on-product-claim"]));
    }

    [Fact]
    public void Fourteen_of_23_who_source_responsibly_were_asked_to_where_the_report_says_60_percent() => Assert.Equal(
        (14, 23, 61),
        Figures(new SurveyShare(
            Chosen("chainOfCustodyDrivers").Count(chosen => chosen.Contains("responsible-sourcing") && chosen.Contains("requested")),
            Share("chainOfCustodyDrivers", "responsible-sourcing").Count,
            ShareBase.Answered)));

    [Fact]
    public void Who_left_contact_details_is_made_up() => Assert.All(
        SampleReplies.Splits.Select(split => split.Contact).OfType<SurveyContact>(),
        contact => Assert.EndsWith("@example.org", contact.Email, StringComparison.Ordinal));

    private static QuestionResult Of(string question) => Results.Questions.Single(one => one.Name == question);

    private static SurveyShare Share(string question, string option) => Of(question).Options.Single(one => one.Value == option).Share;

    private static (int Count, int Denominator, int? Percent) Figures(SurveyShare share) => (share.Count, share.Denominator, share.Percent);

    private static IEnumerable<string[]> Chosen(string question) => SampleReplies.Splits
        .Where(split => split.Reply.Answers.TryGetProperty(question, out _))
        .Select(split => split.Reply.Answers.GetProperty(question).Deserialize<string[]>()!);
}
