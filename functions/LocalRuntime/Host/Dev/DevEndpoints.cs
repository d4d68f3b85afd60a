using System.Globalization;
using System.Text.Json;
using System.Xml;
using AsiFunctions.LocalRuntime.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AsiFunctions.LocalRuntime.Host.Dev;

/// <summary>What only a development machine has: signing in as anyone, and moving the clock. Not functions; absent elsewhere.</summary>
internal static class DevEndpoints
{
    // Far enough for any demo, near enough to keep dates representable.
    private const int FarthestYear = 2999;

    public static void MapDev(this IEndpointRouteBuilder app, HostState state)
    {
        RouteGroupBuilder dev = app.MapGroup("/dev");
        dev.AddEndpointFilter(async (context, next) => IsFromHere(context.HttpContext.Request)
            ? await next(context)
            : Results.Problem("Only this machine may ask, and no other site's page.", statusCode: StatusCodes.Status403Forbidden));
        dev.MapGet("/health", () => state.IsReady
            ? Results.Json(new { status = "ready" })
            : Results.Json(new { status = "starting" }, statusCode: StatusCodes.Status503ServiceUnavailable));
        dev.MapGet("/.well-known/openid-configuration", () => Results.Json(state.Issuer.Discovery()));
        dev.MapGet("/jwks", () => Results.Json(state.Issuer.Keys()));
        dev.MapPost("/sign-in", (HttpRequest request) => SignInAsync(request, state.Issuer));
        dev.MapGet("/clock", () => Results.Json(Shown(state.Clock)));
        dev.MapPost("/clock", (HttpRequest request) => MoveAsync(request, state.Clock));
    }

    private static async Task<IResult> SignInAsync(HttpRequest request, DevIssuer issuer)
    {
        using JsonDocument? body = await ReadAsync(request);
        if (Text(body, "person") is not { } person || !DevIssuer.IsPerson(person))
        {
            return Refused("""Send {"person": "sasha.secretariat"}: lower-case letters, digits, dots and hyphens, 1 to 64 of them.""");
        }

        return Results.Json(new
        {
            access_token = issuer.TokenFor(person),
            token_type = "Bearer",
            expires_in = (int)DevIssuer.Lifetime.TotalSeconds,
            subject = person,
        });
    }

    private static async Task<IResult> MoveAsync(HttpRequest request, MovableClock clock)
    {
        using JsonDocument? body = await ReadAsync(request);
        if (Target(Text(body, "to"), Text(body, "by"), clock.GetUtcNow()) is not { } to)
        {
            return Refused("""Send {"to": "2026-01-31T00:00:00Z"} or {"by": "P14D"}: an instant of ISO 8601 up to the year 2999, or a duration.""");
        }

        try
        {
            int fired = await clock.MoveToAsync(to, request.HttpContext.RequestAborted);
            return Results.Json(new { now = Iso(clock.GetUtcNow()), fired });
        }
        catch (ArgumentOutOfRangeException)
        {
            return Refused($"The clock only moves forward; it is {Iso(clock.GetUtcNow())} already.");
        }
    }

    // A page of another site may send a form here, or have its own name lead here; browsers say so.
    private static bool IsFromHere(HttpRequest request) =>
        request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && request.Headers["Sec-Fetch-Site"].FirstOrDefault() is not ("cross-site" or "same-site");

    private static DateTimeOffset? Target(string? to, string? by, DateTimeOffset now)
    {
        if (to is not null == by is not null)
        {
            return null;
        }

        if (to is not null)
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            return DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, Utc, out DateTimeOffset instant) && instant.Year <= FarthestYear
                ? instant
                : null;
        }

        if (!IsoDuration.TryParse(by!, out IsoDuration? duration))
        {
            return null;
        }

        try
        {
            return duration.After(now) is { Year: <= FarthestYear } instant ? instant : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static object Shown(MovableClock clock) => new { now = Iso(clock.GetUtcNow()), ahead = XmlConvert.ToString(clock.Offset) };

    private static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    private static async Task<JsonDocument?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonDocument? body, string property) =>
        body?.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty(property, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IResult Refused(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be understood.");
}
