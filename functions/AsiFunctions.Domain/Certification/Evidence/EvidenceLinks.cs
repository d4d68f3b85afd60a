namespace AsiFunctions.Domain.Certification.Evidence;

/// <summary>Whether pieces of evidence can be linked to a criterion.</summary>
public static class EvidenceLinks
{
    /// <summary>Why not; null where all can.</summary>
    /// <param name="library">The member's evidence.</param>
    /// <param name="keys">The pieces to be linked.</param>
    /// <param name="linked">Those that the criterion is linked to already: they stay, whatever became of them.</param>
    public static (string Code, string Message)? Check(EvidenceLibrary library, IEnumerable<string> keys, IReadOnlyList<string> linked)
    {
        foreach (string key in keys.Where(key => !linked.Contains(key)))
        {
            switch (library.Find(key))
            {
                case null:
                    return ("no-such-evidence", $"There is no evidence {key} in your library.");
                case { RetiredOn: not null }:
                    return ("evidence-retired", $"The evidence {key} was retired and cannot be linked anew.");
                case { Status: EvidenceStatus.Infected }:
                    return ("evidence-infected", $"The file of {key} was infected and deleted; upload a clean one.");
            }
        }

        return null;
    }
}
