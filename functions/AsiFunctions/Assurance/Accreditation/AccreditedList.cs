using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using AsiFunctions.Membership;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>
/// Who is accredited on a day, as the public may know. ASI has some dozens of firms and hundreds of auditors: 16 range reads, nothing kept.
/// </summary>
public sealed class AccreditedList(ICaseStore cases)
{
    /// <summary>The firms by name: accredited on the day, with at least one scope that fits.</summary>
    internal async Task<IReadOnlyList<AccreditedEntry>> FirmsAsync(AccreditedFilter filter, CancellationToken cancellation)
    {
        List<AccreditedEntry> found = [];
        await foreach (Stored<AuditFirm> stored in cases.ListAsync<AuditFirm>(AuditFirm.Prefix, cancellation))
        {
            AuditFirm firm = stored.Case;
            found.AddRange(Entry(firm.Id, firm.Name, firm.Statuses, firm.Scopes, filter));
        }

        return Sorted(found);
    }

    /// <summary>
    /// The auditors by name: accredited on the day, with at least one scope that fits. Who was erased is in no list any more, of whatever day.
    /// </summary>
    internal async Task<IReadOnlyList<AccreditedEntry>> AuditorsAsync(AccreditedFilter filter, CancellationToken cancellation)
    {
        List<AccreditedEntry> found = [];
        await foreach (Stored<Auditor> stored in cases.ListAsync<Auditor>(Auditor.Prefix, cancellation))
        {
            Auditor auditor = stored.Case;
            if (auditor.Name is { } name)
            {
                found.AddRange(Entry(auditor.Id, name, auditor.Statuses, auditor.Scopes, filter));
            }
        }

        return Sorted(found);
    }

    /// <summary>What lists are sorted by.</summary>
    internal static string SortKey(AccreditedEntry entry) => MemberList.SortKey(entry.Name, entry.Id);

    private static IReadOnlyList<AccreditedEntry> Sorted(IEnumerable<AccreditedEntry> found) => [.. found.OrderBy(SortKey, StringComparer.Ordinal)];

    // Where one scope fits, all that is in force is shown: the list tells what the firm can do, not only what was asked for.
    private static IEnumerable<AccreditedEntry> Entry(
        CaseId id, string name, History<AccreditationStatus> statuses, IReadOnlyList<AccreditedScope> scopes, AccreditedFilter filter) =>
        statuses.TryRowOn(filter.On, out Dated<AccreditationStatus>? row)
        && row.Value.State is AccreditationState.Accredited
        && scopes.Any(filter.Fits)
            ? [AccreditedEntry.Of(id, name, scopes.Where(scope => scope.IsInForceOn(filter.On)))]
            : [];
}

/// <summary>An accredited firm or auditor, as the public may know; no contact, no record.</summary>
/// <param name="Id">The reference.</param>
/// <param name="Name">The name.</param>
/// <param name="Activities">Of all scopes in force, from the mine on. Which goes with which country and standard is said by the scopes.</param>
/// <param name="Countries">Of all scopes in force, in alphabetical order.</param>
/// <param name="Scopes">In force on the day.</param>
public sealed record AccreditedEntry(
    CaseId Id,
    string Name,
    IReadOnlyList<SupplyChainActivity> Activities,
    IReadOnlyList<string> Countries,
    IReadOnlyList<AccreditedScopeEntry> Scopes)
{
    internal static AccreditedEntry Of(CaseId id, string name, IEnumerable<AccreditedScope> scopes)
    {
        AccreditedScopeEntry[] entries =
            [.. scopes.Select(scope => new AccreditedScopeEntry(scope.Standard, scope.Activities, scope.Countries, scope.From, scope.To))];
        return new AccreditedEntry(
            id,
            name,
            [.. entries.SelectMany(scope => scope.Activities).Distinct().Order()],
            [.. entries.SelectMany(scope => scope.Countries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            entries);
    }
}

/// <summary>A scope in force: each of the activities in each of the countries.</summary>
/// <param name="Standard">PS or CoC.</param>
/// <param name="Activities">Its supply chain activities.</param>
/// <param name="Countries">ISO 3166-1 alpha-2.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while none is set.</param>
public sealed record AccreditedScopeEntry(
    StandardCode Standard, IReadOnlyList<SupplyChainActivity> Activities, IReadOnlyList<string> Countries, DateOnly From, DateOnly? To);
