using AsiFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Certification.Assessments;

/// <summary>The version of a criterion that the caller saw.</summary>
/// <param name="Version">The version, 0 for one that was never answered; null where any will do.</param>
/// <param name="Problem">The answer to give at once: 428 where nothing is said; otherwise null.</param>
internal sealed record CriterionTag(int? Version, IResult? Problem)
{
    // No criterion ever has it: what is none of our ETags is answered like one that is out of date.
    private const int None = -1;

    /// <summary>Reads the header If-Match, which a change of an answer needs: two colleagues may look at the same criterion.</summary>
    public static CriterionTag Read(HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" => new CriterionTag(Version: null, Problems.PreconditionRequired()),
        "*" => new CriterionTag(Version: null, Problem: null),
        _ => new CriterionTag(IfMatch.Read(request).Version ?? None, Problem: null),
    };
}
