using System.Text;
using System.Text.Json.Nodes;
using AsiFunctions.Tests.OpenApi.Checking;

namespace AsiFunctions.Tests.Http.OpenApi;

/// <summary>An exchange that does what the document does not say is found, whatever part of it that is.</summary>
public sealed class ApiDocumentTests
{
    private static readonly ApiDocument Document = new(JsonNode.Parse(
        """
        {
          "paths": {
            "/api/things/{id}": {
              "put": {
                "operationId": "ChangeThing",
                "parameters": [ { "name": "dry", "in": "query" } ],
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "object", "properties": { "name": {} }, "additionalProperties": false } } } },
                "responses": {
                  "200": { "headers": { "ETag": {} }, "content": { "application/json": { "schema": { "type": "object", "properties": { "name": { "type": "string" } } } } } },
                  "204": {}
                }
              }
            },
            "/api/things/all": { "put": { "operationId": "ChangeAll" } }
          }
        }
        """)!.AsObject());

    private static readonly Exchange Fine = new(
        [], "application/json; charset=utf-8", Bytes("""{"name":"a"}"""), 200, "application/json", ["ETag"], Bytes("""{"name":"a"}"""));

    public static TheoryData<string, Exchange> Undocumented => new()
    {
        { "the parameter 'wet' is not in the document", Fine with { Query = ["dry", "wet"] } },
        { "it was accepted without the body that the document demands", Fine with { Sent = [] } },
        { "a body of the type 'text/csv' was accepted, which is not in the document", Fine with { SentType = "text/csv" } },
        { "the body that was accepted: /age: the document knows no such member", Fine with { Sent = Bytes("""{"age":1}""") } },
        { "the status 201 is not in the document; the body was: {\"name\":\"a\"}", Fine with { Status = 201 } },
        { "the header Location of the status 200 is not in the document", Fine with { Headers = ["Location", "Date"] } },
        { "the status 200 came without the body that the document promises", Fine with { Answered = [], AnsweredType = null } },
        { "a body of the type 'text/plain' came with the status 200, which is not in the document: hello", Fine with
        {
            Answered = Bytes("hello"),
            AnsweredType = "text/plain",
        } },
        { "the answer with the status 200: /name: Number where string is expected", Fine with { Answered = Bytes("""{"name":1}""") } },
        { "a body of the type 'application/json' came with the status 204, which is not in the document: {}", Fine with
        {
            Status = 204,
            Headers = [],
            Answered = Bytes("{}"),
        } },
    };

    [Theory]
    [MemberData(nameof(Undocumented))]
    public void What_the_document_does_not_say_is_told(string expected, Exchange exchange) =>
        Assert.Equal([expected], Document.Faults(Document.Find("ChangeThing")!, exchange));

    [Fact]
    public void What_the_document_says_is_in_order()
    {
        Assert.Empty(Document.Faults(Document.Find("ChangeThing")!, Fine));
        Assert.Empty(Document.Faults(
            Document.Find("ChangeThing")!, Fine with { Query = ["dry"], Status = 204, Headers = [], Answered = [], AnsweredType = null }));
    }

    [Theory]
    [InlineData("PUT", "/api/things/1", "ChangeThing")]
    [InlineData("PUT", "/api/things/all", "ChangeAll")]
    [InlineData("GET", "/api/things/1", null)]
    [InlineData("PUT", "/api/things/1/parts", null)]
    public void An_address_belongs_to_the_operation_that_names_it_best(string method, string path, string? operation) =>
        Assert.Equal(operation, Document.Find(method, path)?.Id);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
