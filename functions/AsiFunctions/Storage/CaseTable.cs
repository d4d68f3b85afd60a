using System.Globalization;
using AsiFunctions.Domain.Cases;
using Azure.Data.Tables;

namespace AsiFunctions.Storage;

/// <summary>
/// The table of the cases. The partition is a shard, chosen by the reference's characters, so that all rows of a case, and of the cases that grow
/// out of it, change in one transaction; the row key begins with the row's kind, so that queues, sweeps and lists are range reads.
/// </summary>
/// <remarks>
/// <c>case|{id}</c> the state · <c>part|{id}|{name}</c> its large parts · <c>timeline|{id}|{n}</c> ·
/// <c>task|{id}.{n}</c> open tasks · <c>done|{id}.{n}</c> ended ones · <c>outbox|{kind}|{id}|{version}|{i}</c> · <c>outbox|wake|{id}</c>, one for
/// each case. Other capabilities add kinds of their own.
/// </remarks>
/// <param name="service">The table service.</param>
/// <param name="name">The table's name, for tests that want one of their own.</param>
public sealed class CaseTable(TableServiceClient service, string name = CaseTable.Name)
{
    /// <summary>The table's name.</summary>
    public const string Name = "Cases";

    /// <summary>How many partitions there are. Part of the stored data: it never changes.</summary>
    public const int ShardCount = 16;

    /// <summary>The table itself, for rows of a capability's own kind.</summary>
    public TableClient Client { get; } = service.GetTableClient(name);

    /// <summary>All partition keys.</summary>
    public static IReadOnlyList<string> Shards { get; } = [.. Enumerable.Range(0, ShardCount).Select(Key)];

    /// <summary>The partition of a case, and of all that share its characters. FNV-1a: stable over releases and machines.</summary>
    public static string ShardOf(CaseId id) => ShardOf(id.Core);

    /// <summary>The partition of something that has no case yet, such as a draft.</summary>
    public static string ShardOf(string name)
    {
        uint hash = 2166136261;
        foreach (char c in name)
        {
            hash = (hash ^ c) * 16777619;
        }

        return Key((int)((hash ^ (hash >> 16)) % ShardCount));
    }

    /// <summary>A filter for the rows of one partition whose key begins with <paramref name="prefix"/>, which ends in <c>|</c>.</summary>
    public static string Range(string shard, string prefix)
    {
        // '}' follows '|'.
        string end = string.Concat(prefix.AsSpan(0, prefix.Length - 1), "}");
        return TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {prefix} and RowKey lt {end}");
    }

    private static string Key(int shard) => shard.ToString("D2", CultureInfo.InvariantCulture);
}
