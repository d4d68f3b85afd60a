using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Tests.Forms;

public sealed class FormDefinitionTests
{
    [Theory]
    [InlineData("text", TextShape.Line)]
    [InlineData("tel", TextShape.Line)]
    [InlineData("email", TextShape.Email)]
    [InlineData("url", TextShape.Url)]
    public void A_text_question_has_the_shape_of_its_input_type(string inputType, TextShape shape) => Assert.Equal(
        shape, Assert.IsType<TextQuestion>(One($$"""{ "type": "text", "inputType": "{{inputType}}", "name": "a", "title": "A" }""")).Shape);

    [Fact]
    public void An_email_validator_makes_a_text_an_email_address() => Assert.Equal(
        TextShape.Email,
        Assert.IsType<TextQuestion>(One("""{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "email" } ] }""")).Shape);

    [Fact]
    public void A_comment_has_several_lines_and_its_own_limit()
    {
        TextQuestion comment = Assert.IsType<TextQuestion>(One("""{ "type": "comment", "name": "a", "title": "A", "maxLength": 7, "rows": 3 }"""));
        Assert.Equal((TextShape.Lines, 7), (comment.Shape, comment.MaxLength));
    }

    [Theory]
    [InlineData("radiogroup")]
    [InlineData("dropdown")]
    public void A_single_choice_may_take_its_choices_from_a_named_list(string type) => Assert.Equal(
        ["apple", "pear"],
        Assert.IsType<ChoiceQuestion>(One($$"""
            { "type": "{{type}}", "name": "a", "title": "A",
              "choicesByUrl": { "url": "/api/forms/choices/fruits", "valueName": "value", "titleName": "text" } }
            """)).Options.Select(option => option.Value));

    [Theory]
    [InlineData("checkbox")]
    [InlineData("tagbox")]
    public void A_multiple_choice_has_at_most_what_is_offered(string type) => Assert.Equal(
        (0, 2),
        One($$"""{ "type": "{{type}}", "name": "a", "title": "A", "choices": [ { "value": "x", "text": "X" }, { "value": "y", "text": "Y" } ] }""")
            is ChoicesQuestion many ? (many.MinCount, many.MaxCount) : default);

    [Fact]
    public void Other_is_a_question_of_its_own_for_the_server()
    {
        FormDefinition form = TestForm.Of(
            """{ "type": "radiogroup", "name": "a", "title": "A", "showOtherItem": true, "choices": [ { "value": "x", "text": "X" } ] }""",
            """, "maxCommentLength": 50""");
        Assert.Equal(["a", "a-Comment"], form.Questions.Select(question => question.Name));
        Assert.Equal(new LocalText("A: other", "A中：其他"), form.Questions[1].Asked.Title);
    }

    [Fact]
    public void Pages_and_panels_hand_their_conditions_down()
    {
        FormDefinition form = TestForm.Of("""
            { "type": "boolean", "name": "a", "title": "A" },
            { "type": "panel", "name": "outer", "title": "Outer", "visibleIf": "{a} = true", "elements": [
              { "type": "panel", "name": "inner", "elements": [ { "type": "boolean", "name": "b", "title": "B", "visibleIf": "{a} notempty" } ] } ] }
            """);
        Assert.Equal(["a", "b"], form.Questions.Select(question => question.Name));
        Assert.Equal(2, form.Questions[1].Asked.AskedIf.Count);
    }

