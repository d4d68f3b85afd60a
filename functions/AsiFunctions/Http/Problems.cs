using System.Globalization;
using System.Text.Json.Serialization;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Storage;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>The answers that say no: RFC 9457 problems with stable types.</summary>
public static class Problems
{
    /// <summary>400: what was sent breaks rules of its form; all faults at once.</summary>
    public static IResult InvalidForm(IReadOnlyList<Fault> faults) => Of(
        StatusCodes.Status400BadRequest, "invalid-form", "Some answers need your attention.", errors: faults);

    /// <summary>400: a parameter of the address is not what it should be.</summary>
    public static IResult InvalidParameter(string name, string message) => Of(
        StatusCodes.Status400BadRequest, "invalid-parameter", $"The parameter '{name}' cannot be used.", message);

    /// <summary>400: the body is no JSON of the expected shape.</summary>
    public static IResult MalformedBody(Fault fault) => Of(
        StatusCodes.Status400BadRequest, "malformed-body", "The body cannot be read.", fault.Message, errors: [fault]);

    /// <summary>400: the Idempotency-Key header is no key.</summary>
    public static IResult IdempotencyKeyMalformed() => Of(
        StatusCodes.Status400BadRequest,
        "idempotency-key-malformed",
        "The Idempotency-Key header cannot be used.",
        "Send one key of 1 to 255 visible ASCII characters, in double quotes or without, such as a UUID.");

    /// <summary>401: it has to be known who asks.</summary>
    /// <param name="detail">What is wrong with what was sent; null where nothing was.</param>
    /// <param name="challenge">The header that says how to sign in, and in the words of RFC 6750 why the token was not accepted.</param>
    public static IResult Unauthorized(string? detail = null, string challenge = "Bearer") => Of(
        StatusCodes.Status401Unauthorized, "unauthorized", "Please sign in.", detail, header: new("WWW-Authenticate", challenge));

    /// <summary>403: whoever asks may know of it, but not do this.</summary>
    public static IResult Forbidden(string? detail = null) => Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", detail);

