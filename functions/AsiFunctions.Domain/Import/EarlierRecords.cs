using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Import;

/// <summary>Reads a file of members from earlier records, and finds everything that is wrong with it before anything is stored.</summary>
/// <remarks>
/// A member's own line comes first; its other lines follow in the order of their days, beside each other or not. Rules that hold for what is entered
/// here hold for what is taken over: <see cref="ClassRules"/>, the reasons of
/// <see cref="MembershipEnd"/> (M&amp;E Insights, March 2021, sections 2, 5 and 6).
/// </remarks>
public static class EarlierRecords
{
    private const int LongestKey = 60;

    /// <summary>Reads the lines.</summary>
    /// <param name="lines">Without the header and blank lines.</param>
    /// <param name="unreadable">
    /// Why other lines are missing among them. Then each line is checked, but not what they say together: what seems to be missing may stand there.
    /// </param>
    /// <param name="facts">What they are checked against.</param>
    public static EarlierReading Read(IEnumerable<EarlierLine> lines, IReadOnlyList<Fault> unreadable, EarlierFacts facts)
    {
        List<Fault> faults = [.. unreadable];
        Dictionary<string, EarlierDraft> drafts = new(StringComparer.OrdinalIgnoreCase);
        foreach (EarlierLine line in lines)
        {
            DraftOf(line, drafts, isWhole: unreadable.Count == 0, faults, facts)?.Take(line);
        }

        List<EarlierMember> members = [];
        EarlierDraft[] begun = [.. drafts.Values.Where(draft => draft.IsBegun)];
        CheckDoubles(drafts.Values, faults);
        if (unreadable.Count == 0)
        {
            members.AddRange(begun.Select(draft => draft.Build()).OfType<EarlierMember>());
            CheckSuccessors(drafts, facts, faults);
        }

        return faults.Count > 0
            ? new EarlierReading([], [.. ImportCheck.InOrder(faults)])
            : new EarlierReading([.. members.OrderBy(member => Depth(member.Key, drafts)).ThenBy(member => member.Line)], []);
    }

    /// <summary>How many members it went into, one after the other; more than there are in the file where they go in a circle.</summary>
    private static int Depth(string key, Dictionary<string, EarlierDraft> drafts)
    {
        int depth = 0;
        while (drafts.TryGetValue(key, out EarlierDraft? draft) && draft.End?.Into is { } into && drafts.ContainsKey(into) && depth <= drafts.Count)
        {
            key = into;
            depth++;
        }

        return depth;
    }

    /// <summary>The member whose line it is. A line that cannot be its member's is read all the same, for what else is wrong with it.</summary>
    private static EarlierDraft? DraftOf(
        EarlierLine line, Dictionary<string, EarlierDraft> drafts, bool isWhole, List<Fault> faults, EarlierFacts facts)
    {
        string record = line[EarlierColumns.Record];
        if (!EarlierColumns.Records.Contains(record))
        {
            faults.Add(line.Wrong(EarlierColumns.Record, FaultCodes.NotOffered, $"write one of: {string.Join(", ", EarlierColumns.Records)}."));
            return null;
        }

        faults.AddRange(EarlierColumns.Strange(line).Select(column => line.Wrong(
            column, FaultCodes.NotAsked, $"a line '{record}' says nothing here; empty the cell, or move what has slipped.")));
        string key = line[EarlierColumns.Member];
        if (key.Length is 0 or > LongestKey || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            faults.Add(line.Wrong(
                EarlierColumns.Member, FaultCodes.Malformed, $"write the member's key: letters, digits, dots and dashes, at most {LongestKey}."));
            return new EarlierDraft(key, line, faults, facts);
        }

        EarlierDraft? draft = drafts.GetValueOrDefault(key);
        if (record == "member" && draft is { IsBegun: true })
        {
            faults.Add(line.Wrong(EarlierColumns.Member, FaultCodes.Doubled, $"line {draft.Line.Number} is of the same member already."));
            return new EarlierDraft(key, line, faults, facts);
        }

        if (record != "member" && isWhole && draft is not { IsBegun: true })
        {
            faults.Add(line.Wrong(EarlierColumns.Member, FaultCodes.Unknown, "no line 'member' of this key stands above; write it first."));
        }

        return draft ?? (drafts[key] = new EarlierDraft(key, line, faults, facts));
    }

    private static void CheckDoubles(IReadOnlyCollection<EarlierDraft> drafts, List<Fault> faults)
    {
        Dictionary<(string, string), EarlierDraft> organisations = [];
        Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
        foreach (EarlierDraft draft in drafts)
        {
            if (draft.Organisation is { LegalName.Length: > 0, RegistrationNumber.Length: > 0 } who
                && !organisations.TryAdd((who.LegalName.ToUpperInvariant(), who.RegistrationNumber.ToUpperInvariant()), draft))
            {
                EarlierDraft other = organisations[(who.LegalName.ToUpperInvariant(), who.RegistrationNumber.ToUpperInvariant())];
                faults.Add(draft.Line.Wrong(
                    "registration",
                    FaultCodes.Doubled,
                    $"{other.Key} (line {other.Line.Number}) has the same name and registration; one organisation is one member."));
            }

            foreach (EarlierCertificate certificate in draft.Certificates.Where(certificate => !numbers.TryAdd(certificate.Number, certificate.Line)))
            {
                faults.Add(new EarlierLine(certificate.Line, new Dictionary<string, string>()).Wrong(
                    "certificate", FaultCodes.Doubled, $"line {numbers[certificate.Number]} has the same number; a certificate has one of its own."));
            }
        }
    }

    private static void CheckSuccessors(Dictionary<string, EarlierDraft> drafts, EarlierFacts facts, List<Fault> faults)
    {
        foreach (EarlierDraft draft in drafts.Values)
        {
            if (draft.End is not { Into: { } into } end)
            {
                continue;
            }

            EarlierLine at = new(end.Line, new Dictionary<string, string>());
            if (string.Equals(into, draft.Key, StringComparison.OrdinalIgnoreCase))
            {
                faults.Add(at.Wrong("into", "successor", "a member does not go into itself."));
            }
            else if (!drafts.ContainsKey(into) && !(CaseId.TryParse(into, out CaseId? here) && facts.Members.Contains(here.Value)))
            {
                faults.Add(at.Wrong(
                    "into", FaultCodes.Unknown, "neither a member of this file nor a member here has that name; write its key or its reference."));
            }
            else if (Depth(draft.Key, drafts) > drafts.Count)
            {
                faults.Add(at.Wrong("into", "successor", "the members go into one another in a circle; say which of them goes on."));
            }
        }
    }
}
