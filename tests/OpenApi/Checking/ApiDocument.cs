using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsiFunctions.Tests.OpenApi.Checking;

/// <summary>The committed document, to which exchanges are held.</summary>
public sealed class ApiDocument
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    // Of the headers of an answer, those that callers act upon.
    private static readonly string[] Telling = ["ETag", "Location", "Retry-After"];

    private static readonly Lazy<ApiDocument> TheCommitted = new(
        () => new ApiDocument(JsonNode.Parse(File.ReadAllText(CommittedDocument.File))!.AsObject()));

    private readonly Dictionary<string, Operation> operations;

    /// <param name="root">An OpenAPI document.</param>
    public ApiDocument(JsonObject root)
    {
        Root = root;
        operations = root["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()
                .Select(operation => new Operation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject())))
            .ToDictionary(one => one.Id, StringComparer.Ordinal);
    }

    /// <summary>The one that the app serves.</summary>
    public static ApiDocument Committed => TheCommitted.Value;

    /// <summary>The document.</summary>
    public JsonObject Root { get; }

    /// <summary>All operations.</summary>
    public IReadOnlyCollection<Operation> Operations => operations.Values;

    /// <summary>An operation by its id, which is its function's name.</summary>
    public Operation? Find(string id) => operations.GetValueOrDefault(id);

    /// <summary>The operation that a request is for; null where the document knows none.</summary>
    /// <param name="method">GET, POST and so on.</param>
    /// <param name="path">The address without its query.</param>
    public Operation? Find(string method, string path) => operations.Values
        .Where(one => one.Method == method && one.Fits(path))
        .MinBy(one => one.Path.Count(character => character == '{'));

    /// <summary>Everything in an exchange that the operation does not say.</summary>
    public IReadOnlyList<string> Faults(Operation operation, Exchange exchange)
    {
        List<string> faults = [];
        if (exchange.Status < 400)
        {
            faults.AddRange(FaultsOfRequest(operation, exchange));
        }

        if (operation.Node["responses"]![exchange.Status.ToString(CultureInfo.InvariantCulture)] is not JsonObject response)
        {
            faults.Add($"the status {exchange.Status} is not in the document; the body was: {Shown(exchange.Answered)}");
            return faults;
        }

        faults.AddRange(FaultsOfAnswer(Resolved(response), exchange));
        return faults;
    }

    /// <summary>What a node says, or what it refers to says.</summary>
    public JsonObject Resolved(JsonObject node) =>
        node["$ref"] is JsonValue reference ? SchemaCheck.Resolve(Root, reference.GetValue<string>()) : node;

    private IEnumerable<string> FaultsOfRequest(Operation operation, Exchange exchange)
    {
        IEnumerable<string> inQuery = (operation.Node["parameters"] as JsonArray ?? [])
            .Select(one => Resolved(one!.AsObject()))
            .Where(one => one["in"]!.GetValue<string>() == "query")
            .Select(one => one["name"]!.GetValue<string>());
        IEnumerable<string> unknown = exchange.Query.Except(inQuery, StringComparer.OrdinalIgnoreCase)
            .Select(name => $"the parameter '{name}' is not in the document");
        return unknown.Concat(FaultsOfSent(operation, exchange));
    }

    private IEnumerable<string> FaultsOfSent(Operation operation, Exchange exchange)
    {
        JsonObject? body = operation.Node["requestBody"] as JsonObject;
        if (exchange.Sent is null)
        {
            return [];
        }

        if (exchange.Sent.Length == 0)
        {
            return body?["required"]?.GetValue<bool>() is true ? ["it was accepted without the body that the document demands"] : [];
        }

        if (body is null)
        {
            // Helpers that always send JSON send an empty object where there is nothing to say.
            return exchange.Sent.AsSpan().Trim(" \r\n"u8).SequenceEqual("{}"u8) ? [] : ["it was sent a body, of which the document says nothing"];
        }

        string type = MediaType(exchange.SentType);
        if (Content(body, type) is not { } content)
        {
            return [$"a body of the type '{type}' was accepted, which is not in the document"];
        }

        return type == Json
            ? new SchemaCheck(Root, isAnswer: false).Faults(content["schema"]!, JsonElement.Parse(exchange.Sent))
                .Select(fault => $"the body that was accepted: {fault}")
            : [];
    }

    private IEnumerable<string> FaultsOfAnswer(JsonObject response, Exchange exchange)
    {
        JsonObject? headers = response["headers"] as JsonObject;
        foreach (string header in exchange.Headers.Intersect(Telling, StringComparer.OrdinalIgnoreCase))
        {
            if (headers?.Any(one => one.Key.Equals(header, StringComparison.OrdinalIgnoreCase)) is not true)
            {
                yield return $"the header {header} of the status {exchange.Status} is not in the document";
            }
        }

        bool hasContent = response["content"] is JsonObject;
        if (exchange.Answered.Length == 0)
        {
            // A file may be empty; JSON may not.
            if (hasContent && response["content"]!.AsObject().Any(one => one.Key is Json or Problem))
            {
                yield return $"the status {exchange.Status} came without the body that the document promises";
            }

            yield break;
        }

        string type = MediaType(exchange.AnsweredType);
        if (Content(response, type) is not { } content)
        {
            yield return $"a body of the type '{type}' came with the status {exchange.Status}, which is not in the document: {Shown(exchange.Answered)}";
            yield break;
        }

        if (type is Json or Problem)
        {
            foreach (string fault in new SchemaCheck(Root, isAnswer: true).Faults(content["schema"]!, JsonElement.Parse(exchange.Answered)))
            {
                yield return $"the answer with the status {exchange.Status}: {fault}";
            }
        }
    }

    // A function that takes files of any kind says */*.
    private static JsonObject? Content(JsonObject bearer, string type) =>
        bearer["content"] is JsonObject content ? (content[type] ?? content["*/*"]) as JsonObject : null;

    private static string MediaType(string? contentType) => (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    private static string Shown(byte[] body) => System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)));

    /// <summary>An operation.</summary>
    /// <param name="Method">GET, POST and so on.</param>
    /// <param name="Path">With its parameters in braces.</param>
    /// <param name="Node">What the document says of it.</param>
    public sealed record Operation(string Method, string Path, JsonObject Node)
    {
        /// <summary>The function's name.</summary>
        public string Id => Node["operationId"]!.GetValue<string>();

        /// <summary>True for an address of this path.</summary>
        public bool Fits(string path)
        {
            string[] parts = Path.Split('/');
            string[] given = path.Split('/');
            return parts.Length == given.Length
                && parts.Zip(given).All(pair => pair.First is ['{', ..]
                    ? pair.Second.Length > 0
                    : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
        }
    }
}
