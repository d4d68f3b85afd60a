using System.Globalization;
using System.Text.Json;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Forms.Questions;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Import;

/// <summary>Reads the cells of one line, and collects what is wrong with them. What cannot be read is null.</summary>
internal sealed class CellReader(EarlierLine line, List<Fault> faults, DateOnly today)
{
    private static readonly char[] Separators = [' ', ';'];

    private readonly int before = faults.Count;

    /// <summary>True where a fault was found in the line.</summary>
    public bool HasFaults => faults.Count > before;

    public EarlierLine Line => line;

    /// <summary>True where a fault was found in the cell.</summary>
    public bool IsWrong(string column) => faults.Skip(before).Any(fault => fault.Pointer.EndsWith($"/{column}", StringComparison.Ordinal));

    public void Wrong(string column, string code, string message) => faults.Add(line.Wrong(column, code, message));

    /// <summary>A text that has to be there.</summary>
    public string? Needed(string column, string what, int longest = 200)
    {
        if (Text(column, longest) is { } text)
        {
            return text;
        }

        if (line[column].Length == 0)
        {
            Wrong(column, FaultCodes.Required, $"write {what}.");
        }

        return null;
    }

    /// <summary>A text that may be left out, held to what the forms hold theirs to.</summary>
    public string? Text(string column, int longest = 200, bool hasLines = false)
    {
        string text = line[column];
        if (text.Length > longest)
        {
            Wrong(column, FaultCodes.TooLong, string.Create(CultureInfo.InvariantCulture, $"use at most {longest} characters."));
            return null;
        }

        if (!PlainText.IsPlain(text, hasLines))
        {
            string breaks = hasLines ? "" : "line breaks, ";
            Wrong(column, FaultCodes.ControlCharacter, $"remove {breaks}control characters and marks that turn the reading direction.");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>A day that is not in the future, unless said.</summary>
    public DateOnly? Day(string column, string what, bool mayBeLater = false)
    {
        if (Needed(column, what) is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            Wrong(column, FaultCodes.Malformed, "write the day as 2020-12-31; a spreadsheet may have changed it.");
            return null;
        }

        if (day > today && !mayBeLater)
        {
            Wrong(column, FaultCodes.OutOfRange, $"{Iso(day)} lies in the future; earlier records end today ({Iso(today)}).");
            return null;
        }

        return day;
    }

    /// <summary>A day that may be left out and may lie in the future.</summary>
    public DateOnly? LaterDay(string column) => line[column].Length == 0 ? null : Day(column, "a day", mayBeLater: true);

    /// <summary>A number of 0 or more.</summary>
    public decimal? Number(string column, string what)
    {
        if (Needed(column, what) is not { } text)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || number > 1_000_000_000_000_000m)
        {
            Wrong(column, FaultCodes.Malformed, "write a number of 0 or more, with digits only and a point before decimals.");
            return null;
        }

        return number;
    }

    /// <summary>A whole number within bounds; where it may be left out, that counts as <paramref name="left"/>.</summary>
    public int? Whole(string column, string what, int from, int to, int? left = null)
    {
        if (left is not null && line[column].Length == 0)
        {
            return left;
        }

        if (Needed(column, what) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= from && number <= to)
        {
            return number;
        }

        Wrong(column, FaultCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"write a whole number from {from} to {to}."));
        return null;
    }

    /// <summary>A code of a closed set, as in JSON.</summary>
    public T? Code<T>(string column, string what, T? left = null)
        where T : struct, Enum
    {
        if (left is not null && line[column].Length == 0)
        {
            return left;
        }

        return Needed(column, what) is { } text ? CodeOf<T>(column, text) : null;
    }

    /// <summary>Several codes, between blanks or semicolons.</summary>
    public IReadOnlyList<T> Codes<T>(string column)
        where T : struct, Enum =>
        [.. List(column).Select(code => CodeOf<T>(column, code)).OfType<T>()];

    /// <summary>Several words, between blanks or semicolons, each once.</summary>
    public IReadOnlyList<string> List(string column) =>
        [.. line[column].Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private T? CodeOf<T>(string column, string text)
        where T : struct, Enum
    {
        if (Enumerated<T>.ByCode.TryGetValue(text, out T code))
        {
            return code;
        }

        // What stands there is not repeated: where cells have slipped, it may be somebody's name.
        Wrong(column, FaultCodes.NotOffered, $"write one of: {string.Join(", ", Enumerated<T>.ByCode.Keys)}.");
        return null;
    }

    private static class Enumerated<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> ByCode =
            Enum.GetValues<T>().ToDictionary(value => JsonSerializer.SerializeToElement(value).GetString()!, StringComparer.Ordinal);
    }
}
