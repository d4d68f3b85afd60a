using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using AsiFunctions.Domain.Surveys;
using AsiFunctions.Domain.Tests.Forms;

namespace AsiFunctions.Domain.Tests.Surveys;

/// <summary>Seed 002, Appendix 1: twelve questions in four steps.</summary>
public sealed class CertificationSurveyFormTests
{
    private static FormDefinition Form => SampleReplies.Form;

    [Fact]
    public void There_are_four_steps_with_twelve_questions()
    {
        Assert.Equal(["drivers", "value", "challenges", "changes"], Form.Pages.Select(page => page.Name));
        Assert.Equal(
            [
                ("performanceStandardDrivers", "drivers"), ("chainOfCustodyDrivers", "drivers"),
                ("positive", "value"), ("selfAssessment", "value"), ("audit", "value"),
                ("obstacles", "challenges"), ("futureChallenges", "challenges"),
                ("improvements", "changes"), ("improvementsWhen", "changes"), ("storyOfChange", "changes"), ("feedback", "changes"),
            ],
            SurveyQuestions.Of(Form).Select(question => (question.Name, question.Page)));
        Assert.Equal(["contactName", "contactCompany", "contactEmail"], Form.Pages[^1].Questions.Where(SurveyQuestions.IsContact));
    }

    [Fact]
    public void Eight_questions_and_the_words_beside_other_are_mandatory() => Assert.Equal(
        [
            "performanceStandardDrivers", "performanceStandardDrivers-Comment", "chainOfCustodyDrivers-Comment",
            "positive", "selfAssessment", "audit", "obstacles", "futureChallenges", "improvements", "improvementsWhen", "storyOfChange",
        ],
        Form.Questions.Where(question => question.Asked.IsRequired).Select(question => question.Name));

    [Theory]
    [InlineData(
        "performanceStandardDrivers",
        "Improve on/demonstrate our responsible business practices",
        "Gain competitive advantage",
        "Access to markets/supply",
        "Protect our business reputation", "Meeting stakeholder or customer expectation", "Understand and reduce our business risks", "Other")]
    [InlineData(
        "chainOfCustodyDrivers", "To implement responsible sourcing", "Requested by customers/suppliers",
        "To make an off-product claim, for example in company communications", "To make an on-product claim", "Other")]
    [InlineData("positive", "Strongly agree", "Agree", "Undecided/neutral", "Disagree", "Strongly disagree")]
    [InlineData("selfAssessment", "Difficult", "Moderate", "Straightforward", "Easy")]
    [InlineData("audit", "Difficult", "Moderate", "Straightforward", "Easy")]
    [InlineData("obstacles", "Yes", "No", "Unsure")]
    [InlineData("futureChallenges", "Yes", "No", "Unsure")]
    [InlineData("improvements", "Yes", "No", "Unsure", "In progress")]
    [InlineData(
        "improvementsWhen", "Prior to/in preparation for the ASI Certification audit", "As a result of correction action for non-conformances",
        "Both", "Neither")]
    [InlineData("storyOfChange", "Yes", "No")]
    [InlineData("feedback")]
    public void The_options_stand_as_in_the_questionnaire(string question, params string[] options) => Assert.Equal(
        options, SurveyQuestions.Of(Form).Single(one => one.Name == question).Options.Select(option => option.Text.English));

    [Fact]
    public void Comments_hold_2000_characters_and_texts_200() => Assert.All(
        Form.Questions.OfType<TextQuestion>(), text => Assert.Equal(text.Shape is TextShape.Lines ? 2000 : 200, text.MaxLength));

    [Fact]
    public void A_whole_reply_passes() => Assert.Empty(Faults(Reply()));

    [Theory]
    [InlineData("performanceStandardDrivers")]
    [InlineData("positive")]
    [InlineData("selfAssessment")]
    [InlineData("audit")]
    [InlineData("obstacles")]
    [InlineData("futureChallenges")]
    [InlineData("improvements")]
    [InlineData("improvementsWhen")]
    [InlineData("storyOfChange")]
    public void What_is_mandatory_is_demanded(string question)
    {
        JsonObject reply = Reply();
        reply.Remove(question);
        Assert.Equal([("/answers/" + question, "required")], Faults(reply));
    }

