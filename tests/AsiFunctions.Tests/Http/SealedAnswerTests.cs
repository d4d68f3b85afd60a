using System.Text;
using System.Text.Json;
using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsiFunctions.Tests.Http;

public sealed class SealedAnswerTests
{
    [Fact]
    public async Task An_answer_reaches_the_caller_and_says_nothing_to_who_serialises_it()
    {
        SealedAnswer answer = new(Results.Text("for the caller alone", statusCode: 201));
        DefaultHttpContext http = new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using MemoryStream body = new();
        http.Response.Body = body;

        await answer.ExecuteAsync(http);

        Assert.Equal((201, "for the caller alone"), (http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray())));
        Assert.Equal("{}", JsonSerializer.Serialize<object>(answer));
    }
}
