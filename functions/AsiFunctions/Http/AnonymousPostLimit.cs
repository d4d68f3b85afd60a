using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using AsiFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Http;

/// <summary>The settings under <c>RateLimit</c>.</summary>
/// <param name="AnonymousPostsPerMinute">POSTs a minute from one address to functions that are open
/// to the public; 0 for no limit. Default 60.</param>
/// <param name="Proxies">
/// How many proxies stand in front, each of which adds the address it was called from to X-Forwarded-For. Default 0: the connection's own address.
/// </param>
public sealed record RateLimitSettings(int AnonymousPostsPerMinute, int Proxies)
{
    /// <summary>Reads the section <c>RateLimit</c>.</summary>
    public static RateLimitSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("RateLimit");
        return new RateLimitSettings(section.GetValue(nameof(AnonymousPostsPerMinute), 60), section.GetValue(nameof(Proxies), 0));
    }
}

/// <summary>Keeps one address from flooding the public forms. Stands behind the authorisation, which knows who calls.</summary>
public sealed class AnonymousPostLimit(AnonymousPosts posts) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && posts.Refuse(http) is { } wait)
        {
            context.GetInvocationResult().Value = Problems.TooManyRequests(wait);
            return;
        }

        await next(context);
    }
}

/// <summary>Counts anonymous POSTs by address, in windows of a minute.</summary>
public sealed class AnonymousPosts : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimitSettings settings;
    private readonly PartitionedRateLimiter<string> limiter;

    /// <param name="settings">How many are let through.</param>
    public AnonymousPosts(RateLimitSettings settings)
    {
        this.settings = settings;
        limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
            address,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.AnonymousPostsPerMinute, Window = Window, QueueLimit = 0 }));
    }

    /// <summary>How long the sender has to wait; null where the request may go on.</summary>
    public TimeSpan? Refuse(HttpContext http)
    {
        if (settings.AnonymousPostsPerMinute == 0 || !HttpMethods.IsPost(http.Request.Method) || http.Caller() is not Caller.Anybody)
        {
            return null;
        }

        using RateLimitLease lease = limiter.AttemptAcquire(Address(http));
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait
            : Window;
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();

    private string Address(HttpContext http)
    {
        string[] forwarded = http.Request.Headers["X-Forwarded-For"].ToString().Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        IPAddress? address = settings.Proxies > 0
            && forwarded.Length >= settings.Proxies
            && IPEndPoint.TryParse(forwarded[^settings.Proxies], out IPEndPoint? end)
            ? end.Address
            : http.Connection.RemoteIpAddress;

        // One household has a whole /64 of IPv6 addresses.
        return address switch
        {
            null => "unknown",
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
            _ => address.MapToIPv4().ToString(),
        };
    }
}
