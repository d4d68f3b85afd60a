using System.Globalization;
using AsiFunctions.Access;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Certification.Duties;

/// <summary>The secret links of calendars. They hold no account: who has one reads that member's deadlines until it is renewed.</summary>
/// <remarks>
/// The one secret that is part of an address, for calendar programs send no headers. It stands in the query, under the name of a signature: the
/// host's traces and logs hold the path of an address as it is, but take values out of the query, and those of <c>sig</c> out of every text.
/// Nothing in the app logs addresses.
/// </remarks>
/// <param name="keys">What links are derived with.</param>
/// <param name="baseUrl">Where the API is, without a slash at the end.</param>
public sealed class CalendarLinks(SecretKeys keys, string baseUrl)
{
    /// <summary>The query parameter of the secret part.</summary>
    public const string KeyParameter = "sig";

    private const string Purpose = "calendar-feed";
    private const string Extension = ".ics";

    /// <summary>Reads <c>Api:BaseUrl</c>; default: <c>Portal:BaseUrl</c>, and without that this machine.</summary>
    public static CalendarLinks Read(IConfiguration configuration, SecretKeys keys) =>
        new(keys, (configuration["Api:BaseUrl"] ?? configuration["Portal:BaseUrl"] ?? "http://localhost:7071").TrimEnd('/'));

    /// <summary>The link of a duty's calendar.</summary>
    public string To(Duty duty) =>
        $"{baseUrl}/api/calendar/{duty.Member}{Extension}?{KeyParameter}={keys.Derive(Purpose, Subject(duty))}";

    /// <summary>Reads the last part of a link's path.</summary>
    /// <param name="name">As it was asked for.</param>
    /// <param name="member">Whose calendar it is.</param>
    public static bool TryRead(string name, out CaseId member)
    {
        member = default;
        if (!name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            || !CaseId.TryParse(name[..^Extension.Length], out CaseId? parsed)
            || parsed.Value.Prefix != Domain.Membership.Member.Prefix)
        {
            return false;
        }

        member = parsed.Value;
        return true;
    }

    /// <summary>True for the link in force.</summary>
    public bool Opens(Duty duty, string key) => duty.CalendarFeed > 0 && keys.Verify(Purpose, Subject(duty), key);

    private static string Subject(Duty duty) => string.Create(CultureInfo.InvariantCulture, $"{duty.Member} {duty.CalendarFeed}");
}
