using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Dashboard.Alerts;

namespace AsiFunctions.Dashboard.Alerts;

/// <summary>The rules of the settings.</summary>
public sealed class FigureAlarms
{
    /// <summary>The cubes that they ask about.</summary>
    public IReadOnlyCollection<string> Cubes { get; } = [];

    /// <summary>What each reads.</summary>
    /// <param name="cells">The counts of those cubes.</param>
    /// <param name="today">The day.</param>
    public IEnumerable<AlertReading> Read(Cells cells, DateOnly today) => cells.Where(cell => Cubes.Contains(cell.Key.Cube) && cell.Key.Day > today).Select(cell => new AlertReading(cell.Key.Cube, 0, 0));
}
