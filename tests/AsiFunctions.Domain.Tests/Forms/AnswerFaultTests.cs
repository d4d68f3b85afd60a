using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Tests.Forms;

public sealed class AnswerFaultTests
{
    private const string Line =
        """{ "type": "text", "name": "a", "title": "Name", "isRequired": true, "maxLength": 10, "validators": [ { "type": "text", "minLength": 2 } ] }""";
    private const string Number = """{ "type": "text", "inputType": "number", "name": "a", "title": "Staff", "min": 0, "max": 1000 }""";
    private const string Year =
        """{ "type": "text", "inputType": "number", "name": "a", "title": "Year", "step": 1, "minValueExpression": "currentYear() - 5", "maxValueExpression": "currentYear()" }""";
    private const string Half = """{ "type": "text", "inputType": "number", "name": "a", "title": "Halves", "step": 0.5, "min": 0, "max": 9 }""";
    private const string Day =
        """{ "type": "text", "inputType": "date", "name": "a", "title": "Day", "minValueExpression": "today()", "maxValueExpression": "today(14)" }""";
    private const string Choice =
        """{ "type": "dropdown", "name": "a", "title": "Fruit", "choicesByUrl": { "url": "/api/forms/choices/fruits", "valueName": "value", "titleName": "text" } }""";
    private const string Many =
        """{ "type": "checkbox", "name": "a", "title": "Fruits", "choices": [ { "value": "x", "text": "X" }, { "value": "y", "text": "Y" }, { "value": "z", "text": "Z" } ], "validators": [ { "type": "answercount", "minCount": 2 } ] }""";
    private const string Boolean = """{ "type": "boolean", "name": "a", "title": "Agreed" }""";
    private const string Email = """{ "type": "text", "inputType": "email", "name": "a", "title": "E-mail" }""";
    private const string Url = """{ "type": "text", "inputType": "url", "name": "a", "title": "Website" }""";
    private const string Pattern = """{ "type": "text", "name": "a", "title": "Code", "validators": [ { "type": "regex", "regex": "^[0-9]+$" } ] }""";
    private const string OwnWords =
        """{ "type": "text", "name": "a", "title": "Code", "validators": [ { "type": "regex", "regex": "^[0-9]+$", "text": "Digits, please." } ] }""";
    private const string Rule =
        """{ "type": "boolean", "name": "a", "title": "Agreed", "validators": [ { "type": "expression", "expression": "{a} = true", "text": "You have to agree." } ] }""";

