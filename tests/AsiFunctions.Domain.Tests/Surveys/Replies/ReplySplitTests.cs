using System.Text.Json;
using System.Text.Json.Serialization;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Surveys;
using AsiFunctions.Domain.Surveys.Replies;

namespace AsiFunctions.Domain.Tests.Surveys.Replies;

public sealed class ReplySplitTests
{
    // As the app writes: see AsiFunctions/Json.cs.
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    [Fact]
    public void Contact_details_are_taken_out_of_the_reply()
    {
        ReplySplit split = Split(
            """ "contactName": " Ada Sample ", "contactCompany": "Made-up Metals", "contactEmail": "ada.sample@example.org", "storyOfChange": "yes" """);
        Assert.Equal(new SurveyContact("Ada Sample", "Made-up Metals", "ada.sample@example.org", StoryOfChange: true), split.Contact);
        Assert.DoesNotContain(split.Reply.Answers.EnumerateObject(), answer => SurveyQuestions.IsContact(answer.Name));
        Assert.DoesNotContain("Sample", split.Reply.Answers.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_contact_details_there_is_no_contact() => Assert.Null(Split(""" "storyOfChange": "yes" """).Contact);

    [Theory]
    [InlineData("contactName", true)]
    [InlineData("contactPhone", true)]
    [InlineData("contact", false)]
    [InlineData("contactless", false)]
    [InlineData("feedback", false)]
    public void Whatever_asks_for_contact_details_is_known_by_its_name(string question, bool isContact) =>
        Assert.Equal(isContact, SurveyQuestions.IsContact(question));

    [Fact]
    public void A_reply_keeps_its_pages_its_answers_a_standard_and_a_year_and_nothing_else()
    {
        Assert.Equal(
            """
            {"form":"certification-survey","version":1,"pages":["drivers","value","challenges","changes"],
            "answers":{"performanceStandardDrivers":["expectations","risks","other"],"performanceStandardDrivers-Comment":"words",
            "positive":"agree","positiveComment":"More words.","selfAssessment":"easy","audit":"easy","obstacles":"no","futureChallenges":"no",
            "improvements":"no","improvementsWhen":"neither","storyOfChange":"no"},
            "standard":"CoC","year":2021}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(Split(""" "storyOfChange": "no" """).Reply, Written));
    }

    [Fact]
    public void A_reply_comes_back_as_it_was_written()
    {
        string once = JsonSerializer.Serialize(Split(""" "storyOfChange": "no" """).Reply, Written);
        Assert.Equal(once, JsonSerializer.Serialize(JsonSerializer.Deserialize<SurveyReply>(once, Written), Written));
    }

    // The answers in another order than the form's, the choices in another than they are offered.
    private static ReplySplit Split(string more)
    {
        using JsonDocument document = JsonDocument.Parse($$"""
            {
              {{more}}, "improvementsWhen": "neither", "improvements": "no", "futureChallenges": "no", "obstacles": "no",
              "audit": "easy", "selfAssessment": "easy", "positiveComment": "  More words.  ", "positive": "agree",
              "performanceStandardDrivers-Comment": "words", "performanceStandardDrivers": ["other", "risks", "expectations"]
            }
            """);
        ReplyProgress reply = new(["changes", "drivers", "value", "challenges"], document.RootElement.Clone());
        Assert.Empty(reply.Check(SampleReplies.Form).Faults);
        return SampleReplies.Split(reply, StandardCode.ChainOfCustody, 2021);
    }
}
