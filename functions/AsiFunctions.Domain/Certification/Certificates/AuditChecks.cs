using System.Globalization;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Certification.Certificates;

/// <summary>Whether findings are what a certificate can rest on, and what the standard adds to them.</summary>
public static class AuditChecks
{
    /// <summary>Characters of a firm's name.</summary>
    public const int MaxFirm = 200;

    /// <summary>Findings of one audit; the standards have some hundred criteria with their letters.</summary>
    public const int MaxFindings = 500;

    private const int MaxAccount = 64;

    /// <summary>What is wrong with findings; all of it at once.</summary>
    /// <param name="audit">As sent.</param>
    /// <param name="version">The version that was audited against; null where it is not known, and criteria cannot be checked.</param>
    /// <param name="today">No audit ends later.</param>
    /// <param name="countsOnly">True where findings may be counts without criteria: for what is taken over from earlier records.</param>
    /// <param name="path">A JSON pointer: where the findings are in the body: <c>/audit</c>.</param>
    public static IReadOnlyList<Fault> Check(AuditFindings audit, StandardVersion? version, DateOnly today, bool countsOnly, string path) =>
    [
        .. Firm(audit, path),
        .. Days(audit, today, path),
        .. Findings(audit, version, countsOnly, path),
        .. CertificationOutcomes.AllowsMaturity(audit)
            ? (Fault[])[]
            : [new Fault($"{path}/maturity", FaultCodes.Inconsistent, "High maturity is allowed only without any non-conformance.")],
    ];

    /// <summary>The findings with the critical criteria of the version marked as such.</summary>
    public static AuditFindings Complete(AuditFindings audit, StandardVersion version)
    {
        HashSet<string> critical = [.. ApplicableCriteria.All(version).Where(criterion => criterion.Critical).Select(criterion => criterion.Key)];
        return audit with
        {
            Findings = [.. audit.Findings.Select(
                finding => finding with { Critical = finding.Critical || (finding.Criterion is { } key && critical.Contains(key)) })],
        };
    }

    private static IEnumerable<Fault> Firm(AuditFindings audit, string path)
    {
        if (audit.Firm.Length == 0)
        {
            yield return new Fault($"{path}/firm", FaultCodes.Required, "Write the name of the accredited audit firm.");
        }
        else if (audit.Firm.Length > MaxFirm)
        {
            yield return new Fault($"{path}/firm", FaultCodes.TooLong, $"Please use at most {MaxFirm} characters.");
        }

        if (audit.LeadAuditor is { } account && (account.Length > MaxAccount || !account.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')))
        {
            yield return new Fault(
                $"{path}/leadAuditor", FaultCodes.Malformed, "Send the id of the lead auditor's account, not a name; or leave it out.");
        }
    }

    private static IEnumerable<Fault> Days(AuditFindings audit, DateOnly today, string path)
    {
        if (audit.OnSiteFrom is null != audit.OnSiteTo is null)
        {
            yield return new Fault(
                $"{path}/onSiteTo", FaultCodes.Inconsistent, "Give the first and the last day on site, or neither for an audit from a desk.");
        }

        if (audit.OnSiteTo < audit.OnSiteFrom)
        {
            yield return new Fault($"{path}/onSiteTo", FaultCodes.Inconsistent, "The last day on site is not before the first.");
        }

        if (audit.EndedOn < audit.OnSiteTo)
        {
            yield return new Fault($"{path}/endedOn", FaultCodes.Inconsistent, "The audit does not end before its part on site.");
        }

        if (audit.EndedOn > today)
        {
            yield return new Fault($"{path}/endedOn", FaultCodes.OutOfRange, "The audit has ended by today.");
        }
    }

    private static IEnumerable<Fault> Findings(AuditFindings audit, StandardVersion? version, bool countsOnly, string path)
    {
        if (audit.Findings.Count > MaxFindings)
        {
            yield return new Fault($"{path}/findings", FaultCodes.TooLong, $"At most {MaxFindings} findings.");
            yield break;
        }

        HashSet<string>? known = version is null ? null : [.. ApplicableCriteria.All(version).Select(criterion => criterion.Key)];
        HashSet<string> seen = [];
        for (int i = 0; i < audit.Findings.Count; i++)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{path}/findings/{i}/criterion");
            string? criterion = audit.Findings[i].Criterion;
            if (criterion is null && !countsOnly)
            {
                yield return new Fault(at, FaultCodes.Required, "Say which criterion was rated.");
            }
            else if (criterion is not null && known?.Contains(criterion) == false)
            {
                yield return new Fault(
                    at,
                    FaultCodes.NotOffered,
                    $"{audit.Standard} has nothing of that number to be rated; where a criterion has letters, they are rated.");
            }
            else if (criterion is not null && !seen.Add(criterion))
            {
                yield return new Fault(at, FaultCodes.Doubled, "This criterion is rated above already.");
            }
        }
    }
}