    [Theory]
    [InlineData(Line, "{}", "required", "Please answer “Name”.")]
    [InlineData(Line, """{ "a": "  " }""", "required", "Please answer “Name”.")]
    [InlineData(Line, """{ "a": null }""", "required", "Please answer “Name”.")]
    [InlineData(Line, """{ "a": 5 }""", "wrong-type", "“Name” must be a text.")]
    [InlineData(Line, """{ "a": ["x"] }""", "wrong-type", "“Name” must be a text.")]
    [InlineData(Line, """{ "a": {} }""", "wrong-type", "“Name” must be a text.")]
    [InlineData(Line, """{ "a": "12345678901" }""", "too-long", "“Name” is too long; at most 10 characters fit.")]
    [InlineData(Line, """{ "a": "x" }""", "too-short", "“Name” is too short; it needs at least 2 characters.")]
    [InlineData(Line, """{ "a": "a\u0000b" }""", "control-character", "“Name” holds characters that cannot be printed; please type it again.")]
    [InlineData(Line, """{ "a": "a\nb" }""", "control-character", "“Name” holds characters that cannot be printed; please type it again.")]
    [InlineData(Line, """{ "a": "a\ud800b" }""", "control-character", "“Name” holds characters that cannot be printed; please type it again.")]
    [InlineData(Line, """{ "a": "a\u202eb" }""", "control-character", "“Name” holds characters that cannot be printed; please type it again.")]
    [InlineData(Number, """{ "a": "5" }""", "wrong-type", "“Staff” must be a number, written in digits only.")]
    [InlineData(Number, """{ "a": "NaN" }""", "wrong-type", "“Staff” must be a number, written in digits only.")]
    [InlineData(Number, """{ "a": true }""", "wrong-type", "“Staff” must be a number, written in digits only.")]
    [InlineData(Number, """{ "a": -0.1 }""", "out-of-range", "“Staff” must be between 0 and 1000.")]
    [InlineData(Number, """{ "a": 1000.01 }""", "out-of-range", "“Staff” must be between 0 and 1000.")]
    [InlineData(Number, """{ "a": 1e400 }""", "out-of-range", "“Staff” must be between 0 and 1000.")]
    [InlineData(Year, """{ "a": 2027 }""", "out-of-range", "“Year” must be between 2021 and 2026.")]
    [InlineData(Year, """{ "a": 2020 }""", "out-of-range", "“Year” must be between 2021 and 2026.")]
    [InlineData(Year, """{ "a": 2025.5 }""", "malformed", "“Year” must be a whole number.")]
    [InlineData(Half, """{ "a": 1.25 }""", "malformed", "“Halves” must be a multiple of 0.5.")]
    [InlineData(Day, """{ "a": 20260331 }""", "wrong-type", "“Day” must be a text.")]
    [InlineData(Day, """{ "a": "31.03.2026" }""", "malformed", "“Day” must be a date that exists, written as 2026-03-31.")]
    [InlineData(Day, """{ "a": "2026-02-29" }""", "malformed", "“Day” must be a date that exists, written as 2026-03-31.")]
    [InlineData(Day, """{ "a": "2026-03-31T00:00:00Z" }""", "malformed", "“Day” must be a date that exists, written as 2026-03-31.")]
    [InlineData(Day, """{ "a": "2026-03-30" }""", "out-of-range", "“Day” must be from 2026-03-31 to 2026-04-14.")]
    [InlineData(Day, """{ "a": "2026-04-15" }""", "out-of-range", "“Day” must be from 2026-03-31 to 2026-04-14.")]
    [InlineData(Choice, """{ "a": "plum" }""", "not-offered", "“plum” is not one of the choices of “Fruit”.")]
    [InlineData(Choice, """{ "a": "Apple" }""", "not-offered", "“Apple” is not one of the choices of “Fruit”.")]
    [InlineData(Choice, """{ "a": "other" }""", "not-offered", "“other” is not one of the choices of “Fruit”.")]
    [InlineData(Choice, """{ "a": "a\u0007b" }""", "not-offered", "“…” is not one of the choices of “Fruit”.")]
    [InlineData(Choice, """{ "a": 1 }""", "wrong-type", "“Fruit” must be a text.")]
    [InlineData(Many, """{ "a": "x" }""", "wrong-type", "“Fruits” must be a list of choices.")]
    [InlineData(Many, """{ "a": ["x"] }""", "too-short", "“Fruits” needs at least 2 choices.")]
    [InlineData(Many, """{ "a": ["x", "y", "z", "x"] }""", "too-long", "“Fruits” has too many choices; at most 3 may be made.")]
    [InlineData(Boolean, """{ "a": "true" }""", "wrong-type", "“Agreed” must be true or false.")]
    [InlineData(Boolean, """{ "a": 1 }""", "wrong-type", "“Agreed” must be true or false.")]
    [InlineData(Email, """{ "a": "nobody" }""", "malformed", "“E-mail” must be an e-mail address, such as name@example.org.")]
    [InlineData(Url, """{ "a": "www.example.org" }""", "malformed", "“Website” must be a web address that begins with https:// or http://.")]
    [InlineData(Pattern, """{ "a": "12a" }""", "malformed", "“Code” is not written in the form that is asked for.")]
    [InlineData(OwnWords, """{ "a": "12a" }""", "malformed", "Digits, please.")]
    [InlineData(Rule, """{ "a": false }""", "inconsistent", "You have to agree.")]
    public void A_fault_names_the_field_the_kind_and_what_to_do(string question, string answers, string code, string message) =>
        Assert.Equal([new Fault("/answers/a", code, message)], TestForm.Of(question).Faults(answers));

