using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Tests.Forms;

/// <summary>Small forms for tests. A title or text that is written as "X" becomes "X" in English and "X中" in Chinese.</summary>
internal static class TestForm
{
    public static DateOnly Today { get; } = new(2026, 3, 31);

    public static IReadOnlyDictionary<string, IReadOnlyList<Option>> Lists { get; } = new Dictionary<string, IReadOnlyList<Option>>(
        StringComparer.Ordinal)
    {
        ["fruits"] = [new Option("apple", new LocalText("Apple", "苹果")), new Option("pear", new LocalText("Pear", "梨"))],
    };

    /// <summary>A form of one page with these elements.</summary>
    public static FormDefinition Of(string elements, string more = "") => FormDefinition.Read("test", 1, Json(elements, more), Lists);

    /// <summary>What is wrong with such a form.</summary>
    public static IReadOnlyList<string> Findings(string elements, string more = "") =>
        Assert.Throws<FormDefinitionException>(() => Of(elements, more)).Findings;

    public static IReadOnlyList<Fault> Faults(this FormDefinition form, string answers, Language language = Language.English)
    {
        using JsonDocument document = JsonDocument.Parse(answers);
        return form.Validate(document.RootElement, language, Today, "/answers").Faults;
    }

    public static FormAnswers Check(this FormDefinition form, JsonNode answers, Language language = Language.English, DateOnly? today = null)
    {
        using JsonDocument document = JsonDocument.Parse(answers.ToJsonString());
        return form.Validate(document.RootElement, language, today ?? Today, "/answers");
    }

    private static string Json(string elements, string more)
    {
        JsonNode form =
            JsonNode.Parse($$"""{ "title": "Test", "maxTextLength": 100, "pages": [ { "name": "p", "elements": [ {{elements}} ] } ] {{more}} }""")!;
        Translate(form);
        return form.ToJsonString();
    }

    private static void Translate(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                items.ToList().ForEach(Translate);
                break;
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToList())
                {
                    if (name is "title" or "text" && value?.GetValueKind() is JsonValueKind.String)
                    {
                        members[name] = new JsonObject { ["default"] = $"{value}", ["zh-cn"] = $"{value}中" };
                    }
                    else
                    {
                        Translate(value);
                    }
                }

                break;
            default:
                break;
        }
    }
}
