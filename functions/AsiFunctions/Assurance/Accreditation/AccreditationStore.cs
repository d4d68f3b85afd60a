using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Storage;

namespace AsiFunctions.Assurance.Accreditation;

/// <summary>Reads firms and auditors for those who plan audits.</summary>
public sealed class AccreditationStore(ICaseStore cases)
{
    /// <summary>A firm; null where there is none of that reference. One point read.</summary>
    public async Task<AuditFirm?> FirmAsync(CaseId id, CancellationToken cancellation) =>
        id.Prefix == AuditFirm.Prefix ? (await cases.FindAsync<AuditFirm>(id, cancellation))?.Case : null;

    /// <summary>Those auditors that there are, in the order asked for. One point read each, all at once.</summary>
    public async Task<IReadOnlyList<Auditor>> AuditorsAsync(IEnumerable<CaseId> ids, CancellationToken cancellation)
    {
        Stored<Auditor>?[] found = await Task.WhenAll(
            ids.Distinct().Where(id => id.Prefix == Auditor.Prefix).Select(id => cases.FindAsync<Auditor>(id, cancellation)));
        return [.. found.OfType<Stored<Auditor>>().Select(stored => stored.Case)];
    }

    /// <summary>
    /// As <see cref="AccreditationCheck.Gaps"/>, of what is stored: a reference that nobody bears
    /// is a gap as well. One point read for the firm and for each auditor, all at once.
    /// </summary>
    /// <param name="firm">Who audits.</param>
    /// <param name="team">Its people.</param>
    /// <param name="standard">Against which standard.</param>
    /// <param name="activities">Of the certification scope.</param>
    /// <param name="countries">Of its sites, ISO 3166-1 alpha-2 in capitals.</param>
    /// <param name="from">The audit's first day.</param>
    /// <param name="to">The audit's last day.</param>
    /// <param name="cancellation">The caller goes away.</param>
    public async Task<IReadOnlyList<AccreditationGap>> GapsAsync(
        CaseId firm,
        IReadOnlyCollection<CaseId> team,
        StandardCode standard,
        IReadOnlyCollection<SupplyChainActivity> activities,
        IReadOnlyCollection<string> countries,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation)
    {
        Task<IReadOnlyList<Auditor>> reading = AuditorsAsync(team, cancellation);
        AuditFirm? found = await FirmAsync(firm, cancellation);
        IReadOnlyList<Auditor> auditors = await reading;
        AccreditationGap[] unknown = [.. team.Except(auditors.Select(auditor => auditor.Id)).Select(AccreditationGap.UnknownAuditor)];
        return found is null
            ? [AccreditationGap.UnknownFirm(firm), .. unknown]
            : [.. AccreditationCheck.Gaps(found, auditors, standard, activities, countries, from, to), .. unknown];
    }
}