    [Theory]
    [InlineData(Line, "{}", "请填写“Name中”。")]
    [InlineData(Line, """{ "a": 5 }""", "“Name中”必须是文本。")]
    [InlineData(Line, """{ "a": "12345678901" }""", "“Name中”过长；最多 10 个字符。")]
    [InlineData(Number, """{ "a": -1 }""", "“Staff中”必须在 0 与 1000 之间。")]
    [InlineData(Year, """{ "a": 2025.5 }""", "“Year中”必须是整数。")]
    [InlineData(Day, """{ "a": "2026-03-30" }""", "“Day中”必须在 2026-03-31 至 2026-04-14 之间。")]
    [InlineData(Choice, """{ "a": "plum" }""", "“plum”不是“Fruit中”的选项。")]
    [InlineData(Many, """{ "a": ["x"] }""", "“Fruits中”至少需要选择 2 项。")]
    [InlineData(OwnWords, """{ "a": "12a" }""", "Digits, please.中")]
    public void Faults_are_told_in_Chinese_too(string question, string answers, string message) =>
        Assert.Equal(message, Assert.Single(TestForm.Of(question).Faults(answers, Language.Chinese)).Message);

    [Theory]
    [InlineData(Line, """{ "a": "  Zoë 铝  " }""")]
    [InlineData(Number, """{ "a": 0 }""")]
    [InlineData(Number, """{ "a": 1e3 }""")]
    [InlineData(Number, "{}")]
    [InlineData(Year, """{ "a": 2026 }""")]
    [InlineData(Half, """{ "a": 1.5 }""")]
    [InlineData(Day, """{ "a": "2026-03-31" }""")]
    [InlineData(Day, """{ "a": "2026-04-14" }""")]
    [InlineData(Choice, """{ "a": "pear" }""")]
    [InlineData(Many, """{ "a": ["y", "x"] }""")]
    [InlineData(Many, """{ "a": [] }""")]
    [InlineData(Boolean, """{ "a": false }""")]
    [InlineData(Rule, """{ "a": true }""")]
    [InlineData(Rule, "{}")]
    public void What_is_right_passes(string question, string answers) => Assert.Empty(TestForm.Of(question).Faults(answers));

    [Fact]
    public void Each_wrong_item_of_a_list_is_named() => Assert.Equal(
        [
            new Fault("/answers/a/1", "not-offered", "“q” is not one of the choices of “Fruits”."),
            new Fault("/answers/a/2", "doubled", "“x” stands in “Fruits” more than once."),
        ],
        TestForm.Of(Many).Faults("""{ "a": ["x", "q", "x"] }"""));

    [Fact]
    public void Unknown_and_doubled_fields_are_named_with_an_escaped_pointer() => Assert.Equal(
        [
            new Fault("/answers/b~1c~0d", "unknown", "This form has no field named “b/c~d”."),
            new Fault("/answers/a", "doubled", "The field “a” is sent more than once."),
        ],
        TestForm.Of(Boolean).Faults("""{ "b/c~d": 1, "a": true, "a": false }"""));

    [Fact]
    public void A_thousand_unknown_fields_are_not_all_told() => Assert.Equal(
        20, TestForm.Of(Boolean).Faults($$"""{ {{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"x{i}\":1"))}} }""").Count);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void Answers_are_an_object(string answers) => Assert.Equal(
        [new Fault("/answers", "wrong-type", "The answers must be a JSON object with a member for each field.")],
        TestForm.Of(Boolean).Faults(answers));

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_form() => Assert.Equal(
        ["/answers/x", "/answers/y", "/answers/z"],
        TestForm.Of("""
            { "type": "boolean", "name": "x", "title": "X" },
            { "type": "text", "name": "y", "title": "Y", "isRequired": true },
            { "type": "boolean", "name": "z", "title": "Z" }
            """).Faults("""{ "z": 1, "x": 1 }""").Select(fault => fault.Pointer));

