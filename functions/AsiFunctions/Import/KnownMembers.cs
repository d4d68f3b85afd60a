using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Import;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Http;
using AsiFunctions.Storage;
using Azure.Data.Tables;

namespace AsiFunctions.Import;

/// <summary>A member that is here, as far as imports need it.</summary>
/// <param name="Id">Its reference.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="KeyHash">What it was begun with; of one taken over, the hash of its key in the earlier records.</param>
/// <param name="Facts">The fingerprint of the facts that it was taken over with; else the hash of another request.</param>
/// <param name="BegunAt">When it was added.</param>
internal sealed record KnownMember(CaseId Id, string Name, string KeyHash, string Facts, DateTimeOffset BegunAt);

/// <summary>What a member of a file is to what is here.</summary>
internal enum Acquaintance
{
    /// <summary>It is not here.</summary>
    New,

    /// <summary>It was taken over before, with the same facts.</summary>
    Same,

    /// <summary>It is here with other facts, or under its name without having been taken over: it is left as it is.</summary>
    Different,
}

/// <summary>All that ever were members here.</summary>
internal sealed class KnownMembers
{
    private static readonly string[] Columns = ["RowKey", "Title", "KeyHash", "BodyHash", "BegunAt"];

    private readonly Dictionary<string, KnownMember> byKey = new(StringComparer.Ordinal);
    private readonly ILookup<string, KnownMember> byName;
    private HashSet<string> ofFile = [];

    private KnownMembers(IReadOnlyCollection<KnownMember> members)
    {
        byName = members.ToLookup(member => member.Name, StringComparer.OrdinalIgnoreCase);
        foreach (KnownMember member in members)
        {
            byKey[member.KeyHash] = member;
            Ids.Add(member.Id);
        }
    }

    /// <summary>Their references.</summary>
    public HashSet<CaseId> Ids { get; } = [];

    /// <summary>Reads them, without their contents. 16 range reads, and one more for each further 1,000 of a shard.</summary>
    public static async Task<KnownMembers> ReadAsync(CaseTable table, CancellationToken cancellation)
    {
        // A dash follows the three letters, and '.' follows the dash.
        string from = $"{CaseRow.KeyPrefix}{Member.Prefix}-";
        string to = $"{CaseRow.KeyPrefix}{Member.Prefix}.";
        string filter = TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {to}");
        return new KnownMembers(await ShardReads.AllAsync(table, CaseRow.KeyPrefix, filter, Columns, From, cancellation));
    }

    /// <summary>
    /// By which a member of earlier records is known again: its reference is derived from this, and its body hash is the fingerprint of its facts.
    /// </summary>
    public static IdempotencyKey KeyOf(EarlierMember member) => KeyOf(member.Key, member.Fingerprint());

    /// <summary>What a member of a file is to what is here, and which one it is.</summary>
    public (Acquaintance Is, KnownMember? Member) Find(EarlierMember member)
    {
        IdempotencyKey key = KeyOf(member);
        if (byKey.TryGetValue(key.Hash, out KnownMember? taken))
        {
            return (taken.Facts == key.BodyHash ? Acquaintance.Same : Acquaintance.Different, taken);
        }

        return byName[member.Details.Organisation.LegalName].FirstOrDefault(one => !ofFile.Contains(one.KeyHash)) is { } named
            ? (Acquaintance.Different, named)
            : (Acquaintance.New, null);
    }

    /// <summary>
    /// Members of one file are told apart by their keys: that one of them is here does not stand for
    /// another of its name, whichever of them was taken over first.
    /// </summary>
    public void TellApart(IEnumerable<EarlierMember> file) => ofFile = [.. file.Select(member => KeyOf(member).Hash)];

    /// <summary>The member that earlier records call by a key, or that has the reference; null where there is none.</summary>
    public CaseId? Named(string text) => byKey.TryGetValue(KeyOf(text, "").Hash, out KnownMember? taken) ? taken.Id
        : CaseId.TryParse(text, out CaseId? id) && Ids.Contains(id.Value) ? id
        : null;

    /// <summary>Adds one that was just taken over.</summary>
    public void Add(EarlierMember member, CaseId id, DateTimeOffset at)
    {
        IdempotencyKey key = KeyOf(member);
        byKey[key.Hash] = new KnownMember(id, member.Details.Organisation.LegalName, key.Hash, key.BodyHash, at);
    }

    private static IdempotencyKey KeyOf(string key, string fingerprint) => new("member of earlier records", key.ToUpperInvariant(), fingerprint);

    private static KnownMember From(TableEntity row) => new(
        CaseId.Parse(row.RowKey[CaseRow.KeyPrefix.Length..]),
        row.Text("Title"),
        row.Text("KeyHash"),
        row.Text("BodyHash"),
        row.GetDateTimeOffset("BegunAt")!.Value);
}
