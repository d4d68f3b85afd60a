using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>What a case counts for in the dashboard's cubes. It depends on the case alone, not on the day on which it is asked.</summary>
public static class CaseCells
{
    /// <summary>Of a case of whatever kind; empty for kinds that nothing is counted of.</summary>
    public static Cells Of(ICase? @case) => new();

    /// <summary>Of a part of a case that is stored once and never replaced, such as the published summary of an audit; empty for all others.</summary>
    public static Cells Of(CaseId id, CasePart part) => new();
}
