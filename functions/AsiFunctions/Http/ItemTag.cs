using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>The version that the caller saw of something that colleagues edit at the same time: a criterion, a finding.</summary>
/// <param name="Version">The version, 0 for what was never written; null where any will do.</param>
/// <param name="Problem">The answer to give at once: 428 where nothing is said; otherwise null.</param>
internal sealed record ItemTag(int? Version, IResult? Problem)
{
    // Nothing ever has it: what is none of our ETags is answered like one that is out of date.
    private const int None = -1;

    /// <summary>Reads the header If-Match, which such a change needs: two colleagues may look at the same item.</summary>
    public static ItemTag Read(HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" => new ItemTag(Version: null, Problems.PreconditionRequired()),
        "*" => new ItemTag(Version: null, Problem: null),
        _ => new ItemTag(IfMatch.Read(request).Version ?? None, Problem: null),
    };
}
