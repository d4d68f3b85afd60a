using AsiFunctions.Domain.Forms.Questions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsiFunctions.Certification.Evidence;

/// <summary>What an upload says of its file in headers.</summary>
internal static class FileNames
{
    /// <summary>The file's name, percent-encoded UTF-8; for callers that cannot write Content-Disposition.</summary>
    public const string NameHeader = "X-File-Name";

    /// <summary>The title, percent-encoded UTF-8.</summary>
    public const string TitleHeader = "X-Title";

    private const int LongestName = 200;

    /// <summary>The file's name without folders; null where none was sent that can be used.</summary>
    public static string? NameOf(HttpRequest request)
    {
        string? sent = Decoded(request, NameHeader);
        if (sent is null
            && ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out ContentDispositionHeaderValue? disposition))
        {
            sent = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        }

        string? name = sent?[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name is null or "" or "." or ".." || name.Length > LongestName || !PlainText.IsPlain(name, allowLines: false) ? null : name;
    }

    /// <summary>The title that was sent; null where none was.</summary>
    public static string? TitleOf(HttpRequest request) => Decoded(request, TitleHeader)?.Trim();

    private static string? Decoded(HttpRequest request, string header) =>
        request.Headers[header].ToString() is { Length: > 0 } encoded ? Uri.UnescapeDataString(encoded) : null;
}
