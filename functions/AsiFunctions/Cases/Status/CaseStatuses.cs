using AsiFunctions.Cases.Tasks;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Storage;

namespace AsiFunctions.Cases.Status;

/// <summary>Puts the status of cases together.</summary>
public sealed class CaseStatuses(ICaseStore cases, CaseKinds kinds)
{
    /// <summary>
    /// The status of a case. One point read and one range read, at once. Whether the viewer may know of the case is for the caller to check.
    /// </summary>
    /// <returns>Null where there is no such case.</returns>
    public async Task<CaseStatus?> FindAsync(CaseId id, CaseAudience audience, CancellationToken cancellation)
    {
        Task<IReadOnlyList<TimelineLine>> timeline = cases.TimelineAsync(id, cancellation);
        Stored<ICase>? stored = await cases.FindAsync<ICase>(id, cancellation);
        IReadOnlyList<TimelineLine> lines = await timeline;
        return stored is null ? null : Of(stored, lines, audience);
    }

    /// <summary>The status of a case that was read already.</summary>
    /// <param name="stored">The case.</param>
    /// <param name="lines">Its timeline.</param>
    /// <param name="audience">To whom it is shown.</param>
    /// <param name="organisation">The member or audit firm whose people those are; null where they are not of one.</param>
    public CaseStatus Of(Stored<ICase> stored, IReadOnlyList<TimelineLine> lines, CaseAudience audience, CaseId? organisation = null)
    {
        ICase @case = stored.Case;
        ICaseKind kind = kinds.Of(@case.Id);
        bool holdsTask = audience is CaseAudience.Staff || (organisation is { } holder && stored.Task?.Organisation == holder);
        return new CaseStatus(
            @case.Id,
            kind.Title(@case),
            @case.StateName,
            stored.Version,
            stored.BegunAt,
            stored.ChangedAt,
            NextStep.Of(kind.Next(@case), holdsTask ? stored.Task?.Id : null),
            [.. lines.Where(line => Shows(line, audience)).Select(line => View(line, audience))],
            kind.View(@case, audience));
    }

    // Who works on which task is told to ASI only.
    private static bool Shows(TimelineLine line, CaseAudience audience) =>
        audience is CaseAudience.Staff || !line.Event.What.StartsWith(TaskRules.EventPrefix, StringComparison.Ordinal);

    private static TimelineView View(TimelineLine line, CaseAudience audience)
    {
        CaseEvent e = line.Event;
        bool staff = audience is CaseAudience.Staff;
        return new TimelineView(
            line.Number, line.At, e.What, e.By.Role, staff || TaskRoles.IsOutside(e.By.Role) ? e.By.Name : null, staff || e.Public ? e.Reason : null);
    }
}
