using System.Collections.Concurrent;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Storage;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>The public figures of today, as the last roll-up has made them.</summary>
public sealed class FigureStore(CountTable table, DashboardSettings settings, TimeProvider clock)
{
    private const string Prefix = "figure|";

    private readonly ConcurrentDictionary<string, (Figure? Figure, DateTimeOffset Until)> recent = new(StringComparer.Ordinal);

    /// <summary>A figure; null where none is stored. One point read, or none where it was read within <c>Dashboard:CachedFor</c>.</summary>
    public async Task<Figure?> FindAsync(string name, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (recent.TryGetValue(name, out (Figure? Figure, DateTimeOffset Until) kept) && now < kept.Until)
        {
            return kept.Figure;
        }

        NullableResponse<TableEntity> row = await table.Client.GetEntityIfExistsAsync<TableEntity>(
            CountTable.Current, Prefix + name, cancellationToken: cancellation);
        Figure? figure = row.HasValue ? FromRow(row.Value!) : null;
        recent[name] = (figure, now + settings.CachedFor);
        return figure;
    }

    /// <summary>Has figures read again: there are new ones.</summary>
    public void Forget() => recent.Clear();

    /// <summary>A figure's row in the partition of the state.</summary>
    internal static TableEntity ToRow(Figure figure) => ToRow(figure, CountTable.Current, Prefix + figure.Name);

    /// <summary>A figure's row anywhere.</summary>
    internal static TableEntity ToRow(Figure figure, string partition, string key)
    {
        // Compressed, since all figures change in one transaction of 4 MiB, and a few hundred criteria and levels make a long table.
        TableEntity row = new(partition, key) { ["Name"] = figure.Name };
        return PackedText.TryWrite(row, nameof(Figure.Json), figure.Json) && PackedText.TryWrite(row, nameof(Figure.Csv), figure.Csv)
            ? row
            : throw new InvalidOperationException(
                $"The figure {figure.Name} has {figure.Json.Length + figure.Csv.Length} characters, more than a row holds.");
    }

    /// <summary>A figure as <see cref="ToRow(Figure, string, string)"/> wrote it.</summary>
    internal static Figure FromRow(TableEntity row) =>
        new(row.Text("Name"), PackedText.Read(row, nameof(Figure.Json)), PackedText.Read(row, nameof(Figure.Csv)));
}
