using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Http;
using AsiFunctions.Tests.Cases;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Http;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task A_good_body_is_read_and_hashed()
    {
        Body<Letter> body = await Request("""{"to":"Ada","lines":["a","b\n"]}""").ReadAsync<Letter>();

        Assert.Null(body.Problem);
        Assert.Equal(("Ada", 2), (body.Value.To, body.Value.Lines.Count));
        Assert.Equal(64, body.Hash.Length);
    }

    [Theory]
    [InlineData("""{"to":"Ada","lines":[]""", "", "near line 1")]
    [InlineData("""not json""", "", "near line 1")]
    [InlineData("", "", "")]
    [InlineData("null", "", "null")]
    [InlineData("""{"to":"Ada","to":"Bob","lines":[]}""", "/to", "twice")]
    [InlineData("""{"to":"Ada","lines":[],"x":1}""", "/x", "unknown")]
    [InlineData("""{"to":"A\u0007da","lines":[]}""", "/to", "control character")]
    [InlineData("""{"to":"Ada","lines":["a","b\u202E"]}""", "/lines/1", "control character")]
    [InlineData("""{"to":null,"lines":[]}""", "/to", "")]
    [InlineData("""{"to":"Ada"}""", "", "")]
    [InlineData("""{"to":5,"lines":[]}""", "/to", "wrong type")]
    [InlineData("""{"to":"\ud800","lines":[]}""", "", "Unicode")]
    [InlineData("""{"to":"Ada","lines":[],} // x""", "", "near line 1")]
    public async Task A_bad_body_is_told_with_the_place(string json, string place, string message)
    {
        Body<Letter> body = await Request(json).ReadAsync<Letter>();

        (int status, JsonElement told) = await ReadAsync(body.Problem);
        JsonElement fault = Assert.Single(told.GetProperty("errors").EnumerateArray());
        Assert.Equal((400, "/problems/malformed-body"), (status, told.Text("type")));
        Assert.Equal(place, fault.Text("pointer"));
        Assert.Contains(message, fault.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_without_end_is_refused()
    {
        string deep = new string('[', 5000) + new string(']', 5000);

        Assert.NotNull((await Request(deep).ReadAsync<Letter>()).Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413_whether_it_says_its_length_or_not(bool announced)
    {
        HttpRequest request = Request($$"""{"to":"{{new string('a', 300)}}","lines":[]}""");
        request.ContentLength = announced ? request.Body.Length : null;

        Body<Letter> body = await request.ReadAsync<Letter>(limit: 100);

        Assert.Equal(413, (await ReadAsync(body.Problem)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    public async Task Another_content_type_is_415(string? type)
    {
        HttpRequest request = Request("{}");
        request.ContentType = type;

        Assert.Equal(415, (await ReadAsync((await request.ReadObjectAsync()).Problem)).Status);
    }

    [Fact]
    public async Task An_object_is_asked_for_where_a_form_is_read()
    {
        Assert.NotNull((await Request("[1]").ReadObjectAsync()).Problem);
        Assert.Equal(1, (await Request("""{"a":1}""").ReadObjectAsync()).Value.GetProperty("a").GetInt32());
    }

    private static HttpRequest Request(string json) => TaskRequests.From(new Caller.Anybody(), json);

    private static Task<(int Status, JsonElement Body)> ReadAsync(IResult? problem) =>
        TaskRequests.From(new Caller.Anybody()).ReadAsync(Task.FromResult(Assert.IsAssignableFrom<IResult>(problem)));

    private sealed record Letter(string To, IReadOnlyList<string> Lines);
}
