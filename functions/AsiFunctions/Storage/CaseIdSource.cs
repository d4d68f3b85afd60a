using System.Globalization;
using System.Security.Cryptography;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Http;

namespace AsiFunctions.Storage;

/// <summary>The ids of new cases: by chance, or derived from the caller's Idempotency-Key, so that a repeat meets the first.</summary>
internal sealed class CaseIdSource(SecretKeys secrets)
{
    private const string Purpose = "idempotency-key";

    /// <summary>An id.</summary>
    /// <param name="prefix">The kind of case.</param>
    /// <param name="key">The key; null for an id by chance.</param>
    /// <param name="candidate">From 0; the next one where a stranger has the id before, once in a million.</param>
    /// <param name="beside">A case whose partition it falls into; null for any.</param>
    public CaseId Next(string prefix, IdempotencyKey? key, int candidate, CaseId? beside)
    {
        // One in 16 falls into the partition that is asked for.
        for (int salt = 0; ; salt++)
        {
            CaseId id = CaseId.From(prefix, key is null ? RandomBits() : Bits(key, candidate, salt));
            if (beside is null || CaseTable.ShardOf(id) == CaseTable.ShardOf(beside.Value))
            {
                return id;
            }
        }
    }

    private static ulong RandomBits() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    private static string Named(IdempotencyKey key) => $"{key.Scope}\n{key.Value}";

    // Derived with a secret: nobody can choose a key whose reference meets another's.
    private ulong Bits(IdempotencyKey key, int candidate, int salt) => BitConverter.ToUInt64(secrets.DeriveBytes(
        Purpose, string.Create(CultureInfo.InvariantCulture, $"{Named(key)}\n{candidate}{(salt == 0 ? "" : $"\n{salt}")}")));
}
