using System.Globalization;
using System.Text;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Where an instance lies: a shard by the hash of its id, and the id itself as the key, in characters that tables allow.</summary>
internal static class RowKeys
{
    /// <summary>The shard's own row, which every transaction touches. No escaped id looks like it.</summary>
    public const string Fence = "!fence";

    private const char Escape = '!';
    private const int EscapedDigits = 4;

    public static string Partition(int shard) => shard.ToString("'s'00", CultureInfo.InvariantCulture);

    /// <summary>FNV-1a: the same in every process, unlike the runtime's own hash of a string.</summary>
    public static int Shard(string id, int shards)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(id))
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)(hash % (uint)shards);
    }

    /// <summary>Keeps prefixes: an id's prefix becomes its key's prefix.</summary>
    public static string Key(string id)
    {
        if (id.All(IsPlain))
        {
            return id;
        }

        StringBuilder key = new(id.Length + 16);
        foreach (char c in id)
        {
            _ = IsPlain(c) ? key.Append(c) : key.Append(Escape).Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }

    public static string Id(string key)
    {
        if (!key.Contains(Escape, StringComparison.Ordinal))
        {
            return key;
        }

        StringBuilder id = new(key.Length);
        for (int at = 0; at < key.Length; at++)
        {
            if (key[at] != Escape)
            {
                id.Append(key[at]);
                continue;
            }

            id.Append((char)int.Parse(key.AsSpan(at + 1, EscapedDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            at += EscapedDigits;
        }

        return id.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '~' or '@';
}
