using AsiFunctions.Domain.Dashboard;

namespace AsiFunctions.Dashboard.Feed;

/// <summary>A change of what is counted.</summary>
/// <param name="Id">Unique and stable: an entry of the same id is taken once, however often it is sent.</param>
/// <param name="Subject">What has changed, where it can change again: a case's reference, a
/// message's name. Null for what is counted once and for all.</param>
/// <param name="Version">The subject's version that made the change, growing; 0 where there is no subject.</param>
/// <param name="Cells">What has to be added to the counts.</param>
public sealed record FeedEntry(string Id, string? Subject, int Version, Cells Cells)
{
    /// <summary>By which a rebuild knows what it has counted already: the subject, up to a version, or the entry itself.</summary>
    public string Key => Subject ?? Id;
}
