namespace AsiFunctions.Domain.Certification.Standards;

/// <summary>
/// What may change in a version that is in use: its wording, and the last day on which it may be audited against. Anything else is a new version.
/// </summary>
/// <remarks>Ratings and certificates point at its criteria. What is marked as a sample may change freely, and be replaced.</remarks>
public static class CatalogueChanges
{
    /// <summary>What stands against loading a catalogue in place of another; null where nothing does.</summary>
    /// <param name="loaded">The versions that hold now.</param>
    /// <param name="proposed">The versions that shall hold.</param>
    /// <returns>One sentence for the operator, which names the version and the place.</returns>
    public static string? Refuse(IReadOnlyList<StandardVersion> loaded, IReadOnlyList<StandardVersion> proposed) => loaded
        .Where(version => !version.Sample)
        .Select(version => Refuse(version, proposed.FirstOrDefault(other => other.Ref == version.Ref)))
        .OfType<string>()
        .FirstOrDefault();

    private static string? Refuse(StandardVersion loaded, StandardVersion? proposed)
    {
        if (proposed is null)
        {
            return $"{loaded.Ref} is in use and missing here; keep it in the catalogue, with its last day for audits.";
        }

        if (proposed.Sample)
        {
            return $"{loaded.Ref} is in use; it cannot become a sample again.";
        }

        if (proposed.ValidFrom != loaded.ValidFrom)
        {
            return $"{loaded.Ref} is in use since {loaded.ValidFrom:yyyy-MM-dd}; its first day stays.";
        }

        string[] before = [.. Lines(loaded)];
        string[] after = [.. Lines(proposed)];
        int different = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return different == before.Length && different == after.Length
            ? null
            : $"{loaded.Ref} is in use: only titles may change, but {KeyOf((different < before.Length ? before : after)[different])} does. Make a new version.";
    }

    /// <summary>All that is not wording, one line for each number.</summary>
    private static IEnumerable<string> Lines(StandardVersion version)
    {
        foreach (Principle principle in version.Principles)
        {
            yield return $"{principle.Key}|";
            foreach (Criterion criterion in principle.Criteria)
            {
                yield return $"{criterion.Key}|{criterion.Critical}|{Line(criterion.Applies)}";
                foreach (SubCriterion sub in criterion.SubCriteria)
                {
                    yield return $"{sub.Key}|{Line(sub.Applies)}";
                }
            }
        }
    }

    private static string Line(Applicability? applies) =>
        applies is null ? "all" : $"{string.Join(',', applies.Activities.Order())}|{string.Join(',', applies.Classes.Order())}";

    private static string KeyOf(string line) => line[..line.IndexOf('|', StringComparison.Ordinal)];
}
