using System.Text.Json;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using AsiFunctions.Tests.Cases;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Http;

public sealed class ProblemsTests
{
    [Fact]
    public async Task A_problem_has_the_shape_of_RFC_9457_with_our_members()
    {
        HttpRequest request = TaskRequests.From(new Caller.Anybody());
        RequestIds.Set(request.HttpContext, "r-1");

        (int status, JsonElement body) = await request.ReadAsync(
            Task.FromResult(Problems.InvalidForm([new Fault("/a", "required", "Please fill in a.")])));

        Assert.Equal(400, status);
        Assert.Equal("application/problem+json", request.HttpContext.Response.ContentType?.Split(';')[0]);
        Assert.Equal("r-1", request.HttpContext.Response.Headers[RequestIds.Header]);
        Assert.Equal(
            """{"status":400,"code":"invalid-form","title":"Some answers need your attention.","type":"/problems/invalid-form","errors":[{"pointer":"/a","code":"required","message":"Please fill in a."}],"requestId":"r-1"}""",
            body.GetRawText());
    }

    [Fact]
    public async Task What_may_be_tried_again_says_when()
    {
        HttpRequest request = TaskRequests.From(new Caller.Anybody());

        await request.ReadAsync(Task.FromResult(Problems.Unavailable(TimeSpan.FromSeconds(4.2))));

        Assert.Equal("5", request.HttpContext.Response.Headers.RetryAfter);
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Trouble_with_the_storage_is_503_and_the_unforeseen_is_500_without_text(Exception trouble, int status) =>
        Assert.Equal(status, (ExceptionProblems.Of(trouble) as IStatusCodeHttpResult)?.StatusCode);

    public static TheoryData<Exception, int> Troubles() => new()
    {
        { new RequestFailedException(500, "server"), 503 },
        { new RequestFailedException(0, "no connection"), 503 },
        { new RequestFailedException(404, "no table", "TableNotFound", innerException: null), 503 },
        { new AggregateException(new RequestFailedException(503, "busy"), new TaskCanceledException("slow")), 503 },
        { new AuthenticationFailedException("no token for the app's identity"), 503 },
        { new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy), 503 },
        { new CaseBusyException(CaseId.From("PET", 1)), 503 },
        { new RequestFailedException(400, "bad", "InvalidInput", innerException: null), 500 },
        { new InvalidOperationException("secret"), 500 },
        { new BadHttpRequestException("cut off"), 400 },
        { new BadHttpRequestException("large", 413), 413 },
    };
}