    [Theory]
    [InlineData("positive", """ "wonderful" """, "/answers/positive", "not-offered")]
    [InlineData("positive", """ "Agree" """, "/answers/positive", "not-offered")]
    [InlineData("positive", """ ["agree"] """, "/answers/positive", "wrong-type")]
    [InlineData("performanceStandardDrivers", """ "risks" """, "/answers/performanceStandardDrivers", "wrong-type")]
    [InlineData("performanceStandardDrivers", """ ["risks", "fame"] """, "/answers/performanceStandardDrivers/1", "not-offered")]
    [InlineData("performanceStandardDrivers", """ ["risks", "risks"] """, "/answers/performanceStandardDrivers/1", "doubled")]
    [InlineData("performanceStandardDrivers", """ [] """, "/answers/performanceStandardDrivers", "required")]
    [InlineData("performanceStandardDrivers", """ ["other"] """, "/answers/performanceStandardDrivers-Comment", "required")]
    [InlineData("chainOfCustodyDrivers", """ ["other"] """, "/answers/chainOfCustodyDrivers-Comment", "required")]
    [InlineData("chainOfCustodyDrivers-Comment", """ "words" """, "/answers/chainOfCustodyDrivers-Comment", "not-asked")]
    [InlineData("country", """ "NO" """, "/answers/country", "unknown")]
    [InlineData("contactEmail", """ "nobody" """, "/answers/contactEmail", "malformed")]
    [InlineData("contactName", """ "Ada Sample" """, "/answers/contactEmail", "required")]
    [InlineData("contactCompany", """ "Made-up Metals" """, "/answers/contactEmail", "required")]
    public void What_is_wrong_is_named(string question, string answer, string at, string code)
    {
        JsonObject reply = Reply();
        reply[question] = JsonNode.Parse(answer);
        Assert.Equal([(at, code)], Faults(reply));
    }

    [Theory]
    [InlineData("positiveComment", 2000)]
    [InlineData("feedback", 2000)]
    [InlineData("chainOfCustodyDrivers-Comment", 2000)]
    [InlineData("contactName", 200)]
    public void A_text_has_a_longest_length(string question, int longest)
    {
        JsonObject reply = Reply();
        reply["chainOfCustodyDrivers"] = new JsonArray("other");
        reply["chainOfCustodyDrivers-Comment"] = "words";
        reply["contactEmail"] = "ada.sample@example.org";
        reply[question] = new string('x', longest);
        Assert.Empty(Faults(reply));
        reply[question] = new string('x', longest + 1);
        Assert.Equal([("/answers/" + question, "too-long")], Faults(reply));
    }

    [Fact]
    public void Questions_that_are_not_mandatory_may_be_left_out()
    {
        JsonObject reply = Reply();
        reply.Remove("chainOfCustodyDrivers");
        Assert.Empty(Faults(reply));
    }

    [Fact]
    public void An_address_alone_is_enough_to_be_reached()
    {
        JsonObject reply = Reply();
        reply["contactEmail"] = "ada.sample@example.org";
        Assert.Empty(Faults(reply));
    }

    [Fact]
    public void Faults_are_told_in_the_language_of_the_person()
    {
        JsonObject reply = Reply();
        reply.Remove("audit");
        Assert.Equal(
            "请填写“独立的 ASI 审核过程难易程度如何？”。",
            Assert.Single(Form.Check(reply, Language.Chinese).Faults).Message);
    }

    [Fact]
    public void A_second_survey_is_a_definition_and_nothing_else()
    {
        FormDefinition second = FormLibrary.Read().Find("membership-survey")!;
        Assert.Equal(["reasons", "worthwhile", "certification", "feedback"], SurveyQuestions.Of(second).Select(question => question.Name));
    }

    [Fact]
    public void No_value_of_a_survey_can_be_taken_for_a_count() => Assert.DoesNotContain(
        FormLibrary.Read().Forms.Where(form => form.Id.EndsWith("survey", StringComparison.Ordinal)).SelectMany(SurveyQuestions.Of)
            .SelectMany(q => q.Options),
        option => option.Value.StartsWith('~') || option.Value.Contains('|', StringComparison.Ordinal));

    private static (string, string)[] Faults(JsonObject reply) => [.. Form.Check(reply).Faults.Select(fault => (fault.Pointer, fault.Code))];

    private static JsonObject Reply() => new()
    {
        ["performanceStandardDrivers"] = new JsonArray("risks", "expectations"),
        ["chainOfCustodyDrivers"] = new JsonArray("requested"),
        ["positive"] = "agree",
        ["selfAssessment"] = "moderate",
        ["audit"] = "easy",
        ["obstacles"] = "no",
        ["futureChallenges"] = "unsure",
        ["improvements"] = "in-progress",
        ["improvementsWhen"] = "both",
        ["storyOfChange"] = "no",
    };
}
