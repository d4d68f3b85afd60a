using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Dashboard.Feed;

/// <summary>A change of what is counted.</summary>
/// <param name="Id">Unique and stable: an entry of the same id is taken once, however often it is sent.</param>
/// <param name="Case">The case whose decision made it; null for what is no case.</param>
/// <param name="Version">The case's version that made it; 0 for what is no case.</param>
/// <param name="Cells">What has to be added to the counts.</param>
public sealed record FeedEntry(string Id, CaseId? Case, int Version, Cells Cells);
