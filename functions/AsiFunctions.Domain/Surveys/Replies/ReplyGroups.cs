namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>In which groups replies leave the place where they are held, so that no step of the published totals shows a single one.</summary>
/// <remarks>
/// Replies are held where they arrive, shuffled, and counted group by group. While a round is open a group is exactly the minimum, and leaves only when
/// as many remain: so when the round closes the last group, which is all that remains, is no smaller either. Only a round that never came to a group
/// at all moves fewer, and then nothing was published before. Assumption, configurable (the minimum of replies; seed 002 asks for anonymity only).
/// Results are told apart by version: where replies to two versions are held, each is asked for by itself.
/// </remarks>
public static class ReplyGroups
{
    /// <summary>How many of the replies held move on now; ask again after they have moved.</summary>
    /// <param name="held">Replies held, 0 or more.</param>
    /// <param name="minimum">The fewest replies of which anything is published, 1 or more.</param>
    /// <param name="closed">The round is closed, nothing follows.</param>
    /// <returns>0 where they wait.</returns>
    public static int Next(int held, int minimum, bool closed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(held);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        if (closed)
        {
            return held;
        }

        return held >= 2 * minimum ? minimum : 0;
    }
}
