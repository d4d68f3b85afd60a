using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Import;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Import;

/// <summary>The made-up file of earlier records, read by the rules and taken over without a storage.</summary>
internal static class SampleFile
{
    private static readonly Actor Sasha = new("account-sasha", Role.Secretariat, "Sasha");

    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "tests/Samples/Import/members.csv"));

    public static EarlierReading Read(byte[] file, string today = "2026-11-22") => EarlierTable.Read(file, FactsOn(today));

    /// <summary>What lines are checked against where nobody is here yet.</summary>
    public static EarlierFacts FactsOn(string today) =>
        new(DateOnly.Parse(today, null), StandardCatalogue.Shipped, CertificationTerms.Shipped, new HashSet<CaseId>());

    /// <summary>What each member becomes.</summary>
    public static IReadOnlyList<Decision<Member>.Accepted> TakenOver(EarlierReading reading, string today = "2026-11-22")
    {
        ulong next = 0;
        DateTimeOffset now = new(DateOnly.Parse(today, null), new TimeOnly(12, 0), TimeSpan.Zero);
        Dictionary<string, CaseId> ids = reading.Members.ToDictionary(member => member.Key, _ => CaseId.From(Member.Prefix, ++next));
        return
        [
            .. reading.Members.Select(member => TakingOver.Member(member, ids[member.Key], new TakeoverFacts(
                CaseId.From(MemberImport.Prefix, 1),
                Sasha,
                now,
                member.End?.Into is { } into ? ids[into] : null,
                CertificationTerms.Shipped,
                _ => CaseId.From(Certificate.Prefix, ++next)))),
        ];
    }
}
