using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Tests.OpenApi.Checking;

/// <summary>A request and its answer, as far as the document speaks of them.</summary>
/// <param name="Query">The names of the parameters in the address.</param>
/// <param name="SentType">The content type of the request; null where it has no body.</param>
/// <param name="Sent">The request's body; null where it is not known.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="AnsweredType">The content type of the answer; null where it has none.</param>
/// <param name="Headers">The names of the answer's headers.</param>
/// <param name="Answered">The answer's body.</param>
public sealed record Exchange(
    IReadOnlyCollection<string> Query,
    string? SentType,
    byte[]? Sent,
    int Status,
    string? AnsweredType,
    IReadOnlyCollection<string> Headers,
    byte[] Answered)
{
    /// <summary>What was sent and answered.</summary>
    /// <param name="context">The request, and the answer as it was executed.</param>
    /// <param name="sent">The request's body; null where it is not known.</param>
    /// <param name="answered">The answer's body.</param>
    public static Exchange Of(HttpContext context, byte[]? sent, byte[] answered) => new(
        [.. context.Request.Query.Keys],
        context.Request.ContentType,
        sent,
        context.Response.StatusCode,
        context.Response.ContentType,
        [.. context.Response.Headers.Keys],
        answered);
}
