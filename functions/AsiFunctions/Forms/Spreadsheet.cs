using System.Buffers;
using System.Globalization;
using System.Text;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Forms;
using CsvHelper;
using CsvHelper.Configuration;

namespace AsiFunctions.Forms;

/// <summary>
/// A cell of the line that is read, by the name of its column; null where the table has no such column, or the line ends before it.
/// </summary>
internal delegate string? ReadCell(string column);

/// <summary>Tables for spreadsheets (RFC 4180, UTF-8 with its mark), written and read so that they round-trip exactly.</summary>
/// <remarks>
/// A cell that begins like a formula, or with an apostrophe, gets an apostrophe in front, which reading takes away again. Read are commas, semicolons
/// and tabs between cells: spreadsheets write what their country uses.
/// </remarks>
internal static class Spreadsheet
{
    private const char Guard = '\'';
    private const string Dangerous = "=+-@\t\r";

    private static readonly SearchValues<char> ToQuote = SearchValues.Create("\",;\t\r\n");

    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Writes a table.</summary>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="lines">Its lines, a cell for each column.</param>
    public static byte[] Write(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> lines)
    {
        // A lone line feed within a cell has to be quoted too, which the library sees to only for its own line end.
        CsvConfiguration layout = new(CultureInfo.InvariantCulture)
        {
            NewLine = "\r\n",
            ShouldQuote = args => args.Field is { Length: > 0 } field && (field.AsSpan().ContainsAny(ToQuote) || field[0] is ' ' || field[^1] is ' '),
        };
        using MemoryStream bytes = new();
        using (StreamWriter text = new(bytes, Utf8WithMark, leaveOpen: true))
        using (CsvWriter csv = new(text, layout))
        {
            foreach (IEnumerable<string> cells in lines.Prepend(columns))
            {
                foreach (string cell in cells)
                {
                    csv.WriteField(Guarded(cell));
                }

                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote and a spreadsheet may have changed.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="needed">The columns without which nothing is read; the first is blamed for what concerns a line as a whole.</param>
    /// <param name="take">Takes a line that is not blank, given its number from 1.</param>
    /// <returns>Which lines cannot be read, and why; empty where all were taken.</returns>
    public static IReadOnlyList<Fault> Read(byte[] bytes, IReadOnlyList<string> needed, Action<int, ReadCell> take)
    {
        string text;
        try
        {
            text = Utf8WithMark.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            return [Unreadable(
                1 + bytes.AsSpan(0, Math.Clamp(fault.Index, 0, bytes.Length)).Count((byte)'\n'),
                needed,
                "the table is not UTF-8; save it as \"CSV UTF-8\".")];
        }

        // Blank lines are left out below: where the library leaves them out, the lines after them have wrong numbers.
        bool isMisquoted = false;
        CsvConfiguration layout = new(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text.TrimStart('\r', '\n')),
            IgnoreBlankLines = false,
            BadDataFound = _ => isMisquoted = true,
        };
        using CsvParser parser = new(new StringReader(text), layout);
        return ReadLines(Lines(), needed, take);

        IEnumerable<TableLine> Lines()
        {
            for (int line = 1; parser.Read(); line = parser.RawRow + 1)
            {
                // Cell by cell, to the first that is wrong: telling of one, the library copies the whole line.
                isMisquoted = false;
                List<string> cells = [];
                for (int i = 0; i < parser.Count && !isMisquoted; i++)
                {
                    cells.Add(parser[i]);
                }

                // A quote that is never closed may end in one that opens another cell, and then both look well.
                yield return new TableLine(line, [.. cells], isMisquoted || int.IsOddInteger(parser.RawRecord.AsSpan().Count('"')));
            }
        }
    }

    private static List<Fault> ReadLines(IEnumerable<TableLine> all, IReadOnlyList<string> needed, Action<int, ReadCell> take)
    {
        using IEnumerator<TableLine> lines = all
            .Where(line => line.IsMisquoted || !Array.TrueForAll(line.Cells, string.IsNullOrWhiteSpace))
            .GetEnumerator();
        if (!lines.MoveNext())
        {
            return [Unreadable(1, needed, "the table is empty.")];
        }

        if (lines.Current.IsMisquoted)
        {
            return [Misquoted(lines.Current.Number, needed)];
        }

        string[] names = lines.Current.Cells;

        Dictionary<string, int> places = [];
        for (int i = 0; i < names.Length; i++)
        {
            places.TryAdd(names[i].Trim().ToLowerInvariant(), i);
        }

        Fault[] missing =
        [
            .. from name in needed
               where !places.ContainsKey(name)
               select ImportCheck.Wrong(1, name, FaultCodes.Required, $"the column '{name}' is missing."),
        ];
        Fault[] doubled =
        [
            .. from name in needed
               where names.Count(one => one.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) > 1
               select ImportCheck.Wrong(1, name, FaultCodes.Doubled, $"the column '{name}' stands there twice; remove one."),
        ];
        if (missing.Length + doubled.Length > 0)
        {
            return [.. missing, .. doubled];
        }

        List<Fault> unreadable = [];
        while (lines.MoveNext())
        {
            (int line, string[] cells, bool isMisquoted) = lines.Current;
            if (isMisquoted)
            {
                unreadable.Add(Misquoted(line, needed));
            }
            else if (cells.Skip(names.Length).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                unreadable.Add(Unreadable(
                    line, needed, "there are more cells than the header has columns; put a cell that holds the separator between quotes."));
            }
            else
            {
                take(line, name => places.TryGetValue(name, out int place) && place < cells.Length ? Unguarded(cells[place]) : null);
            }
        }

        return unreadable;
    }

    // What follows may belong to it, up to the next quote.
    private static Fault Misquoted(int line, IReadOnlyList<string> needed) =>
        Unreadable(line, needed, "a quote is missing or stands in the wrong place, in this line or in those that a quote draws into it.");

    private static string Guarded(string cell) => IsGuardedAgainst(cell) ? Guard + cell : cell;

    // An apostrophe that somebody typed in front of a harmless word stays.
    private static string Unguarded(string cell) => cell is [Guard, ..] && IsGuardedAgainst(cell[1..]) ? cell[1..] : cell;

    private static bool IsGuardedAgainst(string cell) =>
        cell is [char first, ..] && (first is Guard || Dangerous.Contains(first, StringComparison.Ordinal));

    private static string DelimiterOf(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        ReadOnlySpan<char> head = end < 0 ? text : text.AsSpan(0, end);
        return head.Contains(',') ? "," : head.Contains(';') ? ";" : "\t";
    }

    private static Fault Unreadable(int line, IReadOnlyList<string> needed, string message) =>
        ImportCheck.Wrong(line, needed[0], FaultCodes.Malformed, message);

    /// <summary>A line of a table.</summary>
    /// <param name="Number">On which it begins, from 1.</param>
    /// <param name="Cells">What stands between the separators.</param>
    /// <param name="IsMisquoted">True where a quote stands where none may.</param>
    private sealed record TableLine(int Number, string[] Cells, bool IsMisquoted);
}
