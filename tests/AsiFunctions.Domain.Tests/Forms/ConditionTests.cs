using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Tests.Forms;

public sealed class ConditionTests
{
    private const string Before = """
        { "type": "radiogroup", "name": "class", "title": "Class", "showOtherItem": true,
          "choices": [ { "value": "PT", "text": "PT" }, { "value": "IU", "text": "IU" }, { "value": "it's", "text": "x" } ] },
        { "type": "checkbox", "name": "acts", "title": "Activities",
          "choices": [ { "value": "a", "text": "A" }, { "value": "b", "text": "B" }, { "value": "c", "text": "C" } ] },
        { "type": "text", "inputType": "number", "name": "size", "title": "Size", "min": -100, "max": 100 },
        { "type": "text", "inputType": "date", "name": "day", "title": "Day", "min": "2020-01-01", "max": "2030-01-01" },
        { "type": "boolean", "name": "agrees", "title": "Agrees" },
        { "type": "text", "name": "words", "title": "Words" },
        """;

    [Theory]
    [InlineData("{class} = 'PT'", """{ "class": "PT" }""", true)]
    [InlineData("{class} == 'PT'", """{ "class": "IU" }""", false)]
    [InlineData("{class} = \"PT\"", """{ "class": "PT" }""", true)]
    [InlineData("{class} = 'it\\'s'", """{ "class": "it's" }""", true)]
    [InlineData("{class} = 'other'", """{ "class": "other", "class-Comment": "x" }""", true)]
    [InlineData("{class} != 'PT'", """{ "class": "IU" }""", true)]
    [InlineData("{class} <> 'PT'", """{ "class": "PT" }""", false)]
    [InlineData("{class} anyof ['PT', 'IU']", """{ "class": "IU" }""", true)]
    [InlineData("{class} ANYOF ['PT']", """{ "class": "IU" }""", false)]
    [InlineData("{class} noneof ['PT']", """{ "class": "IU" }""", true)]
    [InlineData("{acts} contains 'a'", """{ "acts": ["a", "b"] }""", true)]
    [InlineData("{acts} contains 'c'", """{ "acts": ["a", "b"] }""", false)]
    [InlineData("{acts} notcontains 'c'", """{ "acts": ["a"] }""", true)]
    [InlineData("{acts} anyof ['c', 'b']", """{ "acts": ["a", "b"] }""", true)]
    [InlineData("{acts} allof ['a', 'c']", """{ "acts": ["a", "b"] }""", false)]
    [InlineData("{acts} allof ['a', 'b']", """{ "acts": ["c", "b", "a"] }""", true)]
    [InlineData("{acts} noneof ['c']", """{ "acts": ["a"] }""", true)]
    [InlineData("{size} = 5", """{ "size": 5.0 }""", true)]
    [InlineData("{size} > -5.5", """{ "size": -5 }""", true)]
    [InlineData("{size} < 5", """{ "size": 5 }""", false)]
    [InlineData("{size} <= 5", """{ "size": 5 }""", true)]
    [InlineData("{size} >= 6", """{ "size": 5 }""", false)]
    [InlineData("{day} > '2025-12-31'", """{ "day": "2026-01-01" }""", true)]
    [InlineData("{day} <= '2025-12-31'", """{ "day": "2026-01-01" }""", false)]
    [InlineData("{agrees} = true", """{ "agrees": true }""", true)]
    [InlineData("{agrees} = false", """{ "agrees": true }""", false)]
    [InlineData("{words} notempty", """{ "words": "x" }""", true)]
    [InlineData("{words} empty", """{ "words": "x" }""", false)]
    public void A_condition_looks_at_the_answers(string condition, string answers, bool holds) => AssertHolds(condition, answers, holds);

    [Theory]
    [InlineData("{class} = 'PT'", false)]
    [InlineData("{class} != 'PT'", true)]
    [InlineData("{class} anyof ['PT']", false)]
    [InlineData("{class} noneof ['PT']", true)]
    [InlineData("{acts} contains 'a'", false)]
    [InlineData("{acts} notcontains 'a'", true)]
    [InlineData("{acts} allof ['a']", false)]
    [InlineData("{size} <= 5", false)]
    [InlineData("{size} >= 0", false)]
    [InlineData("{agrees} = false", false)]
    [InlineData("{agrees} != true", true)]
    [InlineData("{words} empty", true)]
    [InlineData("{words} notempty", false)]
    public void An_unanswered_question_is_treated_as_SurveyJS_does(string condition, bool holds) => AssertHolds(condition, "{}", holds);

