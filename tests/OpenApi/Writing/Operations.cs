using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>A function as an operation of the document.</summary>
internal sealed partial class Operations(Schemas schemas, Parameters parameters, DocComments comments, FormLibrary forms, Examples examples)
{
    /// <summary>Every function can fail, and every function can find the storage away.</summary>
    private static readonly int[] OfAll = [StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];

    private static readonly Dictionary<int, string> Descriptions = new()
    {
        [200] = "What was asked for.",
        [201] = "It was taken, and stands now under its own name.",
        [202] = "It was taken; the work goes on.",
        [204] = "It is done; there is nothing to show.",
        [304] = "What the caller has still holds.",
    };

    /// <summary>The operation.</summary>
    /// <exception cref="InvalidOperationException">The function says too little.</exception>
    public JsonObject Of(HttpFunction function)
    {
        JsonObject operation = new()
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(TagOf(function)),
            ["summary"] = comments.Of(function.Method.DeclaringType!)?.TrimEnd('.') ?? throw Lacks(function, "a summary of its class"),
            ["description"] = Describe(function),
            ["security"] = SecurityOf(function),
        };
        JsonArray read = parameters.Of(function);
        if (read.Count > 0)
        {
            operation["parameters"] = read;
        }

        if (BodyOf(function) is { } body)
        {
            operation["requestBody"] = body;
        }

