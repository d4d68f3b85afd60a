using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Access;
using AsiFunctions.Dashboard.Figures;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Http.OpenApi;
using AsiFunctions.Tests.Cases;
using AsiFunctions.Tests.OpenApi;
using AsiFunctions.Tests.OpenApi.Checking;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace AsiFunctions.Tests.Http.OpenApi;

/// <summary>The committed OpenAPI document says what the app's functions are, all of them and nothing else.</summary>
public sealed class DocumentTests
{
    private static readonly ApiDocument Document = ApiDocument.Committed;

    [Fact]
    public void The_committed_document_is_what_the_functions_say_now()
    {
        string[] committed = File.ReadAllLines(CommittedDocument.File);
        string[] made = CommittedDocument.Make().Split('\n')[..^1];

        int different = committed.Zip(made).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(
            different == committed.Length && different == made.Length,
            $"functions/AsiFunctions/openapi.json differs from what the functions say, from line {different + 1}:\n"
            + $"- {committed.ElementAtOrDefault(different)}\n+ {made.ElementAtOrDefault(different)}\nWrite it anew: {CommittedDocument.Command}");
    }

    [Fact]
    public void A_library_reads_it_without_an_error_or_a_warning()
    {
        ReadResult read = OpenApiDocument.Parse(File.ReadAllText(CommittedDocument.File), "json");

        Assert.Empty(read.Diagnostic!.Errors.Concat(read.Diagnostic.Warnings).Select(one => one.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(Document.Operations.Count, read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
    }

    [Fact]
    public void Every_function_with_an_http_trigger_is_one_operation()
    {
        IEnumerable<string> functions = Audiences.HttpFunctions(typeof(BackOffice).Assembly).SelectMany(method =>
        {
            HttpTriggerAttribute trigger =
                method.GetParameters().Select(one => one.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single();
            string name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            return trigger.Methods!.Select(
                verb => $"{name} {verb.ToUpperInvariant()} /{trigger.Route!.Replace(":int", "", StringComparison.Ordinal)}");
        });

        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            Document.Operations.Select(one => $"{one.Id} {one.Method} {one.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_says_what_it_does_for_whom_and_how_it_ends()
    {
        foreach (ApiDocument.Operation operation in Document.Operations)
        {
            JsonObject node = operation.Node;
            Assert.False(string.IsNullOrWhiteSpace((string?)node["summary"]), operation.Id);
            Assert.False(string.IsNullOrWhiteSpace((string?)node["description"]), operation.Id);
            Assert.Single(node["tags"]!.AsArray());
            Assert.NotNull(node["security"]);

            JsonObject responses = node["responses"]!.AsObject();
            Assert.Contains(responses, one => one.Key[0] is '2');
            Assert.Contains(responses, one => one.Key[0] is '4' or '5');
            foreach ((string status, JsonNode? response) in responses)
            {
                JsonObject said = Document.Resolved(response!.AsObject());
                Assert.False(string.IsNullOrWhiteSpace((string?)said["description"]), $"{operation.Id} {status}");
                string[] types = said["content"] is JsonObject content ? [.. content.Select(one => one.Key)] : [];
                Assert.True(
                    status[0] is '2' or '3' || types is ["application/problem+json"],
                    $"{operation.Id} answers {status} with {string.Join(", ", types)}.");
                Assert.True(status is not ("204" or "304") || types.Length == 0, $"{operation.Id} answers {status}, which has no body.");
            }
        }
    }

    [Fact]
    public void Every_parameter_of_a_path_is_described_and_no_other()
    {
        foreach (ApiDocument.Operation operation in Document.Operations)
        {
            JsonObject[] parameters = [.. (operation.Node["parameters"] as JsonArray ?? []).Select(one => Document.Resolved(one!.AsObject()))];

            Assert.Equal(
                operation.Path.Split('/').Where(part => part is ['{', ..]).Select(part => part.Trim('{', '}')),
                parameters.Where(one => (string?)one["in"] == "path").Select(one => (string?)one["name"]));
            Assert.All(parameters, one => Assert.False(string.IsNullOrWhiteSpace((string?)one["description"]), $"{operation.Id}: {one["name"]}"));
            Assert.Distinct(parameters.Select(one => $"{one["in"]} {one["name"]}"));
        }
    }

    [Theory]
    [InlineData(nameof(ShowFigure))]
    [InlineData(nameof(ShowStaffFigure))]
    [InlineData(nameof(ListFigureCases))]
    [InlineData(nameof(FreezeFigure))]
    public void Every_filter_that_a_figure_knows_is_a_parameter(string operation)
    {
        IEnumerable<string> parameters = Document.Find(operation)!.Node["parameters"]!.AsArray()
            .Select(one => Document.Resolved(one!.AsObject())["name"]!.GetValue<string>());

        Assert.Empty(DashboardCatalogue.All.SelectMany(figure => figure.Filters).Select(filter => filter.Name).Except(parameters));
    }

    [Fact]
    public void Every_way_in_that_an_operation_names_is_a_security_scheme()
    {
        JsonObject schemes = Document.Root["components"]!["securitySchemes"]!.AsObject();
        IEnumerable<string> named = Document.Operations.SelectMany(one => one.Node["security"]!.AsArray())
            .SelectMany(one => one!.AsObject().Select(scheme => scheme.Key));

        Assert.Equal(schemes.Select(one => one.Key).Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("SubmitApplication", """[{}, {"draftKey": []}]""")]
    [InlineData("ResubmitApplication", """[{"caseKey": []}, {"caseKey": [], "draftKey": []}]""")]
    [InlineData("GetDraft", """[{"draftKey": []}]""")]
    [InlineData("GetOpenApi", "[]")]
    public void A_key_that_may_come_along_is_told_as_one_that_may(string operation, string ways) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ways), Document.Find(operation)!.Node["security"]));

    [Fact]
    public void Every_reference_leads_somewhere_and_nothing_stands_there_for_nobody()
    {
        HashSet<string> references = [.. References(Document.Root).Select(one => one.GetValue<string>())];

        Assert.All(references, one => Assert.NotNull(SchemaCheck.Resolve(Document.Root, one)));
        JsonObject components = Document.Root["components"]!.AsObject();
        IEnumerable<string> all = components
            .Where(kind => kind.Key is not "securitySchemes")
            .SelectMany(kind => kind.Value!.AsObject().Select(one => $"#/components/{kind.Key}/{one.Key}"));
        Assert.Empty(all.Except(references));
    }

    [Fact]
    public void Every_example_is_what_its_schema_says()
    {
        int count = 0;
        foreach ((JsonObject content, bool isAnswer, string place) in Contents())
        {
            foreach ((string name, JsonNode? example) in content["examples"] as JsonObject ?? [])
            {
                count++;
                IReadOnlyList<string> faults = new SchemaCheck(Document.Root, isAnswer).Faults(
                    content["schema"]!, example!["value"].Deserialize<JsonElement>());
                Assert.True(faults.Count == 0, $"The example '{name}' of {place}:\n{string.Join('\n', faults)}");
            }
        }

        Assert.True(count >= 10, $"There are {count} examples only.");
    }

    [Fact]
    public void A_name_that_says_nothing_of_a_member_is_not_enough()
    {
        IEnumerable<string> silent = Document.Root["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => (schema.Value!["properties"] as JsonObject ?? [])
                .Select(member => (Schema: schema.Key, Member: member.Key, Node: member.Value!.AsObject())))
            .Where(one => one.Node["description"] is null && one.Node["const"] is null)
            .Select(one => $"{one.Schema}.{one.Member}");

        Assert.Empty(silent);
    }

    [Fact]
    public async Task The_app_hands_it_out_and_says_when_it_is_unchanged()
    {
        HttpRequest first = TaskRequests.From(new Caller.Anybody());
        first.Method = "GET";
        byte[] told = await HeldToTheDocument.ExecuteAsync<GetOpenApi>(first.HttpContext, new GetOpenApi().Run(first));
        HttpRequest again = TaskRequests.From(new Caller.Anybody());
        again.Method = "GET";
        again.Headers.IfNoneMatch = first.HttpContext.Response.Headers.ETag;
        byte[] nothing = await HeldToTheDocument.ExecuteAsync<GetOpenApi>(again.HttpContext, new GetOpenApi().Run(again));

        Assert.Equal(await File.ReadAllTextAsync(CommittedDocument.File), Encoding.UTF8.GetString(told));
        Assert.Equal((304, 0), (again.HttpContext.Response.StatusCode, nothing.Length));
    }

    private static IEnumerable<JsonValue> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(one => one.Key == "$ref" ? [one.Value!.AsValue()] : References(one.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static IEnumerable<(JsonObject Content, bool IsAnswer, string Place)> Contents()
    {
        IEnumerable<(JsonObject, bool, string)> ofBodies = Document.Operations
            .Where(one => one.Node["requestBody"] is not null)
            .SelectMany(one => one.Node["requestBody"]!["content"]!.AsObject().Select(content => (content.Value!.AsObject(), false, one.Id)));
        IEnumerable<(JsonObject, bool, string)> ofProblems = Document.Root["components"]!["responses"]!.AsObject()
            .SelectMany(one => one.Value!["content"]!.AsObject().Select(content => (content.Value!.AsObject(), true, one.Key)));
        return ofBodies.Concat(ofProblems);
    }
}
