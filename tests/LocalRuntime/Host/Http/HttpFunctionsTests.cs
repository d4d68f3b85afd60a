using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace AsiFunctions.LocalRuntime.Host.Tests.Http;

public sealed class HttpFunctionsTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_route_value_is_bound_by_its_name_and_settings_are_read() =>
        Assert.Equal("Good day, Ana (Ana)", await host.Client.GetStringAsync(new Uri("/api/greetings/Ana", UriKind.Relative)));

    [Fact]
    public async Task Each_kind_of_parameter_is_bound()
    {
        const string Id = "5b0e1c0e-2f4e-4b57-9d0c-0f7c5c7a0001";

        JsonElement bound = await host.Client.GetFromJsonAsync<JsonElement>($"/api/kinds/17/{Id}/2024-02-29/friday");

        Assert.Equal(17, bound.GetProperty("number").GetInt32());
        Assert.Equal(Id, bound.GetProperty("id").GetString());
        Assert.Equal("2024-02-29", bound.GetProperty("day").GetString());
        Assert.Equal("Friday", bound.GetProperty("choice").GetString());
        Assert.Equal(JsonValueKind.Null, bound.GetProperty("rest").ValueKind);
        Assert.True(bound.GetProperty("same").GetBoolean());
        Assert.True(bound.GetProperty("canBeCancelled").GetBoolean());
        Assert.Equal("AsiFunctions.LocalRuntime.HostSample.HttpFunctions.Kinds", bound.GetProperty("entryPoint").GetString());
        Assert.Equal("choice day id number", bound.GetProperty("bound").GetString());
        Assert.Equal("httpTrigger", bound.GetProperty("trigger").GetString());
    }

    [Fact]
    public async Task An_optional_route_value_is_bound_where_it_is_there()
    {
        JsonElement bound = await host.Client.GetFromJsonAsync<JsonElement>($"/api/kinds/17/{Guid.Empty}/2024-02-29/friday/rest");

        Assert.Equal("rest", bound.GetProperty("rest").GetString());
    }

    [Fact]
    public async Task A_route_value_that_its_type_cannot_hold_fails_the_invocation()
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri($"/api/kinds/17/{Guid.Empty}/2023-02-29/friday", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task A_body_is_read_as_JSON_and_an_action_result_written()
    {
        using HttpResponseMessage response = await host.Client.PostAsJsonAsync("/api/letters", new { to = "Ana", TEXT = "hello" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/letters/1", response.Headers.Location!.ToString());
        Assert.Equal("""{"to":"Ana","text":"hello"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task A_body_that_cannot_be_read_fails_the_invocation(string body, string type)
    {
        using StringContent content = new(body, Encoding.UTF8, type);
        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/api/letters", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_a_function_throws_stays_inside()
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/api/break", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_plain_object_makes_an_empty_answer_as_on_the_real_worker()
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/api/plain", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_function_and_its_context_share_the_scope_of_the_invocation()
    {
        string one = await host.Client.GetStringAsync(new Uri("/api/scope", UriKind.Relative));
        string other = await host.Client.GetStringAsync(new Uri("/api/scope", UriKind.Relative));

        Assert.StartsWith("True ", one, StringComparison.Ordinal);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task What_is_not_open_to_all_is_refused_without_a_key()
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/api/keyed?code=guess", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/", "file index.html")]
    [InlineData("/a/b.js", "file a/b.js")]
    public async Task A_constrained_catch_all_serves_what_no_other_function_answers(string path, string expected) =>
        Assert.Equal(expected, await host.Client.GetStringAsync(new Uri(path, UriKind.Relative)));

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/admin/host/status")]
    [InlineData("/runtime/webhooks")]
    [InlineData("/dev/unknown")]
    public async Task What_nothing_answers_is_not_found(string path)
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_headers_of_host_json_stand_on_every_answer()
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/api/unknown", UriKind.Relative));

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task Middleware_stands_around_a_request_the_first_outermost()
    {
        await host.Client.GetStringAsync(new Uri("/api/greetings/order", UriKind.Relative));

        string[] lines = [.. host.Running.Journal.Lines.Where(l => l.EndsWith(" Greet", StringComparison.Ordinal)).Take(4)];
        Assert.Equal(["outer before Greet", "inner before Greet", "inner after Greet", "outer after Greet"], lines);
    }

    [Fact]
    public async Task A_middleware_may_answer_in_the_function_s_place()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/waits/never");
        request.Headers.Add("X-Stop", "1");
        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal("stopped", await response.Content.ReadAsStringAsync());
        Assert.DoesNotContain("inner before Wait", host.Running.Journal.Lines);
    }
}
