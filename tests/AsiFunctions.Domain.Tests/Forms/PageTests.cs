using System.Text.Json;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Tests.Forms;

public sealed class PageTests
{
    // Two pages; what the second one asks hangs on the first.
    private static readonly FormDefinition Form = Read(
        """
        { "name": "one", "title": { "default": "One", "zh-cn": "一" }, "elements": [
            { "type": "boolean", "name": "a", "isRequired": true, "title": { "default": "A", "zh-cn": "甲" } },
            { "type": "panel", "name": "inner", "elements": [ { "type": "text", "name": "b", "title": { "default": "B", "zh-cn": "乙" } } ] } ] },
        { "elements": [
            { "type": "dropdown", "name": "c", "isRequired": true, "visibleIf": "{a} = true", "showOtherItem": true, "title": { "default": "C", "zh-cn": "丙" },
              "choices": [ { "value": "x", "text": { "default": "X", "zh-cn": "X" } } ] },
            { "type": "text", "name": "d", "requiredIf": "{b} empty", "title": { "default": "D", "zh-cn": "丁" } } ] }
        """);

    [Fact]
    public void Pages_have_names_titles_and_questions_in_order_those_of_panels_among_them()
    {
        Assert.Equal(["one", "page2"], Form.Pages.Select(page => page.Name));
        Assert.Equal([new LocalText("One", "一"), null], Form.Pages.Select(page => page.Title));
        Assert.Equal(["a", "b"], Form.Pages[0].Questions);
        Assert.Equal(["c", "c-Comment", "d"], Form.Pages[1].Questions);
    }

    [Fact]
    public void No_two_pages_have_the_same_name() => Assert.Equal(
        ["/pages/1: \"name\" is \"p\" a second time"],
        Assert.Throws<FormDefinitionException>(() => Read(
            """
            { "name": "p", "elements": [ { "type": "boolean", "name": "a", "title": { "default": "A", "zh-cn": "甲" } } ] },
            { "name": "p", "elements": [ { "type": "boolean", "name": "b", "title": { "default": "B", "zh-cn": "乙" } } ] }
            """)).Findings);

    [Theory]
    [InlineData("one", """{ "a": true }""")]
    [InlineData("one", "{}", "/answers/a required")]
    [InlineData("one", """{ "a": true, "c": "x" }""", "/answers/c not-asked")]
    [InlineData("one", """{ "a": true, "e": "x" }""", "/answers/e unknown")]
    [InlineData("one", """{ "a": true, "c": " " }""")] // no answer at all
    [InlineData("page2", """{ "c": "x" }""")] // what hangs on a page that is not there is neither demanded nor refused
    [InlineData("page2", "{}")]
    [InlineData("one page2", """{ "a": true, "b": "x" }""", "/answers/c required")]
    [InlineData("one page2", """{ "a": false, "b": "x", "c": "x" }""", "/answers/c not-asked")]
    [InlineData("one page2", """{ "a": false }""", "/answers/d required")]
    [InlineData("page2 one", """{ "a": true, "c": "other", "c-Comment": "words", "d": "x" }""")]
    public void Only_what_stands_on_these_pages_is_demanded_and_accepted(string pages, string answers, params string[] faults) =>
        Assert.Equal(faults, Check(answers, pages.Split(' ')).Select(fault => $"{fault.Pointer} {fault.Code}"));

    [Theory]
    [InlineData(Language.English, "“D” stands on a page that is not completed; please leave it out, or complete that page.")]
    [InlineData(Language.Chinese, "“丁”所在的页面尚未完成；请不要提交此项，或先完成该页面。")]
    public void An_answer_ahead_of_its_page_is_refused_in_plain_words(Language language, string message) =>
        Assert.Equal(message, Assert.Single(Check("""{ "a": true, "d": "x" }""", ["one"], language)).Message);

    [Fact]
    public void A_page_that_the_form_does_not_have_is_a_mistake_of_the_caller()
    {
        Assert.False(Form.HasPage("two"));
        Assert.Throws<ArgumentException>(() => Check("{}", ["two"]));
    }

    [Theory]
    [InlineData("""{ "a": true, "b": "x", "c": "x" }""")]
    [InlineData("""{ "a": false, "c": "x" }""")]
    [InlineData("""{ "a": "oops", "d": 5, "e": 1 }""")]
    [InlineData("[]")]
    public void All_pages_together_are_the_form(string answers)
    {
        using JsonDocument document = JsonDocument.Parse(answers);
        Assert.Equal(
            Form.Validate(document.RootElement, Language.English, TestForm.Today, "/answers").Faults,
            Check(answers, ["one", "page2"]));
    }

    private static IReadOnlyList<Fault> Check(string answers, string[] pages, Language language = Language.English)
    {
        using JsonDocument document = JsonDocument.Parse(answers);
        return Form.ValidatePages(document.RootElement, pages, language, TestForm.Today, "/answers").Faults;
    }

    private static FormDefinition Read(string pages) => FormDefinition.Read(
        "test",
        1,
        $$"""{ "title": { "default": "Test", "zh-cn": "测试" }, "maxTextLength": 100, "maxCommentLength": 100, "pages": [ {{pages}} ] }""",
        TestForm.Lists);
}
