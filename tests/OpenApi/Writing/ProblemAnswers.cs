using System.Globalization;
using System.Text.Json.Nodes;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>The answers that say no, one for each status: all functions share them, as they share <see cref="Problems"/>.</summary>
internal static class ProblemAnswers
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly Dictionary<int, Meaning> Meanings = new()
    {
        [400] = new(
            "Malformed",
            "What was sent cannot be used: the body, an answer of a form, a parameter of the address or a header. `errors` names all faults at once.",
            []),
        [401] = new(
            "SignInNeeded",
            "It has to be known who asks.",
            [("WWW-Authenticate", "How to sign in, and in the words of RFC 6750 why a token was not accepted.")]),
        [403] = new("Forbidden", "Whoever asks may know of it, but not do this.", []),
        [404] = new("NotFound", "There is no such thing, or the caller may not know of it.", []),
        [409] = new(
            "Conflict",
            "A step out of order, or already taken. `code` says why, `decided` what was decided instead, `current` what there is instead.",
            [("ETag", "Its version now, where that is known.")]),
        [410] = new("Gone", "It was here, and is gone for good.", []),
        [412] = new(
            "PreconditionFailed",
            "It has changed since it was read. `current` shows what became of it, where that is known.",
            [("ETag", "Its version now.")]),
        [413] = new("TooLarge", "The body is too large.", []),
        [415] = new("UnsupportedMediaType", "The body is of a content type that is not read here.", []),
        [422] = new("KeyReused", "The Idempotency-Key was used for another body.", []),
        [428] = new("PreconditionRequired", "The change has to say which version it is meant for.", []),
        [429] = new("TooManyRequests", "Too many requests from one address.", [("Retry-After", "Seconds to wait.")]),
        [500] = new("Unforeseen", "Our fault; nothing was confirmed. The request id finds it in the log.", []),
        [503] = new(
            "Unavailable",
            "A part that is needed does not answer, or what is asked for is being made; nothing was confirmed.",
            [("Retry-After", "Seconds to wait.")]),
    };

    /// <summary>A reference to the answer of a status.</summary>
    /// <exception cref="InvalidOperationException">Nothing is known of a problem with that status.</exception>
    public static JsonObject Reference(int status) => Meanings.TryGetValue(status, out Meaning? meaning)
        ? new JsonObject { ["$ref"] = $"#/components/responses/{meaning.Name}" }
        : throw new InvalidOperationException($"Nothing is known of problems with the status {status}.");

    /// <summary>All of them, for components/responses.</summary>
    public static JsonObject Responses() => new(Meanings
        .OrderBy(one => one.Value.Name, StringComparer.Ordinal)
        .Select(one => KeyValuePair.Create(one.Value.Name, (JsonNode?)Response(one.Key, one.Value))));

    /// <summary>The schema of a problem.</summary>
    public static JsonObject Schema(Schemas schemas) => new()
    {
        ["description"] = "A problem as RFC 9457 describes it.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["status"] = Member("integer", "The HTTP status."),
            ["code"] = Enumerated("The end of the type: the reason, stable, for programs.", code => code),
            ["type"] = Enumerated("The stable type.", code => $"/problems/{code}"),
            ["title"] = Member("string", "What kind of problem it is, in a sentence."),
            ["detail"] = Member("string", "What is wrong here and what to do, in a sentence or two for a person."),
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = schemas.Of(typeof(Fault), Way.Answered),
                ["description"] = "Each fault of the body, with a JSON pointer to its place.",
            },
            ["decided"] = Described(schemas.Of(typeof(Decided), Way.Answered), "What was decided before, for whoever came second."),
            ["current"] = new JsonObject { ["description"] = "What there is instead; its form is that of the answer that would show it." },
            ["requestId"] = Member("string", "What finds the request in the log; also in the header X-Request-Id."),
        },
        ["required"] = new JsonArray("status", "code", "type", "title"),
    };

    private static JsonObject Enumerated(string description, Func<string, string> write) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. ProblemTypes.ByStatus.Values.SelectMany(codes => codes).Distinct().Order(StringComparer.Ordinal)
            .Select(code => (JsonNode)write(code))]),
        ["description"] = description,
    };

    private static JsonObject Member(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Response(int status, Meaning meaning)
    {
        string[] codes = ProblemTypes.ByStatus[status];
        string shown = status == 409 ? "already-decided" : codes[0];
        JsonObject response = new()
        {
            ["description"] =
            $"{meaning.Description} Types: {string.Join(", ", codes.Order(StringComparer.Ordinal).Select(code => $"`/problems/{code}`"))}."
        };
        if (meaning.Headers.Length > 0)
        {
            response["headers"] = new JsonObject(meaning.Headers.Select(header => KeyValuePair.Create(
                header.Name,
                (JsonNode?)new JsonObject { ["description"] = header.Description, ["schema"] = new JsonObject { ["type"] = "string" } })));
        }

        response["content"] = new JsonObject
        {
            [MediaType] = new JsonObject
            {
                ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                ["examples"] = new JsonObject { [shown] = new JsonObject { ["value"] = Example(status, shown) } },
            },
        };
        return response;
    }

    // What the app itself answers with, where one of its own says it all.
    private static JsonObject Example(int status, string code)
    {
        JsonObject problem = new()
        {
            ["status"] = status,
            ["code"] = code,
            ["title"] = Titles[status],
            ["type"] = $"/problems/{code}",
            ["requestId"] = "5f0c9a7e-2b1d-4c6f-9a38-d1e2f3a4b5c6",
        };
        switch (status)
        {
            case 400:
                problem["errors"] = new JsonArray(new JsonObject
                {
                    ["pointer"] = "/answers/legalName",
                    ["code"] = FaultCodes.Required,
                    ["message"] = "Please answer: Legal name.",
                });
                break;
            case 409:
                problem["detail"] = "It was approved before.";
                problem["decided"] = new JsonObject
                {
                    ["decision"] = "approve",
                    ["by"] = "Bo Board",
                    ["at"] = new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero).ToString(
                        "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                };
                break;
        }

        return problem;
    }

    private static readonly Dictionary<int, string> Titles = new()
    {
        [400] = "Some answers need your attention.",
        [401] = "Please sign in.",
        [403] = "You may not do this.",
        [404] = "There is nothing here that you may see.",
        [409] = "This is not possible now.",
        [410] = "This is gone.",
        [412] = "It has changed since you read it.",
        [413] = "This is too large.",
        [415] = "This content type is not read here.",
        [422] = "This Idempotency-Key was used for something else.",
        [428] = "It has to be known which version you changed.",
        [429] = "Too many requests.",
        [500] = "Something went wrong on our side.",
        [503] = "The service cannot do this at the moment.",
    };

    /// <summary>What a status means here.</summary>
    private sealed record Meaning(string Name, string Description, (string Name, string Description)[] Headers);
}
