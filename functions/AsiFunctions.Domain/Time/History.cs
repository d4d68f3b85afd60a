using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Time;

/// <summary>A value and the first day on which it holds; it holds until the next row's day.</summary>
/// <typeparam name="T">What is dated.</typeparam>
/// <param name="From">The first day, UTC.</param>
/// <param name="Value">What holds from then on.</param>
public sealed record Dated<T>(DateOnly From, T Value);

/// <summary>Rows valid from a date, earliest first, so that what held on any day can be asked (design rule 8).</summary>
/// <remarks>A day has one value, its last word: a row set for a day that already has one replaces it.</remarks>
/// <typeparam name="T">What is dated.</typeparam>
public sealed record History<T>
{
    /// <summary>Takes rows as they are stored.</summary>
    /// <param name="rows">At least one, each later than the one before.</param>
    /// <exception cref="ArgumentException">There is no row, or the rows are not in the order of their days.</exception>
    [JsonConstructor]
    public History(IReadOnlyList<Dated<T>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Zip(rows.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
        {
            throw new ArgumentException("A history needs rows in the order of their days, each day once.", nameof(rows));
        }

        Rows = rows;
    }

    /// <summary>The rows, earliest first; never empty.</summary>
    public IReadOnlyList<Dated<T>> Rows { get; }

    /// <summary>The last row.</summary>
    [JsonIgnore]
    public Dated<T> Latest => Rows[^1];

    /// <summary>The history with this value from this day on; a row of the same day is replaced.</summary>
    /// <param name="from">Not before the last row's day: what was said about earlier days stays said.</param>
    /// <param name="value">What holds from then on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the last row.</exception>
    public History<T> With(DateOnly from, T value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, Latest.From);
        IEnumerable<Dated<T>> kept = from == Latest.From ? Rows.SkipLast(1) : Rows;
        return new History<T>([.. kept, new Dated<T>(from, value)]);
    }

    /// <summary>The row that holds on a day; false before the first row.</summary>
    public bool TryRowOn(DateOnly day, [NotNullWhen(true)] out Dated<T>? row)
    {
        row = Rows.LastOrDefault(r => r.From <= day);
        return row is not null;
    }

    /// <summary>The row that holds on a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the first row.</exception>
    public Dated<T> RowOn(DateOnly day) => TryRowOn(day, out Dated<T>? row)
        ? row
        : throw new ArgumentOutOfRangeException(nameof(day), day, $"Nothing is on record before {Rows[0].From:yyyy-MM-dd}.");

    /// <summary>The value that holds on a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the first row.</exception>
    public T On(DateOnly day) => RowOn(day).Value;
}

/// <summary>Beginnings of histories.</summary>
public static class History
{
    /// <summary>A history of one row.</summary>
    public static History<T> From<T>(DateOnly from, T value) => new([new Dated<T>(from, value)]);
}
