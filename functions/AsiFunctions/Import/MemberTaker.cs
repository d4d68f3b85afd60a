using System.Collections.Concurrent;
using AsiFunctions.Access;
using AsiFunctions.Certification;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Import;

/// <summary>Takes members of earlier records over, each with all its own in one transaction.</summary>
/// <remarks>
/// A member's reference is derived from its key in the earlier records, and its certificates'
/// numbers from that and theirs: whoever comes again meets what is there. Nothing that is here is changed.
/// </remarks>
public sealed class MemberTaker(ICaseStore cases, SecretKeys secrets, CertificationSettings settings)
{
    // Enough to keep the partitions busy; the emulator does not get faster by more.
    private const int AtATime = 8;

    private readonly CaseIdSource ids = new(secrets);

    /// <summary>Takes members over that are not here. One transaction each; none for the others.</summary>
    /// <param name="import">The import.</param>
    /// <param name="decided">Who decided about it, and when.</param>
    /// <param name="members">In the order of the reading: each after the one that it went into.</param>
    /// <param name="known">Who is here; grows.</param>
    /// <param name="cancellation">The host stops.</param>
    internal async Task<ImportProgress> TakeAsync(
        MemberImport import, ImportState.Applying decided, IReadOnlyList<EarlierMember> members, KnownMembers known, CancellationToken cancellation)
    {
        ConcurrentDictionary<EarlierMember, ImportProgress> outcomes = new(ReferenceEqualityComparer.Instance);
        ConcurrentBag<(EarlierMember Member, Stored<Member> Stored)> added = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(members.Where(member => member.End?.Into is null), options, async (member, token) =>
            outcomes[member] = await TakeAsync(import, decided, member, known, added, token));
        Learn(known, added);
        foreach (EarlierMember member in members.Where(member => member.End?.Into is not null))
        {
            outcomes[member] = await TakeAsync(import, decided, member, known, added, cancellation);
            Learn(known, added);
        }

        return members.Aggregate(ImportProgress.None, (progress, member) => progress.With(outcomes[member]));
    }

    private static void Learn(KnownMembers known, ConcurrentBag<(EarlierMember Member, Stored<Member> Stored)> added)
    {
        while (added.TryTake(out (EarlierMember Member, Stored<Member> Stored) one))
        {
            known.Add(one.Member, one.Stored.Case.Id, one.Stored.BegunAt);
        }
    }

    private async Task<ImportProgress> TakeAsync(
        MemberImport import,
        ImportState.Applying decided,
        EarlierMember member,
        KnownMembers known,
        ConcurrentBag<(EarlierMember Member, Stored<Member> Stored)> added,
        CancellationToken cancellation)
    {
        ImportProgress one = ImportProgress.None with { Done = 1 };
        switch (known.Find(member))
        {
            // Taken over since the decision: before an interruption of this very import.
            case (Acquaintance.Same, { } taken):
                return taken.BegunAt >= decided.At ? one with { Added = 1 } : one with { Same = 1 };
            case (Acquaintance.Different, { } here):
                return Left(one, member, here.Id);
        }

        CaseId? into = member.End?.Into is { } name ? known.Named(name) : null;
        if (member.End?.Into is not null && into is null)
        {
            return Faulty(one, member.End.Line, $"{member.Key} went into a member that could not be taken over; mend that one first.");
        }

        try
        {
            AddOutcome<Member> outcome = await cases.AddAsync(
                Member.Prefix, KnownMembers.KeyOf(member), Begin(import, decided.By, member, into), cancellation);
            if (outcome is not AddOutcome<Member>.Added { Stored: var stored })
            {
                return Faulty(one, member.Line, $"{member.Key} was taken over with other facts a moment ago; it is left as it is.");
            }

            added.Add((member, stored));
            return one with { Added = 1 };
        }
        catch (TransactionTooLargeException)
        {
            return Faulty(
                one,
                member.Line,
                $"{member.Key} has more than one transaction takes; shorten its history or its certificates, and enter the rest here.");
        }
    }

    private Func<CaseId, DateTimeOffset, Decision<Member>.Accepted> Begin(MemberImport import, Actor by, EarlierMember member, CaseId? into)
    {
        // Asked again where something is in the way: then the certificates' numbers are taken by strangers, once in a million.
        int candidate = -1;
        return (id, now) =>
        {
            candidate++;
            return TakingOver.Member(member, id, new TakeoverFacts(import.Id, by, now, into, settings.Terms, certificate => ids.Next(
                Certificate.Prefix,
                new IdempotencyKey("certificate of earlier records", $"{member.Key.ToUpperInvariant()}\n{certificate.Number}", ""),
                candidate,
                id)));
        };
    }

    private static ImportProgress Left(ImportProgress one, EarlierMember member, CaseId here) =>
        one with { Left = [new LeftMember(member.Key, here)], LeftCount = 1 };

    private static ImportProgress Faulty(ImportProgress one, int line, string message) =>
        one with { Faults = [new ImportFault(line, message)], FaultCount = 1 };
}
