namespace AsiFunctions.Dashboard.Figures;

/// <summary>A figure as it is answered: made once, sent as it is.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Json">The answer as JSON.</param>
/// <param name="Csv">The answer as a table; no byte order mark.</param>
public sealed record Figure(string Name, string Json, string Csv);
