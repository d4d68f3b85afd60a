using AsiFunctions.Dashboard.Counting;
using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Dashboard.Alerts;
using AsiFunctions.Http;
using AsiFunctions.Storage;

namespace AsiFunctions.Dashboard.Alerts;

/// <summary>Compares figures with the thresholds of the settings, and raises or clears an alert where one is passed.</summary>
public sealed class AlertWatch(CountTable table, RebuildReports reports, ICaseStore cases, FigureAlarms alarms, TimeProvider clock)
{
    /// <summary>The rule that a rebuild agrees with the counts that it replaces. Always on.</summary>
    public const string RebuildDiffers = "rebuild-differs";

    /// <summary>
    /// Looks once. Two point reads, a range read for each cube that a rule asks about, and a point
    /// read for each rule; a transaction for each alert that changes.
    /// </summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        CountState state = await table.StateAsync(cancellation);
        if (state.Generation == 0)
        {
            return;
        }

        Cells cells = await table.CellsAsync(state.Generation, alarms.Cubes, cancellation);
        RebuildReport? rebuilt = await reports.LastAsync(cancellation);
        AlertReading[] readings =
        [
            .. alarms.Read(cells, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)),
            new AlertReading(RebuildDiffers, rebuilt?.Differences.Count ?? 0, MoreThan: 0),
        ];
        foreach (AlertReading reading in readings)
        {
            await NoteAsync(reading, cancellation);
        }
    }

    /// <summary>All alerts that were ever raised. 16 range reads.</summary>
    public async Task<IReadOnlyList<DashboardAlert>> ListAsync(CancellationToken cancellation)
    {
        List<DashboardAlert> alerts = [];
        await foreach (Stored<DashboardAlert> stored in cases.ListAsync<DashboardAlert>(DashboardAlert.Prefix, cancellation))
        {
            alerts.Add(stored.Case);
        }

        return [.. alerts.OrderByDescending(alert => alert.IsRaised).ThenBy(alert => alert.Reading.Rule, StringComparer.Ordinal)];
    }

    private async Task NoteAsync(AlertReading reading, CancellationToken cancellation)
    {
        // The id is derived from the rule: two that look at once meet in the same case.
        IdempotencyKey key = new($"dashboard alert {reading.Rule}", "raised", BodyHash: "");
        AddOutcome<DashboardAlert>? known = await cases.FindRepeatAsync<DashboardAlert>(DashboardAlert.Prefix, key, cancellation);
        if (known is AddOutcome<DashboardAlert>.Added { Stored.Case: var alert })
        {
            if (alert.IsRaised != reading.IsOver)
            {
                await cases.DecideAsync<DashboardAlert>(alert.Id, (now, at) => DashboardAlert.Read(now, reading, at), options: null, cancellation);
            }
        }
        else if (reading.IsOver)
        {
            await cases.AddAsync(DashboardAlert.Prefix, key, (id, now) => DashboardAlert.Begin(id, reading, now), cancellation);
        }
    }
}
