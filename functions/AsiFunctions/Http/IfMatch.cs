using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AsiFunctions.Http;

/// <summary>The version of a case that the caller saw: what the ETag of its status says.</summary>
/// <param name="Version">The version; null where none was sent, or any will do.</param>
/// <param name="Problem">The answer to give at once: 412 for what is none of our ETags; otherwise null.</param>
public sealed record IfMatch(int? Version, IResult? Problem)
{
    /// <summary>Reads the header If-Match.</summary>
    public static IfMatch Read(HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => new IfMatch(Version: null, Problem: null),
        ['"', .. string version, '"'] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => new IfMatch(
            number, Problem: null),
        _ => new IfMatch(Version: null, Problems.PreconditionFailed()),
    };

    /// <summary>The ETag of a version.</summary>
    public static string ETag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
