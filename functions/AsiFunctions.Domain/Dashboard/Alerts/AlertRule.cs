namespace AsiFunctions.Domain.Dashboard.Alerts;

/// <summary>When the Secretariat is told of a figure.</summary>
/// <param name="Name">Unique, in words: <c>members without an audit 9 months before the deadline</c>.</param>
/// <param name="Aggregate">The figure: <c>deadlines</c>.</param>
/// <param name="Rows">Which rows: values by the names of dimensions. Rows of <c>all</c> are meant only where they are named.</param>
/// <param name="Column">The column of counts that is summed: <c>members</c>.</param>
/// <param name="MoreThan">0 or more; a greater sum alerts.</param>
public sealed record AlertRule(string Name, string Aggregate, IReadOnlyDictionary<string, string> Rows, string Column, int MoreThan);
