using System.Text.Json;
using System.Text.Json.Nodes;
using AsiFunctions.Tests.OpenApi.Checking;

namespace AsiFunctions.Tests.Http.OpenApi;

/// <summary>What holds exchanges to the document finds what is wrong, and nothing else.</summary>
public sealed class SchemaCheckTests
{
    private const string Components =
        """{"components":{"schemas":{"Tree":{"type":"object","properties":{"leaf":{"type":"string"},"branches":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}},"required":["leaf"]}}}}""";

    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":["string","null"]}""", "null", "true")]
    [InlineData("""{"type":"integer"}""", "2.0", "2.5")]
    [InlineData("""{"type":"array","items":{"type":"number"},"uniqueItems":true,"minItems":1,"maxItems":2}""", "[1,2]", "[1,1]")]
    [InlineData("""{"type":"array","maxItems":2}""", "[1,2]", "[1,2,3]")]
    [InlineData("""{"type":"array","minItems":1}""", "[1]", "[]")]
    [InlineData("""{"enum":["a","b"]}""", "\"b\"", "\"c\"")]
    [InlineData("""{"const":"a"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"pattern":"^[a-z]+$"}""", "\"abc\"", "\"ab1\"")]
    [InlineData("""{"minLength":1,"maxLength":3}""", "\"abc\"", "\"abcd\"")]
    [InlineData("""{"minimum":0,"maximum":10,"multipleOf":5}""", "5", "7")]
    [InlineData("""{"format":"date"}""", "\"2026-01-31\"", "\"2026-02-31\"")]
    [InlineData("""{"format":"date-time"}""", "\"2026-01-31T09:30:00.5+00:00\"", "\"2026-01-31\"")]
    [InlineData("""{"format":"uri"}""", "\"https://example.org\"", "\"example\"")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", "1")]
    [InlineData("""{"oneOf":[{"type":"number"},{"type":"null"}]}""", "1", "\"1\"")]
    [InlineData("""{"oneOf":[{"type":"number"},{"type":"string"}]}""", "1", "null")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"a":1}""", "{}")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", """{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"type":"object","properties":{"a":{}},"additionalProperties":false}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"$ref":"#/components/schemas/Tree"}""", """{"leaf":"a","branches":[{"leaf":"b"}]}""", """{"leaf":"a","branches":[{}]}""")]
    public void A_value_fits_or_it_does_not(string schema, string fits, string doesNot)
    {
        Assert.Empty(Faults(schema, fits, isAnswer: false));
        Assert.NotEmpty(Faults(schema, doesNot, isAnswer: false));
    }

    [Fact]
    public void An_answer_holds_no_member_that_the_document_does_not_name()
    {
        const string Schema = """{"type":"object","properties":{"a":{}}}""";

        Assert.Equal(["/b: the document knows no such member"], Faults(Schema, """{"a":1,"b":2}""", isAnswer: true));
        Assert.Empty(Faults(Schema, """{"a":1,"b":2}""", isAnswer: false));
        Assert.Empty(Faults("""{"type":"object","additionalProperties":true}""", """{"a":1,"b":2}""", isAnswer: true));
    }

    [Fact]
    public void What_is_wrong_is_told_with_its_place() =>
        Assert.Equal(
            ["/branches/1: 'leaf' is missing"],
            Faults("""{"$ref":"#/components/schemas/Tree"}""", """{"leaf":"a","branches":[{"leaf":"b"},{}]}""", isAnswer: true));

    [Fact]
    public void A_keyword_that_it_does_not_know_is_never_passed_over() =>
        Assert.Throws<NotSupportedException>(() => Faults("""{"dependentRequired":{}}""", "{}", isAnswer: true));

    private static IReadOnlyList<string> Faults(string schema, string value, bool isAnswer) =>
        new SchemaCheck(JsonNode.Parse(Components)!.AsObject(), isAnswer).Faults(JsonNode.Parse(schema)!, JsonElement.Parse(value));
}
