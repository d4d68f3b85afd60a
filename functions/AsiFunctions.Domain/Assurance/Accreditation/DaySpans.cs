using System.Globalization;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>Days from one to another, both included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null: without end.</param>
internal readonly record struct DaySpan(DateOnly From, DateOnly? To);

/// <summary>What spans of days cover together.</summary>
internal static class DaySpans
{
    /// <summary>
    /// The first day from <paramref name="from"/> to <paramref name="to"/> that lies in none of the spans; null where each lies in one.
    /// </summary>
    public static DateOnly? FirstGap(IEnumerable<DaySpan> spans, DateOnly from, DateOnly to)
    {
        DaySpan[] all = [.. spans];
        DateOnly day = from;
        while (day <= to)
        {
            DaySpan[] here = [.. all.Where(span => span.From <= day && (span.To is null || day <= span.To))];
            if (here.Length == 0)
            {
                return day;
            }

            if (here.Any(span => span.To is null || span.To >= to))
            {
                return null;
            }

            day = here.Max(span => span.To!.Value).AddDays(1);
        }

        return null;
    }

    /// <summary>The spans in which what a history says is so.</summary>
    public static IEnumerable<DaySpan> In<T>(History<T> history, Func<T, bool> isSo) => history.Rows
        .Index()
        .Where(row => isSo(row.Item.Value))
        .Select(row => new DaySpan(row.Item.From, row.Index + 1 < history.Rows.Count ? history.Rows[row.Index + 1].From.AddDays(-1) : null));

    /// <summary>The day in words: <c>3 March 2026</c>.</summary>
    public static string InWords(this DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
