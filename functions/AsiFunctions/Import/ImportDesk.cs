using System.Diagnostics;
using AsiFunctions.Certification;
using AsiFunctions.Certification.Standards;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Import;

/// <summary>Checks files of earlier records, and begins their imports.</summary>
public sealed class ImportDesk(
    ICaseStore cases, CaseTable table, ImportBlobs blobs, IStandards standards, CertificationSettings settings, TimeProvider clock)
{
    /// <summary>Reads and checks a file against what is here now. 16 range reads, and one more for each further 1,000 members of a shard.</summary>
    internal async Task<(EarlierReading Reading, KnownMembers Known)> ReadAsync(byte[] file, CancellationToken cancellation)
    {
        KnownMembers known = await KnownMembers.ReadAsync(table, cancellation);
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        EarlierReading reading = EarlierTable.Read(file, new EarlierFacts(today, await standards.AllAsync(cancellation), settings.Terms, known.Ids));
        known.TellApart(reading.Members);
        return (reading, known);
    }

    /// <summary>
    /// Begins the import of a file without faults, or finds the one of the same content. One blob,
    /// one transaction; a repeat costs one point read more.
    /// </summary>
    internal async Task<MemberImport> BeginAsync(byte[] file, EarlierReading reading, KnownMembers known, Actor by, CancellationToken cancellation)
    {
        string content = await blobs.KeepAsync(file, cancellation);
        IdempotencyKey key = new("file of earlier records", content, content);
        AddOutcome<MemberImport> outcome = await cases.AddAsync(
            MemberImport.Prefix, key, (id, _) => MemberImportProcedure.Check(id, content, Plan(reading.Members, known), by), cancellation);
        return outcome is AddOutcome<MemberImport>.Added added ? added.Stored.Case : throw new UnreachableException();
    }

    private static ImportPlanned Plan(IReadOnlyList<EarlierMember> members, KnownMembers known)
    {
        ILookup<Acquaintance, EarlierMember> found = members.ToLookup(member => known.Find(member).Is);
        EarlierMember[] added = [.. found[Acquaintance.New]];
        return new ImportPlanned(
            members.Count,
            added.Length,
            found[Acquaintance.Same].Count(),
            found[Acquaintance.Different].Count(),
            added.Sum(member => member.Classes.Rows.Count - 1),
            added.Sum(member => member.Sizes.Rows.Count - 1),
            added.Sum(member => member.Standings.Rows.Count(row => row.Value is MemberStatus.Suspended)),
            added.Count(member => member.End is not null),
            added.Sum(member => member.Certificates.Count));
    }
}
