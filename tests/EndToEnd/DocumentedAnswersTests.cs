using System.Globalization;
using System.Text.Json.Nodes;
using AsiFunctions.Tests.OpenApi.Checking;

namespace AsiFunctions.EndToEnd.Tests;

/// <summary>
/// The running app answers whoever comes without a token or a key as its OpenAPI document says:
/// nothing that is for somebody is open, and every refusal is a problem. What is sent on the tours
/// is held to the document too, see <see cref="ListeningProxy"/>.
/// </summary>
public sealed class DocumentedAnswersTests(DocumentedAnswersTests.Untouched untouched) : IClassFixture<DocumentedAnswersTests.Untouched>
{
    private static readonly (string Role, string Person)[] Staff =
    [
        ("secretariat", "sasha.secretariat"), ("releaser", "rene.releaser"), ("board", "bo.board"), ("operator", "olga.operator"),
    ];

    [Fact]
    public async Task Without_credentials_every_operation_answers_what_its_document_says()
    {
        ApiDocument document = ApiDocument.Committed;
        List<string> wrong = [];
        foreach (ApiDocument.Operation operation in document.Operations)
        {
            using HttpResponseMessage answer = await untouched.App.SendAsync(operation.Method, PathOf(document, operation));
            int status = (int)answer.StatusCode;
            if (!Expected(operation).Contains(status))
            {
                wrong.Add($"{operation.Id}, {operation.Method} {operation.Path}: {status} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Whatever_staff_can_read_without_naming_anything_is_answered_as_its_document_says()
    {
        foreach (ApiDocument.Operation operation in ApiDocument.Committed.Operations.Where(one => one.Method == "GET"
            && !one.Path.Contains('{', StringComparison.Ordinal)))
        {
            if (StaffFor(operation) is { } person)
            {
                using HttpResponseMessage answer = await untouched.App.SendAsync("GET", operation.Path, person: person);

                // Some name the member or the day they are about in the query.
                Assert.True(
                    (int)answer.StatusCode is 200 or 204 or 400,
                    $"{operation.Id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
    }

    [Fact]
    public async Task The_running_app_serves_the_document_that_is_committed()
    {

        using HttpResponseMessage answer = await untouched.App.SendAsync("GET", "/api/openapi.json");

        Assert.True(JsonNode.DeepEquals(ApiDocument.Committed.Root, JsonNode.Parse(await answer.Content.ReadAsStringAsync())));
    }

    /// <summary>
    /// What may come of a request that brings nothing: with a token for a way in it is 401, with a
    /// key alone 404; the public may be told anything but that.
    /// </summary>
    private static IEnumerable<int> Expected(ApiDocument.Operation operation)
    {
        JsonObject[] ways = [.. operation.Node["security"]!.AsArray().Select(way => way!.AsObject())];
        return ways.Any(way => way.ContainsKey("bearer")) ? [401]
            : ways.Length > 0 && ways.All(way => way.Count > 0) ? [404]
            : operation.Node["responses"]!.AsObject().Select(one => int.Parse(one.Key, CultureInfo.InvariantCulture))
                .Where(status => status is not (401 or 403 or >= 500));
    }

    /// <summary>One of development's people that an operation is for; null where it is for none of the staff, or for everybody.</summary>
    private static string? StaffFor(ApiDocument.Operation operation) =>
        operation.Node["security"]!.AsArray().Select(way => way!["bearer"]).OfType<JsonArray>().FirstOrDefault() switch
        {
            null => null,
            { Count: 0 } => "sasha.secretariat",
            JsonArray roles => Staff.FirstOrDefault(one => roles.Any(role => (string?)role == one.Role)).Person,
        };

    private static string PathOf(ApiDocument document, ApiDocument.Operation operation)
    {
        string path = operation.Path;
        foreach (JsonNode? node in operation.Node["parameters"] as JsonArray ?? [])
        {
            JsonObject parameter = document.Resolved(node!.AsObject());
            if (parameter["in"]!.GetValue<string>() == "path")
            {
                path = path.Replace(
                    $"{{{parameter["name"]}}}", (string?)parameter["schema"]!["type"] == "integer" ? "1" : "unknown", StringComparison.Ordinal);
            }
        }

        return path;
    }

    /// <summary>An app with nothing stored: these tests only ask.</summary>
    public sealed class Untouched : IAsyncLifetime
    {
        private RunningApp? app;

        internal RunningApp App => app ?? throw new InvalidOperationException("The fixture was not initialised.");

        public async Task InitializeAsync() => app = await RunningApp.StartAsync();

        public async Task DisposeAsync()
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }
    }
}
