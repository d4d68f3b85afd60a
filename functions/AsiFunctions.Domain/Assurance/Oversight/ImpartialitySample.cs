using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>
/// Which decided audits the annual impartiality review looks at (seed 001: the Standards Committee
/// supports it). Random, yet reproducible: the same seed draws the same cases, whoever draws, and a
/// case that is decided later takes the place of at most one of them.
/// </summary>
public static class ImpartialitySample
{
    /// <summary>Draws.</summary>
    /// <param name="decided">All cases of the year, in any order.</param>
    /// <param name="size">How many, 1 or more; all where there are fewer.</param>
    /// <param name="seed">What the drawing is named by, such as the minutes of a meeting.</param>
    public static IReadOnlyList<CaseId> Draw(IEnumerable<CaseId> decided, int size, string seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return [.. decided.Distinct().OrderBy(id => Rank(id, seed), StringComparer.Ordinal).Take(size)];
    }

    private static string Rank(CaseId id, string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{id}")));
}
