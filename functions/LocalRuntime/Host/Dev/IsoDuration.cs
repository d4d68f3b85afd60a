using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AsiFunctions.LocalRuntime.Host.Dev;

/// <summary>A duration of ISO 8601, such as P14D, P2Y or P1MT12H. Years and months go by the calendar, clamped to the month's end.</summary>
internal sealed partial record IsoDuration(int Months, TimeSpan Rest)
{
    private const int MonthsOfYear = 12;
    private const int DaysOfWeek = 7;

    public static bool TryParse(string text, [NotNullWhen(true)] out IsoDuration? duration)
    {
        duration = null;
        Match match = Form().Match(text);
        if (!match.Success || text.EndsWith('T') || text.Length < 3)
        {
            return false;
        }

        int Part(string name) => match.Groups[name] is { Success: true } part ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
        duration = new IsoDuration(
            (Part("y") * MonthsOfYear) + Part("m"),
            TimeSpan.FromDays((Part("w") * DaysOfWeek) + Part("d")) + new TimeSpan(Part("h"), Part("min"), Part("s")));
        return true;
    }

    /// <exception cref="ArgumentOutOfRangeException">The instant lies beyond the year 9999.</exception>
    public DateTimeOffset After(DateTimeOffset instant) => instant.AddMonths(Months) + Rest;

    [GeneratedRegex(
        @"^P((?<y>\d{1,4})Y)?((?<m>\d{1,5})M)?((?<w>\d{1,5})W)?((?<d>\d{1,6})D)?(T((?<h>\d{1,7})H)?((?<min>\d{1,7})M)?((?<s>\d{1,7})S)?)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
