using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Storage;

/// <summary>One case of a transaction: as it was, and as it becomes.</summary>
/// <param name="Before">As it was read, or presumed.</param>
/// <param name="How">Who decides, and how; null for a case that is begun, opened or told.</param>
internal sealed record CaseChange(CaseRow Before, DecisionOrigin? How)
{
    private readonly Cells counted = new();
    private int entries;

    /// <summary>As it becomes.</summary>
    public required CaseRow Row { get; set; }

    /// <summary>How the open task ends, should it end.</summary>
    public TaskEnd? End { get; set; }

    /// <summary>A part is put that may count for something.</summary>
    public void Count(CasePart part) => counted.Add(CaseCells.Of(Row.Case.Id, part));

    /// <summary>What changes about the dashboard's counts, once the case is as it becomes.</summary>
    public Cells Count()
    {
        Cells difference = Cells.Difference(CaseCells.Of(Before.IsStored ? Before.Case : null), CaseCells.Of(Row.Case));
        difference.Add(counted);
        return difference;
    }

    /// <summary>The next entry that leaves with the decision.</summary>
    public OutboxEntry Leave(string kind, JsonElement payload, DateTimeOffset now) =>
        new(OutboxRow.EntryId(Row.Case.Id, Row.Version, entries++), Row.Case.Id, Row.Version, kind, payload, now);
}
