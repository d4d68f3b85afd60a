using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>An answer that can be sent and not be read.</summary>
/// <remarks>
/// The worker sends a function's result to the caller, and then once more to the host, as JSON of its public properties: what only the caller may
/// read would pass through another channel, and a large table would be held in memory a second time. This one has no properties, so its JSON is
/// empty.
/// </remarks>
/// <param name="answer">What is sent.</param>
public sealed class SealedAnswer(IResult answer) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => answer.ExecuteAsync(httpContext);
}
