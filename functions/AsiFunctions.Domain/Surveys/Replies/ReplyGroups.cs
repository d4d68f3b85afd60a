using AsiFunctions.Domain.Certification;

namespace AsiFunctions.Domain.Surveys.Replies;

/// <summary>In which groups replies leave the place where they are held, so that no step of the published totals shows a single one.</summary>
/// <remarks>
/// Replies are held where they arrive, shuffled, and counted group by group. While a round is open
/// a group is exactly the minimum, and leaves only when as many remain: so when the round closes the last group, which is all that remains, is no
/// smaller either. Only a round that never came to a group at all moves fewer, and then nothing was published before. Assumption, configurable (the
/// minimum of replies; seed 002 asks for anonymity only). Results are told apart by version: where
/// replies to two versions are held, each is asked for by itself.
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

    /// <summary>
    /// The replies of a group, alike in what the invitations know as well: the standard of the
    /// certificate that each was about, and roughly the year. Of each standard and year there are the minimum, or all are alike: one CoC reply among
    /// nine others would else be that of the one who was asked about a CoC certificate.
    /// </summary>
    /// <remarks>
    /// Rare standards are left out, the rarest first, until those without one are the minimum; the
    /// rare years of a standard become its most frequent one. Views by these are withheld anyway where so few replied
    /// (<see cref="Results.Disclosure"/>), and the whole counts the same.
    /// </remarks>
    /// <param name="replies">The replies of the group.</param>
    /// <param name="minimum">The fewest that hide one another, 1 or more.</param>
    /// <returns>In the same order.</returns>
    public static IReadOnlyList<SurveyReply> Alike(IReadOnlyList<SurveyReply> replies, int minimum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 1);
        HashSet<StandardCode?> rare = RareStandards(replies, minimum);
        SurveyReply[] unnamed = [.. replies.Select(reply => rare.Contains(reply.Standard) ? reply with { Standard = null } : reply)];
        ILookup<StandardCode?, int> years = unnamed.ToLookup(reply => reply.Standard, reply => reply.Year);
        return
        [
            .. unnamed.Select(reply => years[reply.Standard].Count(year => year == reply.Year) >= minimum
                ? reply
                : reply with { Year = MostFrequent(years[reply.Standard]) }),
        ];
    }

    private static HashSet<StandardCode?> RareStandards(IReadOnlyList<SurveyReply> replies, int minimum)
    {
        HashSet<StandardCode?> rare = [];
        int hidden = 0;
        foreach ((StandardCode? standard, int count) in replies
            .GroupBy(reply => reply.Standard)
            .Select(same => (same.Key, same.Count()))
            .OrderBy(kind => kind.Item2))
        {
            if (count >= minimum && (hidden == 0 || hidden >= minimum))
            {
                break;
            }

            rare.Add(standard);
            hidden += count;
        }

        return rare;
    }

    private static int MostFrequent(IEnumerable<int> years) =>
        years.CountBy(year => year).OrderByDescending(year => year.Value).ThenBy(year => year.Key).First().Key;
}
