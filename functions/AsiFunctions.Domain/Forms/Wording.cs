using System.Globalization;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>What a person is told about an answer: one sentence that names the question and says what to do, in their language.</summary>
internal sealed class Wording(Language language, string title)
{
    public string Required => Say($"Please answer “{title}”.", $"请填写“{title}”。");

    public string NotAsked => Say(
        $"“{title}” is not asked, given your other answers; please leave it out.",
        $"根据您的其他回答，无需填写“{title}”；请不要提交此项。");

    public string NotOnThesePages => Say(
        $"“{title}” stands on a page that is not completed; please leave it out, or complete that page.",
        $"“{title}”所在的页面尚未完成；请不要提交此项，或先完成该页面。");

    public string TextNeeded => Say($"“{title}” must be a text.", $"“{title}”必须是文本。");

    public string NumberNeeded => Say($"“{title}” must be a number, written in digits only.", $"“{title}”必须是数字，只能用数字书写。");

    public string YesOrNoNeeded => Say($"“{title}” must be true or false.", $"“{title}”必须为 true 或 false。");

    public string ListNeeded => Say($"“{title}” must be a list of choices.", $"“{title}”必须是选项列表。");

    public string DateNeeded => Say(
        $"“{title}” must be a date that exists, written as 2026-03-31.",
        $"“{title}”必须是真实存在的日期，格式为 2026-03-31。");

    public string EmailNeeded => Say(
        $"“{title}” must be an e-mail address, such as name@example.org.",
        $"“{title}”必须是电子邮箱地址，例如 name@example.org。");

    public string UrlNeeded => Say(
        $"“{title}” must be a web address that begins with https:// or http://.",
        $"“{title}”必须是以 https:// 或 http:// 开头的网址。");

    public string ControlCharacters => Say(
        $"“{title}” holds characters that cannot be printed; please type it again.",
        $"“{title}”含有无法打印的字符；请重新输入。");

    public string PatternMissed => Say($"“{title}” is not written in the form that is asked for.", $"“{title}”的格式不符合要求。");

    public string TooLong(int max) => Say($"“{title}” is too long; at most {max} characters fit.", $"“{title}”过长；最多 {max} 个字符。");

    public string TooShort(int min) => Say($"“{title}” is too short; it needs at least {min} characters.", $"“{title}”过短；至少需要 {min} 个字符。");

    public string TooMany(int max) => Say($"“{title}” has too many choices; at most {max} may be made.", $"“{title}”的选项过多；最多可选 {max} 项。");

    public string TooFew(int min) => Say($"“{title}” needs at least {min} choices.", $"“{title}”至少需要选择 {min} 项。");

    public string NumberOutOfRange(decimal min, decimal max) => Say(
        $"“{title}” must be between {min} and {max}.",
        $"“{title}”必须在 {min} 与 {max} 之间。");

    public string StepMissed(decimal step) => step == 1
        ? Say($"“{title}” must be a whole number.", $"“{title}”必须是整数。")
        : Say($"“{title}” must be a multiple of {step}.", $"“{title}”必须是 {step} 的倍数。");

    public string DateOutOfRange(DateOnly min, DateOnly max) => Say(
        $"“{title}” must be from {min:yyyy-MM-dd} to {max:yyyy-MM-dd}.",
        $"“{title}”必须在 {min:yyyy-MM-dd} 至 {max:yyyy-MM-dd} 之间。");

    public string NotOffered(string value) => Say(
        $"“{Shorten(value)}” is not one of the choices of “{title}”.",
        $"“{Shorten(value)}”不是“{title}”的选项。");

    public string Duplicate(string value) => Say(
        $"“{Shorten(value)}” stands in “{title}” more than once.",
        $"“{title}”中重复出现“{Shorten(value)}”。");

    public static string Unknown(Language language, string name) => language == Language.Chinese
        ? $"此表格没有名为“{Shorten(name)}”的字段。"
        : $"This form has no field named “{Shorten(name)}”.";

    public static string Doubled(Language language, string name) => language == Language.Chinese
        ? $"字段“{Shorten(name)}”重复出现。"
        : $"The field “{Shorten(name)}” is sent more than once.";

    public static string ObjectNeeded(Language language) => language == Language.Chinese
        ? "答案必须是以字段名称为键的 JSON 对象。"
        : "The answers must be a JSON object with a member for each field.";

    // What was sent is shown as far as it can be, never in full length and never with characters that spoil a log or a page.
    private static string Shorten(string text)
    {
        const int Longest = 40;
        string shown = text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
        return PlainText.IsPlain(shown, allowLines: false) ? shown : "…";
    }

    private string Say(FormattableString english, FormattableString chinese) =>
        (language == Language.Chinese ? chinese : english).ToString(CultureInfo.InvariantCulture);
}