    [Theory]
    [InlineData(
        """{ "type": "matrix", "name": "a", "title": "A" }""", "/pages/0/elements/0: \"type\" is \"matrix\", which is not a supported question")]
    [InlineData(
        """{ "type": "text", "inputType": "color", "name": "a", "title": "A" }""",
        "/pages/0/elements/0: \"inputType\" is \"color\", which is not supported")]
    [InlineData("""{ "type": "boolean", "name": "a", "title": "A", "valueName": "b" }""", "/pages/0/elements/0: \"valueName\" is not supported here")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": "A", "defaultValue": true }""", "/pages/0/elements/0: \"defaultValue\" is not supported here")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": "A", "valueTrue": "yes" }""", "/pages/0/elements/0: \"valueTrue\" is not supported here")]
    [InlineData("""{ "type": "boolean", "name": "a", "title": "A", "enableIf": "x" }""", "/pages/0/elements/0: \"enableIf\" is not supported here")]
    [InlineData(
        """{ "type": "boolean", "name": "a-b", "title": "A" }""", "/pages/0/elements/0: \"name\" must be a word of letters and digits, not \"a-b\"")]
    [InlineData(
        """{ "type": "boolean", "title": "A" }""",
        "/pages/0/elements/0: \"name\" is missing",
        "/pages/0/elements/0: \"name\" must be a word of letters and digits, not \"\"")]
    [InlineData("""{ "type": "boolean", "name": "a" }""", "/pages/0/elements/0: \"title\" is missing")]
    [InlineData("""{ "type": "boolean", "name": "a", "title": { "default": "A" } }""", "/pages/0/elements/0/title: \"zh-cn\" is missing")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": { "default": "A", "zh-cn": "A", "de": "A" } }""",
        "/pages/0/elements/0/title: \"de\" is not supported here")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": 5 }""",
        "/pages/0/elements/0: \"title\" must be a text in both languages: {\"default\": …, \"zh-cn\": …}",
        "/pages/0/elements/0: \"title\" is missing")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": "A", "isRequired": "yes" }""", "/pages/0/elements/0: \"isRequired\" must be true or false")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": "A" }, { "type": "boolean", "name": "a", "title": "A" }""",
        "/pages/0/elements/1: \"name\" is \"a\" a second time")]
    [InlineData(
        """{ "type": "panel", "name": "a", "state": "collapsed", "elements": [ { "type": "boolean", "name": "b", "title": "B" } ] }""",
        "/pages/0/elements/0: \"state\" is not supported here")]
    [InlineData("\"x\", { \"type\": \"boolean\", \"name\": \"a\", \"title\": \"A\" }", "/pages/0/elements/0: must be an object")]
    [InlineData(
        """{ "type": "text", "inputType": "number", "name": "a", "title": "A", "min": 0 }""",
        "/pages/0/elements/0: must have exactly one of \"max\", \"maxValueExpression\" or a numeric validator's \"maxValue\"")]
    [InlineData(
        """{ "type": "text", "inputType": "number", "name": "a", "title": "A", "min": 0, "max": 5, "validators": [ { "type": "numeric", "maxValue": 4 } ] }""",
        "/pages/0/elements/0: must have exactly one of \"max\", \"maxValueExpression\" or a numeric validator's \"maxValue\"")]
    [InlineData(
        """{ "type": "text", "inputType": "number", "name": "a", "title": "A", "min": 0, "max": 5, "step": 0 }""",
        "/pages/0/elements/0: \"step\" must be more than 0")]
    [InlineData(
        """{ "type": "text", "inputType": "number", "name": "a", "title": "A", "min": 0, "maxValueExpression": "{b} + 1" }""",
        "/pages/0/elements/0: \"maxValueExpression\" must be currentYear(), or that and a number",
        "/pages/0/elements/0: must have exactly one of \"max\", \"maxValueExpression\" or a numeric validator's \"maxValue\"")]
    [InlineData(
        """{ "type": "text", "inputType": "date", "name": "a", "title": "A", "min": "2020-02-30", "max": "2021-01-01" }""",
        "/pages/0/elements/0: \"min\" must be a date written as 2026-03-31",
        "/pages/0/elements/0: must have exactly one of \"min\" or \"minValueExpression\"")]
    [InlineData(
        """{ "type": "text", "inputType": "date", "name": "a", "title": "A", "min": "2020-01-01", "maxValueExpression": "age({b})" }""",
        "/pages/0/elements/0: \"maxValueExpression\" must be today() or today(days)",
        "/pages/0/elements/0: must have exactly one of \"max\" or \"maxValueExpression\"")]
    [InlineData("""{ "type": "radiogroup", "name": "a", "title": "A" }""", "/pages/0/elements/0: \"choices\" is missing or empty")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "choices": [ "x" ] }""",
        "/pages/0/elements/0/choices/0: must be an object",
        "/pages/0/elements/0: \"choices\" is missing or empty")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "choices": [ { "value": "x", "text": "X", "visibleIf": "{b} = 1" } ] }""",
        "/pages/0/elements/0/choices/0: \"visibleIf\" is not supported here")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "choices": [ { "value": 1, "text": "X" } ] }""",
        "/pages/0/elements/0/choices/0: \"value\" must be a text",
        "/pages/0/elements/0/choices/0: \"value\" is missing")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "choices": [ { "value": "x", "text": "X" }, { "value": "x", "text": "X" } ] }""",
        "/pages/0/elements/0/choices/1: \"value\" is \"x\", which is taken")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "choices": [ { "value": "other", "text": "X" } ] }""",
        "/pages/0/elements/0/choices/0: \"value\" is \"other\", which is taken")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "showNoneItem": true, "choices": [ { "value": "x", "text": "X" } ] }""",
        "/pages/0/elements/0: \"showNoneItem\" is not supported here")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "hasOther": true, "choices": [ { "value": "x", "text": "X" } ] }""",
        "/pages/0/elements/0: \"hasOther\" is not supported here")]
    [InlineData(
        """{ "type": "radiogroup", "name": "a", "title": "A", "showOtherItem": true, "choices": [ { "value": "x", "text": "X" } ] }""",
        "/pages/0/elements/0: has an \"other\", but the form has no \"maxCommentLength\"")]
    [InlineData(
        """{ "type": "dropdown", "name": "a", "title": "A", "choicesByUrl": { "url": "https://example.org/x", "valueName": "value", "titleName": "text" } }""",
        "/pages/0/elements/0/choicesByUrl: \"url\" must be /api/forms/choices/ with one of: fruits")]
    [InlineData(
        """{ "type": "checkbox", "name": "a", "title": "A", "choices": [ { "value": "x", "text": "X" } ], "validators": [ { "type": "answercount", "minCount": 2 } ] }""",
        "/pages/0/elements/0: asks for more choices than may be made")]
    [InlineData(
        """{ "type": "boolean", "name": "a", "title": "A", "validators": [ { "type": "email" } ] }""",
        "/pages/0/elements/0: \"validators\" may not hold \"email\" here")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "numeric", "minValue": 1 } ] }""",
        "/pages/0/elements/0: \"validators\" may not hold \"numeric\" here")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "mine" } ] }""",
        "/pages/0/elements/0/validators/0: \"type\" is \"mine\", which is not a supported validator",
        "/pages/0/elements/0: \"validators\" may not hold \"mine\" here")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "text", "allowDigits": false } ] }""",
        "/pages/0/elements/0/validators/0: \"allowDigits\" is not supported here")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "regex", "regex": "^\\d+$" } ] }""",
        "/pages/0/elements/0/validators/0: \"regex\" may not use \\d; spell it out, as in [0-9]")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "expression", "text": "No" } ] }""",
        "/pages/0/elements/0/validators/0: \"expression\" is missing")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "expression", "expression": "{a} notempty" } ] }""",
        "/pages/0/elements/0/validators/0: \"text\" is missing")]
    [InlineData(
        """{ "type": "text", "name": "a", "title": "A", "requiredIf": "{b} = 1" }""",
        "/pages/0/elements/0: \"requiredIf\" is not a supported condition: {b} is not a question before this one")]
    public void What_the_server_does_not_enforce_is_refused_with_path_and_property(string elements, params string[] findings) =>
        Assert.Equal(findings, TestForm.Findings(elements));

    [Theory]
    [InlineData(""", "triggers": []""", ": \"triggers\" is not supported here")]
    [InlineData(""", "calculatedValues": []""", ": \"calculatedValues\" is not supported here")]
    [InlineData(""", "clearInvisibleValues": "none" """, ": \"clearInvisibleValues\" is not supported here")]
    [InlineData(""", "maxCommentLength": -1""", ": \"maxCommentLength\" must be a whole number, 0 or more")]
    public void What_stands_above_the_questions_is_held_to_the_subset_too(string more, string finding) =>
        Assert.Equal([finding], TestForm.Findings("""{ "type": "boolean", "name": "a", "title": "A" }""", more));

    [Theory]
    [InlineData("(?<=a)b")]
    [InlineData("(a)\\\\1")]
    [InlineData("(")]
    public void A_pattern_that_cannot_run_in_linear_time_is_refused(string pattern) => Assert.StartsWith(
        "/pages/0/elements/0/validators/0: \"regex\" is not a supported pattern: ",
        Assert.Single(
            TestForm.Findings($$"""{ "type": "text", "name": "a", "title": "A", "validators": [ { "type": "regex", "regex": "{{pattern}}" } ] }""")),
        StringComparison.Ordinal);

    [Fact]
    public void All_findings_are_told_at_once_and_name_the_form()
    {
        FormDefinitionException refusal = Assert.Throws<FormDefinitionException>(
            () => TestForm.Of("""{ "type": "text", "name": "a", "title": "A", "x": 1, "y": 2 }"""));
        Assert.Equal(2, refusal.Findings.Count);
        Assert.StartsWith("The form test version 1 cannot be used:\n  /pages/0/elements/0: ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "title": { "default": "A", "zh-cn": "A" }, "pages": [] }""")]
    [InlineData("""{ "title": { "default": "A", "zh-cn": "A" }, "title": { "default": "A", "zh-cn": "A" } }""")]
    public void What_is_no_form_at_all_is_refused(string json) =>
        Assert.Single(Assert.Throws<FormDefinitionException>(() => FormDefinition.Read("test", 1, json, TestForm.Lists)).Findings);

    [Fact]
    public void Texts_without_any_limit_are_refused() => Assert.Equal(
        ["/pages/0/elements/0: \"maxLength\" is missing, and the form has no \"maxTextLength\""],
        Assert.Throws<FormDefinitionException>(() => FormDefinition.Read(
            "test",
            1,
            """
            { "title": { "default": "A", "zh-cn": "A" },
              "pages": [ { "elements": [ { "type": "text", "name": "a", "title": { "default": "A", "zh-cn": "A" } } ] } ] }
            """,
            TestForm.Lists)).Findings);

    private static Question One(string element) => Assert.Single(TestForm.Of(element).Questions);
}