    /// <summary>404: there is no such thing, or the caller may not know of it.</summary>
    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "not-found", "There is nothing here that you may see.");

    /// <summary>409: a step out of order, or already taken.</summary>
    /// <param name="code">The reason, stable, kebab case: <c>already-decided</c>,
    /// <c>out-of-order</c>, <c>four-eyes</c>, <c>claimed-by-another</c>.</param>
    /// <param name="message">One sentence for the person.</param>
    /// <param name="decided">What was decided instead, by whom, when, where that is the reason.</param>
    /// <param name="current">What there is instead, where that is the reason.</param>
    public static IResult Conflict(string code, string message, Decided? decided = null, object? current = null) => Of(
        StatusCodes.Status409Conflict, code, "This is not possible now.", message, decided: decided, current: current);

    /// <summary>410: it was here, and is gone for good.</summary>
    /// <param name="code">The reason, stable, kebab case.</param>
    /// <param name="message">One sentence for the person.</param>
    public static IResult Gone(string code, string message) => Of(StatusCodes.Status410Gone, code, "This is gone.", message);

    /// <summary>412: the caller saw an older state.</summary>
    public static IResult PreconditionFailed() => Of(
        StatusCodes.Status412PreconditionFailed, "precondition-failed", "It has changed since you read it.", "Read it again, then decide.");

    /// <summary>412: somebody else was faster; the answer shows what they made of it.</summary>
    /// <param name="current">It as it is now.</param>
    /// <param name="etag">Its ETag now, in quotes.</param>
    public static IResult PreconditionFailed(object current, string etag) => Of(
        StatusCodes.Status412PreconditionFailed,
        "precondition-failed",
        "It has changed since you read it.",
        "Compare yours with the current one, then send it again with the new ETag.",
        header: new("ETag", etag),
        current: current);

    /// <summary>428: a change has to say which version it is meant for.</summary>
    public static IResult PreconditionRequired() => Of(
        StatusCodes.Status428PreconditionRequired,
        "precondition-required",
        "It has to be known which version you changed.",
        "Send If-Match with the ETag as you last read it, or * to replace whatever is there.");

    /// <summary>413: the body is larger than <paramref name="limit"/> bytes.</summary>
    public static IResult PayloadTooLarge(long limit) => Of(
        StatusCodes.Status413PayloadTooLarge,
        "payload-too-large",
        "This is too large.",
        string.Create(CultureInfo.InvariantCulture, $"At most {limit} bytes are taken."));

    /// <summary>415: the body is of a media type that is not read here.</summary>
    public static IResult UnsupportedMediaType(string expected = "application/json") => Of(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "This content type is not read here.", $"Send {expected}.");

    /// <summary>422: the Idempotency-Key was used for another body.</summary>
    public static IResult IdempotencyKeyReused() => Of(
        StatusCodes.Status422UnprocessableEntity,
        "idempotency-key-reused",
        "This Idempotency-Key was used for something else.",
        "Send a new key with a new request; repeat an old request with the very same body.");

    /// <summary>429: too many requests from one address.</summary>
    public static IResult TooManyRequests(TimeSpan retryAfter) => Of(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests.", "Please wait a little.", header: RetryAfter(retryAfter));

    /// <summary>500: our fault; the log knows more.</summary>
    public static IResult Unforeseen() => Of(
        StatusCodes.Status500InternalServerError,
        "unforeseen",
        "Something went wrong on our side.",
        "Nothing was confirmed. The request id finds it in our log.");

    /// <summary>503: a part that is needed does not answer; nothing was confirmed.</summary>
    public static IResult Unavailable(TimeSpan retryAfter) => Of(
        StatusCodes.Status503ServiceUnavailable,
        "unavailable",
        "The service cannot do this at the moment.",
        "Nothing was confirmed. Please send it again, with the same Idempotency-Key if there was one.", header: RetryAfter(retryAfter));

    /// <summary>503: what is asked for is being made.</summary>
    /// <param name="code">The reason, stable, kebab case.</param>
    /// <param name="message">One sentence for the person.</param>
    /// <param name="retryAfter">When to ask again.</param>
    public static IResult NotYet(string code, string message, TimeSpan retryAfter) => Of(
        StatusCodes.Status503ServiceUnavailable, code, "This is not ready yet.", message, header: RetryAfter(retryAfter));

    private static Problem Of(
        int status,
        string code,
        string title,
        string? detail = null,
        IReadOnlyList<Fault>? errors = null,
        Decided? decided = null,
        KeyValuePair<string, string>? header = null,
        object? current = null) =>
        new(status, code, title, detail) { Errors = errors, Decided = decided, Header = header, Current = current };

    private static KeyValuePair<string, string> RetryAfter(TimeSpan wait) =>
        new("Retry-After", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// RFC 9457: type, title, status, detail, and our members <c>code</c>, <c>errors</c>, <c>decided</c>, <c>current</c>, <c>requestId</c>.
    /// </summary>
    private sealed record Problem(
        int Status,
        string Code,
        string Title,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail) : IResult, IStatusCodeHttpResult
    {
        public string Type => $"/problems/{Code}";

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<Fault>? Errors { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Decided? Decided { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public object? Current { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? RequestId { get; init; }

        [JsonIgnore]
        public KeyValuePair<string, string>? Header { get; init; }

        int? IStatusCodeHttpResult.StatusCode => Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            response.StatusCode = Status;
            if (Header is { } header)
            {
                response.Headers[header.Key] = header.Value;
            }

            return response.WriteAsJsonAsync(
                this with { RequestId = RequestIds.Of(httpContext) }, Json.Options, "application/problem+json", httpContext.RequestAborted);
        }
    }
}

/// <summary>What was decided before, for the caller who came second.</summary>
/// <param name="Decision">What.</param>
/// <param name="By">The name of who decided; a role where the name is not known or not to be shown.</param>
/// <param name="At">When.</param>
public sealed record Decided(string Decision, string By, DateTimeOffset At)
{
    /// <summary>What a task's end tells the second one to decide.</summary>
    public static Decided From(TaskEnd end) => new(end.Decision, end.By.Name ?? end.By.Role.ToString(), end.At);
}
