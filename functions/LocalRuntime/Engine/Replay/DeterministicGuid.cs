using System.Security.Cryptography;
using System.Text;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Name-based GUIDs (RFC 9562, version 5), the same at every replay.</summary>
internal static class DeterministicGuid
{
    // The namespace and the composition of the name are those of the real worker.
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTime now, int counter)
    {
        byte[] name = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{instanceId}_{now:o}_{counter}"));
        byte[] input = [.. Namespace.ToByteArray(bigEndian: true), .. name];

        // CA5350: version 5 is SHA-1 by definition; nothing is protected by it.
#pragma warning disable CA5350
        byte[] hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
