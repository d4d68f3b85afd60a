using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms.Drafts;
using AsiFunctions.Surveys;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>Writes the OpenAPI 3.1 document of an app: always the same text for the same app.</summary>
internal static class DocumentWriter
{
    private const string Description =
        """
        The back office of the Aluminium Stewardship Initiative: applications, self-assessments, audits and their oversight, certificates, surveys, the public register and the dashboard.

        JSON in camelCase, dates as ISO 8601, instants in UTC. A body that is sent may hold no unknown members; an answer may gain members with a release, so ignore what you do not know. A member that is shown as optional is left out where there is nothing to say; all others are there, null where they allow it.

        Errors are problems as RFC 9457 describes them, with a stable type; the request id, in every answer's X-Request-Id, finds them in the log. Lists come in pages: send `next` as `page` for the one that follows. References are read as people type them, in any case, with or without dashes.
        """;

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document.</summary>
    /// <exception cref="InvalidOperationException">A function says too little, or something that
    /// contradicts itself; the message names it.</exception>
    public static string Write(Assembly app)
    {
        DocComments comments = new(app, typeof(CaseId).Assembly);
        Schemas schemas = new(comments);
        Examples examples = new();
        Operations operations = new(schemas, new Parameters(schemas), comments, FormLibrary.Read(), examples);
        IReadOnlyList<HttpFunction> functions = HttpFunction.AllOf(app);
        if (examples.Functions.Except(functions.Select(one => one.Name)).FirstOrDefault() is { } stranger)
        {
            throw new InvalidOperationException($"There is an example for {stranger}, and no function of that name.");
        }

        JsonObject document = new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "ASI back office", ["version"] = "1", ["description"] = Description.ReplaceLineEndings("\n") },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The app that serves this document." }),
            ["tags"] = new JsonArray([.. functions.Select(Operations.TagOf).Distinct().Order(StringComparer.Ordinal)
                .Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = Paths(functions, operations),
        };
        JsonObject problem = ProblemAnswers.Schema(schemas);
        JsonObject components = schemas.Components();
        components.Add("Problem", problem);
        document["components"] = new JsonObject
        {
            ["securitySchemes"] = SecuritySchemes(),
            ["parameters"] = Used("parameters", Parameters.HeaderComponents(), document),
            ["responses"] = ProblemAnswers.Responses(),
            ["schemas"] = new JsonObject(components.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))),
        };
        return document.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Paths(IReadOnlyList<HttpFunction> functions, Operations operations)
    {
        JsonObject paths = [];
        List<string> lacking = [];
        foreach (HttpFunction function in functions)
        {
            try
            {
                string path = $"/{function.Route}";
                paths[path] ??= new JsonObject();
                paths[path]!.AsObject().Add(function.Verb, operations.Of(function));
            }
            catch (InvalidOperationException e)
            {
                lacking.Add(e.Message);
            }
        }

        return lacking.Count == 0 ? paths : throw new InvalidOperationException(string.Join('\n', lacking));
    }

    // What no operation points to would only be in the reader's way.
    private static JsonObject Used(string kind, JsonObject all, JsonObject document)
    {
        string text = document.ToJsonString();
        return new JsonObject(all
            .Where(one => text.Contains($"#/components/{kind}/{one.Key}\"", StringComparison.Ordinal))
            .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
    }

    private static JsonObject SecuritySchemes() => new()
    {
        ["bearer"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "JWT",
            ["description"] =
                "A token of the OpenID Connect issuer that the deployment names. The account that belongs to its subject has the roles; operations list those of which one is enough.",
        },
        ["caseKey"] = KeyIn(
            CaseKeys.Header, "The key of the case that the path names: an applicant gets it with the receipt, and in the e-mail that confirms it."),
        ["draftKey"] = KeyIn(DraftKeys.Header, "The key of the draft: in the answer that saved it, and in its e-mail."),
        ["surveyToken"] = KeyIn(
            SurveyTokens.Header, "The token behind the # of an invitation's link. It opens this survey for this invitation, and nothing else."),
    };

    private static JsonObject KeyIn(string header, string description) =>
        new() { ["type"] = "apiKey", ["in"] = "header", ["name"] = header, ["description"] = description };
}
