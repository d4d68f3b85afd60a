using System.Buffers.Text;
using System.Text;

namespace AsiFunctions.Notifications;

/// <summary>Makes the storage's continuation an opaque token that fits an address.</summary>
internal static class PageTokens
{
    /// <summary>Items on a page.</summary>
    public const int Size = 50;

    private const int Longest = 2_000;

    public static string? Write(string? continuation) => continuation is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(continuation));

    /// <returns>False where the token was not made here.</returns>
    public static bool TryRead(string? token, out string? continuation)
    {
        continuation = null;
        if (string.IsNullOrEmpty(token))
        {
            return true;
        }

        if (token.Length > Longest || !Base64Url.IsValid(token))
        {
            return false;
        }

        continuation = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        return true;
    }
}
