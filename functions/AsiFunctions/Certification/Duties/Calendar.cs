using System.Globalization;
using System.Text;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification.Duties;

namespace AsiFunctions.Certification.Duties;

/// <summary>
/// Deadlines as a calendar that calendar programs subscribe to (iCalendar, RFC 5545): one all-day event for each, no personal data.
/// </summary>
public static class Calendar
{
    private const int LineOctets = 75;

    /// <summary>The calendar's text.</summary>
    /// <param name="member">The member.</param>
    /// <param name="organisation">How the member is called.</param>
    /// <param name="deadlines">What is due.</param>
    /// <param name="now">The instant of the answer.</param>
    public static string Write(CaseId member, string organisation, IReadOnlyList<DutyDeadline> deadlines, DateTimeOffset now)
    {
        StringBuilder text = new();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//ASI//Back office//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"X-WR-CALNAME:{Escape($"ASI deadlines of {organisation}")}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
        foreach (DutyDeadline deadline in deadlines)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{deadline.Key}.{member}@asi");
            Line(text, $"DTSTAMP:{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
            Line(text, $"DTSTART;VALUE=DATE:{Date(deadline.Due.On)}");
            Line(text, $"DTEND;VALUE=DATE:{Date(deadline.Due.On.AddDays(1))}");
            Line(text, $"SUMMARY:{Escape($"{NameOf(deadline.Kind)} due: {organisation}")}");
            Line(text, $"DESCRIPTION:{Escape($"In time until the end of this day (UTC). Rule: {deadline.Due.Rule}. Source: {deadline.Source}. Stopped by: {deadline.StoppedBy}. When it passes: {deadline.Then}.")}");
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string NameOf(string kind) => string.Concat(char.ToUpperInvariant(kind[0]).ToString(), kind[1..].Replace('-', ' '));

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>A line of at most 75 octets; what is longer goes on in lines that begin with a blank, never in the middle of a character.</summary>
    private static void Line(StringBuilder text, string content)
    {
        int octets = 0;
        foreach (Rune rune in content.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
