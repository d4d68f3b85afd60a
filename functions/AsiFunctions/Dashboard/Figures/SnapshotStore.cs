using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Dashboard;
using Azure;
using Azure.Data.Tables;

namespace AsiFunctions.Dashboard.Figures;

/// <summary>Figures that were frozen: what was once published can be asked for again, unchanged.</summary>
public sealed class SnapshotStore(DashboardSettings settings, CountTable table, FigureMaker maker, FigureDesk desk)
{
    private const string Partition = "snapshots";

    /// <summary>
    /// Freezes a figure as the public sees it. Its id is made of its content, so that freezing the same
    /// twice gives one snapshot. The round trips of counting it, and a write.
    /// </summary>
    /// <returns>Its id; null before anything was counted.</returns>
    public async Task<string?> FreezeAsync(DashboardAggregate aggregate, DashboardQuery query, CancellationToken cancellation)
    {
        CountState state = await table.StateAsync(cancellation);
        if (state.Generation == 0)
        {
            return null;
        }

        // Counted once: what is stored is what its id was made of, whoever counts meanwhile.
        Cells cells = await table.CellsAsync(state.Generation, aggregate.Cubes, cancellation);
        Figure figure = maker.Make(aggregate, cells, query, state, isPublic: true);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figure.Json)).AsSpan(0, 6));
        string id = string.Create(CultureInfo.InvariantCulture, $"{aggregate.Name}-{query.AsOf:yyyy-MM-dd}-{hash}");
        Figure frozen = maker.Make(aggregate, cells, query, state, isPublic: true, snapshot: id);
        try
        {
            await table.Client.AddEntityAsync(FigureStore.ToRow(frozen, Partition, id), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Frozen before, with the same content.
        }

        return id;
    }

    /// <summary>Freezes all public figures of the day.</summary>
    public async Task FreezeDayAsync(CancellationToken cancellation)
    {
        foreach (DashboardAggregate aggregate in settings.Public)
        {
            await FreezeAsync(aggregate, DashboardQuery.On(desk.Today), cancellation);
        }
    }

    /// <summary>A frozen figure; null where there is none. One point read.</summary>
    public async Task<Figure?> FindAsync(string id, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> row = await table.Client.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellation);
        return row.HasValue ? FigureStore.FromRow(row.Value!) : null;
    }

    /// <summary>The ids of all snapshots of a figure, oldest day first. One range read for each 1,000.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string name, CancellationToken cancellation)
    {
        string from = $"{name}-";
        string to = $"{name}.";
        List<string> ids = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {from} and RowKey lt {to} and Name eq {name}");
        await foreach (TableEntity row in table.Client.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation))
        {
            ids.Add(row.RowKey);
        }

        return ids;
    }
}
