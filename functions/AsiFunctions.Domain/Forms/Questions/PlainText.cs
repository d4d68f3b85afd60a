using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text.Json;

namespace AsiFunctions.Domain.Forms.Questions;

/// <summary>What texts from outside must be, whatever they say.</summary>
public static class PlainText
{
    // RFC 5321: 64 octets before the @, 254 in all.
    private const int LongestEmail = 254;
    private const int LongestEmailName = 64;

    private static readonly SearchValues<char> Quoting = SearchValues.Create("\"()<>[]:;,\\");

    /// <summary>The text of a JSON string; null where it is not valid Unicode (half a surrogate pair).</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>True without control characters, characters that are none, and marks that turn the reading direction (they disguise names).</summary>
    /// <param name="text">Any text.</param>
    /// <param name="allowLines">Line ends and tabs are accepted.</param>
    public static bool IsPlain(string text, bool allowLines)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = char.IsSurrogatePair(text, i);
            bool plain = CharUnicodeInfo.GetUnicodeCategory(text, i) switch
            {
                UnicodeCategory.Control => allowLines && text[i] is '\n' or '\r' or '\t',
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => allowLines,
                UnicodeCategory.Surrogate => false,
                UnicodeCategory.OtherNotAssigned => text[i] is not ('\uFFFE' or '\uFFFF'),
                UnicodeCategory.Format => text[i] is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')),
                _ => true,
            };
            if (!plain)
            {
                return false;
            }

            i += pair ? 1 : 0;
        }

        return true;
    }

    /// <summary>True for an address that mail can be sent to: ASCII, a name, one @, a domain with a dot, nothing quoted.</summary>
    public static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= LongestEmail
            && at is > 0 and <= LongestEmailName
            && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            && !text.AsSpan().ContainsAny(Quoting)
            && MailAddress.TryCreate(text, out MailAddress? address)
            && address.Address == text
            && !text.AsSpan(0, at).StartsWith('.')
            && !text.AsSpan(0, at).EndsWith('.')
            && !text.Contains("..", StringComparison.Ordinal)
            && IsHost(text.AsSpan(at + 1));
    }

    /// <summary>True for an absolute http or https address with a host name in a domain, and without a user name.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && !text.Contains(' ', StringComparison.Ordinal)
        && address.HostNameType is UriHostNameType.Dns
        && IsHost(address.IdnHost);

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        int labels = 0;
        foreach (Range range in host.Split('.'))
        {
            ReadOnlySpan<char> label = host[range];
            if (label.Length is 0 or > 63 || label[0] is '-' || label[^1] is '-')
            {
                return false;
            }

            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c is not '-')
                {
                    return false;
                }
            }

            labels++;
        }

        return labels >= 2;
    }
}
