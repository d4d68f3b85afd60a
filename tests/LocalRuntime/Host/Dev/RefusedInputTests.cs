using System.Net;

namespace AsiFunctions.LocalRuntime.Host.Tests.Dev;

public sealed class RefusedInputTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("Host", "asi.example.org")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_of_another_site_is_refused(string header, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/dev/clock") { Content = new StringContent("""{"by":"P1D"}""") };
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"to":"yesterday"}""")]
    [InlineData("""{"to":"2000-01-01T00:00:00Z"}""")]
    [InlineData("""{"to":"9999-01-01T00:00:00Z"}""")]
    [InlineData("""{"by":"14 days"}""")]
    [InlineData("""{"by":"P9999Y"}""")]
    [InlineData("""{"by":"P1D","to":"2100-01-01T00:00:00Z"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task What_is_no_later_time_is_a_problem_in_words(string body)
    {
        using StringContent content = new(body);

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/dev/clock", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("""{"person":""}""")]
    [InlineData("""{"person":"Sasha"}""")]
    [InlineData("""{"person":"a b"}""")]
    [InlineData("""{"person":"a/b"}""")]
    [InlineData("""{"person":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"person":7}""")]
    [InlineData("""{"name":"sasha"}""")]
    [InlineData("\"sasha\"")]
    [InlineData("sasha")]
    [InlineData("")]
    public async Task Who_is_no_person_is_a_problem_in_words(string body)
    {
        using StringContent content = new(body);

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/dev/sign-in", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
