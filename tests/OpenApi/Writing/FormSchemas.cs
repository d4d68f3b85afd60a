using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>
/// What a form takes, from its definition. Conditions between questions are the server's to check; the schema says what holds of each alone.
/// </summary>
internal static class FormSchemas
{
    /// <summary>The body of a submission.</summary>
    /// <param name="form">The form.</param>
    /// <param name="answers">A reference to the schema of its answers.</param>
    public static JsonObject Submission(FormDefinition form, JsonObject answers) => new()
    {
        ["description"] = $"The form {form.Id}, filled in.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["answers"] = Described(answers, "A member for each question that is answered."),
            ["form"] = new JsonObject { ["type"] = "string", ["const"] = form.Id, ["description"] = "The form's id." },
            ["version"] = new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = 1,
                ["description"] = "The version that was filled in; without it the latest is meant.",
            },
            ["language"] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray("en", "zh"),
                ["description"] = "The language of messages and of ASI's answers; without it the best of Accept-Language, else English.",
            },
            ["draft"] =
                new JsonObject { ["type"] = "string", ["description"] = "The draft that it grew out of; its key goes with it in X-Draft-Key." },
        },
        ["required"] = new JsonArray("answers"),
        ["additionalProperties"] = false,
    };

    /// <summary>A member for each question.</summary>
    public static JsonObject Answers(FormDefinition form) => new()
    {
        ["description"] =
            $"{form.Title.English}, version {form.Version}. Questions that are asked under a condition are answered exactly when it holds; "
                + $"GET /api/forms/{form.Id} shows them.",
        ["type"] = "object",
        ["properties"] = new JsonObject(form.Questions.Select(question => KeyValuePair.Create(question.Name, (JsonNode?)Of(question)))),
        ["required"] = new JsonArray([.. form.Questions.Where(one => one.Asked.IsRequired && one.Asked.AskedIf.Count == 0)
            .Select(one => (JsonNode)one.Name)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Of(Question question)
    {
        JsonObject schema = question switch
        {
            BooleanQuestion => new JsonObject { ["type"] = "boolean" },
            ChoiceQuestion choice => OneOf(choice.Options, choice.HasOther),
            ChoicesQuestion choices => new JsonObject
            {
                ["type"] = "array",
                ["items"] = OneOf(choices.Options, choices.HasOther),
                ["uniqueItems"] = true,
                ["minItems"] = choices.MinCount,
                ["maxItems"] = choices.MaxCount,
            },
            DateQuestion => new JsonObject { ["type"] = "string", ["format"] = "date" },
            NumberQuestion number => Number(number),
            TextQuestion text => Text(text),
            _ => throw new InvalidOperationException($"Nothing is known of how {question.Kind} is answered."),
        };
        schema["description"] = question.Asked.Title.English;
        return schema;
    }

    private static JsonObject OneOf(IReadOnlyList<Option> options, bool hasOther) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. options.Select(option => option.Value).Concat(hasOther ? [ChoiceQuestion.Other] : [])]),
    };

    // A bound that counts from today is not written: the document would change with the year.
    private static JsonObject Number(NumberQuestion number)
    {
        JsonObject schema = new() { ["type"] = "number" };
        if (number.Min is Bound.OfNumber min)
        {
            schema["minimum"] = min.Value;
        }

        if (number.Max is Bound.OfNumber max)
        {
            schema["maximum"] = max.Value;
        }

        if (number.Step is { } step)
        {
            schema["multipleOf"] = step;
        }

        return schema;
    }

    // A pattern that does not care for the case has no like in JSON Schema.
    private static JsonObject Text(TextQuestion text)
    {
        JsonObject schema = new() { ["type"] = "string", ["minLength"] = text.MinLength, ["maxLength"] = text.MaxLength };
        switch (text.Shape)
        {
            case TextShape.Email:
                schema["format"] = "email";
                break;
            case TextShape.Url:
                schema["format"] = "uri";
                break;
        }

        if (text.Patterns is [{ Expression: { } one }] && !one.Options.HasFlag(RegexOptions.IgnoreCase))
        {
            schema["pattern"] = one.ToString();
        }

        return schema;
    }
}