    [Theory]
    [InlineData("{size} = 1 or {size} = 2 and {agrees} = true", """{ "size": 1 }""", true)]
    [InlineData("({size} = 1 or {size} = 2) and {agrees} = true", """{ "size": 1 }""", false)]
    [InlineData("{size} = 1 and {agrees} = true or {words} notempty", """{ "words": "x" }""", true)]
    [InlineData("!({size} = 1)", """{ "size": 2 }""", true)]
    [InlineData("negate ({size} = 1)", """{ "size": 1 }""", false)]
    [InlineData("{size} = 1 && {agrees} = true || {words} empty", """{ "words": "x" }""", false)]
    [InlineData("!(({size} = 1))", """{ "size": 1 }""", false)]
    public void And_binds_closer_than_or(string condition, string answers, bool holds) => AssertHolds(condition, answers, holds);

    [Theory]
    [InlineData("", "a question's name in braces is missing before the end at 1")]
    [InlineData("{class}", "the end at 8 is not a comparison that forms may use")]
    [InlineData("{class} = ", "\"=\" at 9 does not fit the single choice {class} and the end")]
    [InlineData("{class} = 'PT' {size} = 1", "\"and\", \"or\" or the end is missing before {size} at 16")]
    [InlineData("{class} = 'PT' and", "a question's name in braces is missing before the end at 19")]
    [InlineData("({class} = 'PT'", "\")\" is missing before the end at 16")]
    [InlineData("{class} = 'PT", "the text that begins at 11 has no closing quote")]
    [InlineData("{class = 'PT'", "the name that begins at 1 has no closing brace")]
    [InlineData("{class} = 'TP'", "'TP' at 11 is not one of the choices")]
    [InlineData("{class} = 'pt'", "'pt' at 11 is not one of the choices")]
    [InlineData("{class} anyof 'PT'", "\"[\" is missing before 'PT' at 15")]
    [InlineData("{class} anyof []", "a text in quotes is missing before \"]\" at 16")]
    [InlineData("{class} anyof ['PT'", "\"]\" is missing before the end at 20")]
    [InlineData("{class} contains 'PT'", "\"contains\" at 9 does not fit the single choice {class}")]
    [InlineData("{class} allof ['PT']", "\"allof\" at 9 does not fit the single choice {class}")]
    [InlineData("{class} > 'PT'", "\">\" at 9 does not fit the single choice {class} and 'PT'")]
    [InlineData("{acts} = 'a'", "\"=\" at 8 does not fit the multiple choice {acts} and 'a'")]
    [InlineData("{size} = 'a'", "\"=\" at 8 does not fit the number question {size} and 'a'")]
    [InlineData("{size} = 1.2.3", "\"=\" at 8 does not fit the number question {size} and \"1.2.3\"")]
    [InlineData("{size} anyof ['1']", "\"anyof\" at 8 does not fit the number question {size}")]
    [InlineData("{day} > 'yesterday'", "\">\" at 7 does not fit the date question {day} and 'yesterday'")]
    [InlineData("{agrees} = 'true'", "\"=\" at 10 does not fit the yes-or-no question {agrees} and 'true'")]
    [InlineData("{words} = 'x'", "\"=\" at 9 does not fit the text question {words} and 'x'")]
    [InlineData("{missing} empty", "{missing} is not a question before this one")]
    [InlineData("{ class } empty", "{ class } is not a question before this one")]
    [InlineData("{last} empty", "{last} is not a question before this one")]
    [InlineData("not {size} = 1", "SurveyJS has no \"not\" (at 1); write !( … )")]
    [InlineData("!{size} = 1", "write parentheses after \"!\", as in !({name} = 1) (at 2)")]
    [InlineData("{size} + 1 = 2", "\"+\" at 8 has no meaning here")]
    [InlineData("age({day}) > 1", "a question's name in braces is missing before \"age\" at 1")]
    [InlineData("1 = {size}", "a question's name in braces is missing before \"1\" at 1")]
    [InlineData("{size} = {size}", "\"=\" at 8 does not fit the number question {size} and {size}")]
    public void What_goes_beyond_the_subset_is_refused_with_its_place(string condition, string message) => Assert.Equal(
        $"/pages/0/elements/6: \"visibleIf\" is not a supported condition: {message}",
        Assert.Single(TestForm.Findings(Before + Last(condition), """, "maxCommentLength": 9""")));

    [Fact]
    public void Deep_nesting_is_refused_before_it_can_exhaust_the_stack() => Assert.EndsWith(
        "parentheses are nested more than 20 deep",
        Assert.Single(TestForm.Findings(Before + Last(new string('(', 100_000)), """, "maxCommentLength": 9""")),
        StringComparison.Ordinal);

    private static void AssertHolds(string condition, string answers, bool holds)
    {
        FormDefinition form = TestForm.Of(Before + Last(condition), """, "maxCommentLength": 9""");
        bool missed = form.Faults(answers).Any(f => f is { Pointer: "/answers/last", Code: FaultCodes.Required });
        Assert.Equal(holds, missed);
    }

    private static string Last(string condition) => $$"""
        { "type": "text", "name": "last", "title": "Last", "isRequired": true, "visibleIf": {{System.Text.Json.JsonSerializer.Serialize(condition)}} }
        """;
}
