using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AsiFunctions.Access;

/// <summary>
/// Keys that secrets are derived with. The first signs, all verify: a new key is put first, an old one is removed once nothing made with it is used.
/// </summary>
public sealed class SecretKeys
{
    /// <summary>Bytes in each key, at least.</summary>
    public const int MinimumLength = 32;

    private readonly byte[][] keys;

    /// <param name="keys">Base64, each of <see cref="MinimumLength"/> bytes or more; at least one.</param>
    /// <exception cref="FormatException">There is none, or one is malformed or too short. The key itself is never part of the message.</exception>
    public SecretKeys(IReadOnlyList<string> keys)
    {
        this.keys = [.. keys.Select(Decode)];
        if (this.keys.Length == 0)
        {
            throw new FormatException("Access:Keys is empty: set Access:Keys:0 to 32 random bytes in base64 (openssl rand -base64 32).");
        }
    }

    /// <summary>27 characters (160 bits) of base64url that only holders of a key can derive.</summary>
    /// <param name="purpose">Keeps what is derived for one use from fitting another.</param>
    /// <param name="subject">What it is derived from.</param>
    public string Derive(string purpose, string subject) => Base64Url.EncodeToString(Mac(keys[0], purpose, subject).AsSpan(0, 20));

    /// <summary>
    /// What <see cref="Derive"/> gives for each of the keys, the signing one first: for names of rows, which have to be found after a change of keys.
    /// </summary>
    public IReadOnlyList<string> DeriveAll(string purpose, string subject) =>
        [.. keys.Select(key => Base64Url.EncodeToString(Mac(key, purpose, subject).AsSpan(0, 20)))];

    /// <summary>160 bits as <see cref="Derive"/> makes them.</summary>
    public byte[] DeriveBytes(string purpose, string subject) => Mac(keys[0], purpose, subject)[..20];

    /// <summary>True when <paramref name="given"/> was derived with one of the keys. Takes the same time whatever differs.</summary>
    public bool Verify(string purpose, string subject, string? given)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(given ?? "");
        bool matches = false;
        foreach (byte[] key in keys)
        {
            byte[] expected = Encoding.UTF8.GetBytes(Base64Url.EncodeToString(Mac(key, purpose, subject).AsSpan(0, 20)));
            matches |= CryptographicOperations.FixedTimeEquals(expected, bytes);
        }

        return matches;
    }

    private static byte[] Mac(byte[] key, string purpose, string subject) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{subject}"));

    private static byte[] Decode(string key, int index)
    {
        byte[] bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out int length) && length >= MinimumLength
            ? bytes[..length]
            : throw new FormatException($"Access:Keys:{index} is not {MinimumLength} bytes or more in base64.");
    }
}
