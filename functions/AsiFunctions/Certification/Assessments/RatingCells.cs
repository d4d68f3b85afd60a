using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Forms;

namespace AsiFunctions.Certification.Assessments;

/// <summary>The cells that tables of self-assessments and of audit reports have in common.</summary>
internal static class RatingCells
{
    public const string Principle = "principle";
    public const string Criterion = "criterion";
    public const string Title = "title";
    public const string Rating = "rating";
    public const string Evidence = "evidence";
    public const string Version = "version";

    private static readonly Dictionary<string, Rating> Ratings = Enum.GetValues<Rating>()
        .ToDictionary(rating => NameOf(rating), StringComparer.OrdinalIgnoreCase);

    /// <summary>How a rating is written; empty for none.</summary>
    public static string NameOf(Rating? rating) => rating is null ? "" : JsonSerializer.Serialize(rating).Trim('"');

    /// <summary>The rating of a line; null where there is none, or none that is known, which is a fault.</summary>
    public static Rating? ReadRating(int line, ReadCell cell, List<Fault> faults)
    {
        if (cell(Rating)?.Trim() is not { Length: > 0 } word)
        {
            return null;
        }

        if (Ratings.TryGetValue(word, out Rating known))
        {
            return known;
        }

        faults.Add(ImportCheck.Wrong(line, Rating, FaultCodes.NotOffered, $"a rating is one of {string.Join(", ", Ratings.Keys)}, or empty."));
        return null;
    }

    /// <summary>The version of a line; a fault where it is no number.</summary>
    public static int ReadVersion(int line, ReadCell cell, List<Fault> faults)
    {
        if (!int.TryParse(cell(Version)?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
        {
            faults.Add(ImportCheck.Wrong(line, Version, FaultCodes.Malformed, "the version is missing; leave it as it was exported."));
        }

        return version;
    }

    /// <summary>Keys in one cell, however they are set apart.</summary>
    public static string[] ReadKeys(string? cell) => cell?.Split([';', ',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
}