    [Fact]
    public void An_answer_to_a_question_that_is_not_asked_is_refused_kindly() => Assert.Equal(
        [new Fault("/answers/b", "not-asked", "“B” is not asked, given your other answers; please leave it out.")],
        TestForm.Of(
            """{ "type": "boolean", "name": "a", "title": "A" }, { "type": "text", "name": "b", "title": "B", "isRequired": true, "visibleIf": "{a} = true" }""")
            .Faults("""{ "a": false, "b": "x" }"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "a": "oops" }""")]
    [InlineData("""{ "b": "x" }""")]
    [InlineData("""{ "a": "oops", "b": "x" }""")]
    public void What_hangs_on_an_answer_at_fault_is_neither_demanded_nor_refused(string answers) => Assert.Equal(
        ["/answers/a"],
        TestForm.Of("""
            { "type": "boolean", "name": "a", "title": "A", "isRequired": true },
            { "type": "text", "name": "b", "title": "B", "isRequired": true, "visibleIf": "{a} = true" },
            { "type": "text", "name": "c", "title": "C", "isRequired": true, "visibleIf": "{b} notempty" }
            """).Faults(answers).Select(fault => fault.Pointer));

    [Theory]
    [InlineData("""{ "a": true }""", true)]
    [InlineData("""{ "a": false }""", false)]
    [InlineData("{}", false)]
    public void A_question_may_be_required_under_a_condition(string answers, bool required) => Assert.Equal(
        required,
        TestForm.Of("""{ "type": "boolean", "name": "a", "title": "A" }, { "type": "text", "name": "b", "title": "B", "requiredIf": "{a} = true" }""")
            .Faults(answers) is [{ Code: "required" }]);

    [Theory]
    [InlineData("""{ "a": "other" }""", "required", "Please answer “A: other”.")]
    [InlineData("""{ "a": "x", "a-Comment": "why" }""", "not-asked", "“A: other” is not asked, given your other answers; please leave it out.")]
    [InlineData("""{ "a": "other", "a-Comment": "123456" }""", "too-long", "“A: other” is too long; at most 5 characters fit.")]
    public void Other_needs_its_words_and_nothing_else_has_any(string answers, string code, string message) => Assert.Equal(
        [new Fault("/answers/a-Comment", code, message)],
        TestForm.Of(
            """{ "type": "radiogroup", "name": "a", "title": "A", "showOtherItem": true, "choices": [ { "value": "x", "text": "X" } ] }""",
            """, "maxCommentLength": 5""").Faults(answers));

    [Theory]
    [InlineData("pat.primary@example.org", true)]
    [InlineData("pat+asi@sub.example.org", true)]
    [InlineData("o'neil@example.org", true)]
    [InlineData("pat@example", false)]
    [InlineData("pat@@example.org", false)]
    [InlineData("pat@example..org", false)]
    [InlineData("pat@-example.org", false)]
    [InlineData(".pat@example.org", false)]
    [InlineData("pat.@example.org", false)]
    [InlineData("pat @example.org", false)]
    [InlineData("Pat <pat@example.org>", false)]
    [InlineData("\"pat\"@example.org", false)]
    [InlineData("pat@example.org,sam@example.org", false)]
    [InlineData("pat@[127.0.0.1]", false)]
    [InlineData("pät@example.org", false)]
    public void An_email_address_is_one_that_mail_can_be_sent_to(string address, bool accepted) =>
        Assert.Equal(accepted, TestForm.Of(Email).Faults(System.Text.Json.JsonSerializer.Serialize(new { a = address })).Count == 0);

    [Theory]
    [InlineData("https://www.example.org", true)]
    [InlineData("http://example.org/über?x=1", true)]
    [InlineData("https://例子.example.org", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("ftp://example.org", false)]
    [InlineData("https://", false)]
    [InlineData("https://localhost", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://user:secret@example.org", false)]
    [InlineData("https://exa mple.org", false)]
    [InlineData("//example.org", false)]
    public void A_web_address_is_absolute_and_leads_to_a_domain(string address, bool accepted) =>
        Assert.Equal(accepted, TestForm.Of(Url).Faults(System.Text.Json.JsonSerializer.Serialize(new { a = address })).Count == 0);
}
