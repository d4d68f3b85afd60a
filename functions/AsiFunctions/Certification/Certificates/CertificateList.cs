using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Membership;
using AsiFunctions.Storage;

namespace AsiFunctions.Certification.Certificates;

/// <summary>All certificates at once. ASI has some hundreds: 16 range reads, nothing kept.</summary>
public sealed class CertificateList(ICaseStore cases, TimeProvider clock)
{
    /// <summary>Those that fit, as the public sees them, by the member's name.</summary>
    internal async Task<IReadOnlyList<CertificatePage>> FindAsync(CertificateFilter filter, CancellationToken cancellation)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        List<CertificatePage> found = [];
        await foreach (Stored<Certificate> stored in cases.ListAsync<Certificate>(Certificate.Prefix, cancellation))
        {
            CertificatePage page = CertificatePage.Of(stored.Case, today);
            if (filter.Fits(page))
            {
                found.Add(page);
            }
        }

        return [.. found.OrderBy(SortKey, StringComparer.Ordinal)];
    }

    /// <summary>What lists are sorted by.</summary>
    internal static string SortKey(CertificatePage page) => MemberList.SortKey(page.MemberName, page.Number);
}