        operation["responses"] = ResponsesOf(function);
        return operation;
    }

    /// <summary>The capability's folder, and the folder within it; what belongs to none is the service's own.</summary>
    public static string TagOf(HttpFunction function) => function.Method.DeclaringType!.Namespace!.Split('.')[1..] switch
    {
        [nameof(Http), ..] => "Service",
        [string capability] => capability,
        [string capability, string part, ..] => $"{capability}: {JsonNamingPolicy.KebabCaseLower.ConvertName(part)}",
        _ => throw Lacks(function, "a capability: it lies in no folder"),
    };

    private string Describe(HttpFunction function)
    {
        string description = Cost().Replace(comments.Of(function.Method) ?? throw Lacks(function, "a summary of its method"), "").Trim();
        return function.Audience is Audience.Restricted { Roles: { } roles } && roles.Count < Enum.GetValues<Role>().Length
            ? $"{description} Roles: {string.Join(", ", roles.Order().Select(role => role.ToName()))}."
            : description;
    }

    private static JsonArray SecurityOf(HttpFunction function)
    {
        JsonObject[] ways = function.Audience switch
        {
            Audience.SignedIn => [Needs("bearer")],
            Audience.Restricted restricted =>
            [
                .. restricted.Roles is { } roles ? [Needs("bearer", RolesIn(roles))] : Array.Empty<JsonObject>(),
                .. restricted.KeyParameter is null ? Array.Empty<JsonObject>() : [Needs("caseKey")],
            ],
            _ => [.. KeysOf(function, required: true).Select(key => Needs(key))],
        };
        string[] besides = [.. KeysOf(function, required: false)];

        // A way without any scheme is a request that proves nothing.
        return besides.Length == 0 ? [.. ways] : [.. (ways.Length == 0 ? [[]] : ways).SelectMany(way => (JsonObject[])[way, With(way, besides)])];
    }

    private static IEnumerable<string> KeysOf(HttpFunction function, bool required) => function.Each<ReadsHeaderAttribute>()
        .Where(header => header.Required == required && Parameters.Keys.ContainsKey(header.Name))
        .Select(header => Parameters.Keys[header.Name]);

    private static JsonObject With(JsonObject way, IEnumerable<string> keys)
    {
        JsonObject with = way.DeepClone().AsObject();
        foreach (string key in keys)
        {
            with[key] = new JsonArray();
        }

        return with;
    }

    private static IEnumerable<string> RolesIn(IReadOnlySet<Role> roles) =>
        roles.Count < Enum.GetValues<Role>().Length ? roles.Order().Select(role => role.ToName()) : [];

    private static JsonObject Needs(string scheme, IEnumerable<string>? roles = null) =>
        new() { [scheme] = new JsonArray([.. (roles ?? []).Select(role => (JsonNode)role)]) };

    private JsonObject? BodyOf(HttpFunction function)
    {
        TakesAttribute[] taken = [.. function.Each<TakesAttribute>()];
        TakesFormAttribute? form = function.The<TakesFormAttribute>();
        if (taken.Length == 0 && form is null)
        {
            return null;
        }

        JsonObject content = [];
        if (form is not null)
        {
            content["application/json"] = new JsonObject
            {
                ["schema"] = schemas.Form(forms.Find(form.Form)
                ?? throw Lacks(function, $"a form called {form.Form}"))
            };
        }

        foreach (TakesAttribute one in taken)
        {
            content[one.ContentType] = new JsonObject { ["schema"] = BodySchema(one.Body, Way.Sent) };
        }

        if (examples.Of(function.Name) is { Count: > 0 } shown && content["application/json"] is JsonObject json)
        {
            json["examples"] = shown;
        }

        return new JsonObject { ["required"] = !taken.Any(one => one.Optional), ["content"] = content };
    }

    private JsonObject ResponsesOf(HttpFunction function)
    {
        SortedDictionary<int, JsonObject> responses = [];
        foreach (IGrouping<int, AnswersAttribute> answers in function.Each<AnswersAttribute>().GroupBy(one => one.Status))
        {
            responses[answers.Key] = ResponseOf(function, answers.Key, [.. answers]);
        }

        if (responses.Count == 0)
        {
            throw Lacks(function, "an [Answers]");
        }

        foreach (int status in Refusals(function))
        {
            responses[status] = ProblemAnswers.Reference(status);
        }

        return new JsonObject(responses.Select(one => KeyValuePair.Create(one.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)one.Value)));
    }

    private JsonObject ResponseOf(HttpFunction function, int status, AnswersAttribute[] answers)
    {
        JsonObject response = new()
        {
            ["description"] = Descriptions.GetValueOrDefault(status)
                ?? throw Lacks(function, $"a meaning of the status {status}, which {nameof(Operations)} has to know"),
        };
        string[] headers = [.. answers.SelectMany(one => one.Headers).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        if (headers.Length > 0)
        {
            response["headers"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header, (JsonNode?)HeaderOf(function, header))));
        }

        JsonObject content = new(answers
            .Where(one => one.Body is not null)
            .GroupBy(one => one.ContentType)
            .Select(same => KeyValuePair.Create(
                same.Key, (JsonNode?)new JsonObject { ["schema"] = AnyOf([.. same.Select(one => BodySchema(one.Body!, Way.Answered))]) })));
        if (content.Count > 0)
        {
            response["content"] = content;
        }

        return response;
    }

    private static JsonObject HeaderOf(HttpFunction function, string name) => new()
    {
        ["description"] = name switch
        {
            "ETag" => "The version, for If-Match or If-None-Match.",
            "Location" => "Where it stands now.",
            "Retry-After" => "Seconds to wait before asking again.",
            "Content-Disposition" => "The file's name.",
            "Cache-Control" => "For how long it may be kept, and by whom.",
            _ => throw Lacks(function, $"a meaning of the header {name}, which {nameof(Operations)} has to know"),
        },
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject AnyOf(JsonObject[] schemas) =>
        schemas is [JsonObject only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. schemas]) };

    private JsonObject BodySchema(Type body, Way way) =>
        body == typeof(Stream) ? new JsonObject { ["type"] = "string", ["format"] = "binary" } : schemas.Of(body, way);

    private static IEnumerable<int> Refusals(HttpFunction function)
    {
        IEnumerable<int> named = function.The<RefusesAttribute>()?.Statuses ?? [];
        IEnumerable<int> byAudience = function.Audience switch
        {
            Audience.Anybody => function.Verb == "post" ? [429] : [],
            Audience.SignedIn => [401],
            Audience.Restricted { Roles: null } => [404],
            Audience.Restricted { KeyParameter: null } => [401, 403],
            _ => [401, 403, 404],
        };
        bool takes = function.Each<TakesAttribute>().Any() || function.The<TakesFormAttribute>() is not null;
        IEnumerable<int> byBody = takes ? [400, 413, 415] : [];
        IEnumerable<int> byQuery = Parameters.Asked(function).Any() ? [400] : [];
        IEnumerable<int> byHeaders = function.Each<ReadsHeaderAttribute>().SelectMany(header => header.Name switch
        {
            "Idempotency-Key" => [400],
            "If-Match" => header.Required ? [412, 428] : [412],
            _ => Array.Empty<int>(),
        });
        return OfAll.Concat(named).Concat(byAudience).Concat(byBody).Concat(byQuery).Concat(byHeaders).Distinct();
    }

    private static InvalidOperationException Lacks(HttpFunction function, string what) =>
        new($"{function.Method.DeclaringType!.FullName} lacks {what}.");

    // What an answer costs the storage is for those who read the code.
    [GeneratedRegex(
        @"(?<=^|[.;] )[^.;]*\b(point|range) reads?\b[^.]*\.( |$)|(?<=^|[.;] )[^.;]*\b(transactions?|round trips?)\b[^.]*\.( |$)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cost();
}
