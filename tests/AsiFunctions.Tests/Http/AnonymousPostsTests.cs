using System.Net;
using AsiFunctions.Access;
using AsiFunctions.Http;
using AsiFunctions.Tests.Cases;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.Http;

public sealed class AnonymousPostsTests
{
    [Fact]
    public void An_address_that_posts_too_often_is_told_to_wait_and_others_are_not()
    {
        using AnonymousPosts posts = new(new RateLimitSettings(AnonymousPostsPerMinute: 2, Proxies: 0));

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => posts.Refuse(Post("192.0.2.1")) is null));
        Assert.Null(posts.Refuse(Post("192.0.2.2")));
    }

    [Fact]
    public void Reading_and_people_who_signed_in_are_not_counted()
    {
        using AnonymousPosts posts = new(new RateLimitSettings(AnonymousPostsPerMinute: 1, Proxies: 0));
        HttpContext get = Post("192.0.2.1");
        get.Request.Method = "GET";
        HttpContext person = Post("192.0.2.1");
        person.SetCaller(TaskRequests.Sasha);

        Assert.All(Enumerable.Repeat((get, person), 3), pair => Assert.Null(posts.Refuse(pair.get) ?? posts.Refuse(pair.person)));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using AnonymousPosts posts = new(new RateLimitSettings(AnonymousPostsPerMinute: 0, Proxies: 0));

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(posts.Refuse(Post("192.0.2.1"))));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", false)]
    public void A_network_of_one_household_counts_as_one_address(string first, string second, bool goesOn)
    {
        using AnonymousPosts posts = new(new RateLimitSettings(AnonymousPostsPerMinute: 1, Proxies: 0));
        posts.Refuse(Post(first));

        Assert.Equal(goesOn, posts.Refuse(Post(second)) is null);
    }

    [Fact]
    public void Behind_a_proxy_the_address_is_the_one_that_the_proxy_saw_and_not_what_the_sender_claims()
    {
        using AnonymousPosts posts = new(new RateLimitSettings(AnonymousPostsPerMinute: 1, Proxies: 1));

        Assert.Null(posts.Refuse(Post("10.0.0.1", "203.0.113.9, 192.0.2.1:4711")));
        Assert.NotNull(posts.Refuse(Post("10.0.0.1", "198.51.100.7, 192.0.2.1:4712")));
        Assert.Null(posts.Refuse(Post("10.0.0.1", "192.0.2.2")));
    }

    private static HttpContext Post(string from, string? forwarded = null)
    {
        HttpContext context = TaskRequests.From(new Caller.Anybody()).HttpContext;
        context.Request.Method = "POST";
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (forwarded is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        }

        return context;
    }
}
