using System.Net;
using System.Net.Http.Json;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.LocalRuntime.Host.Tests.Http;

public sealed class LimitsTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>
{
    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString, "--FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=1000");

        using HttpResponseMessage response = await host.Client.PostAsJsonAsync("/api/letters", new { to = "Ana", text = new string('x', 2000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_right_key_opens_what_is_not_open_to_all()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString, "--LocalRuntime:FunctionKey=sesame");
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/keyed");
        request.Headers.Add("x-functions-key", "sesame");

        using HttpResponseMessage open = await host.Client.SendAsync(request);
        using HttpResponseMessage query = await host.Client.GetAsync(new Uri("/api/keyed?code=sesame", UriKind.Relative));
        using HttpResponseMessage shut = await host.Client.GetAsync(new Uri("/api/keyed?code=sesam", UriKind.Relative));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized], [open.StatusCode, query.StatusCode, shut.StatusCode]);
    }

    [Fact]
    public async Task A_stop_waits_for_running_requests_and_answers_them()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString);
        Task<HttpResponseMessage> request = host.Client.PostAsync(new Uri("/api/waits/stop", UriKind.Relative), null);
        await host.Journal.Seen("waiting at stop");

        Task stop = host.Host.StopAsync();
        Assert.False(stop.IsCompleted);
        host.Journal.Open("stop");
        await stop;

        using HttpResponseMessage response = await request;
        Assert.Equal("passed", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_disabled_function_is_not_there()
    {
        await using RunningHost host = await RunningHost.StartAsync(azurite.ConnectionString, "--AzureWebJobs.Greet.Disabled=true");

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/api/greetings/Ana", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
