using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using Codes = AsiFunctions.Domain.Assurance.Accreditation.AccreditationGapCodes;

namespace AsiFunctions.Domain.Assurance.Accreditation;

/// <summary>Whether a firm and its team are accredited for an audit, on every one of its days.</summary>
/// <remarks>
/// Source: ASI's FAQ for auditors (scope = standard x activity x countries; training and exam before any audit work). A scope counts where one of its
/// rows covers activity and country on the day; from day to day, and from pair to pair, it may be another row.
/// </remarks>
public static class AccreditationCheck
{
    /// <summary>
    /// All gaps at once; empty where all is well. Every activity and country must lie inside the
    /// firm's scope and inside the team's combined scope on every day; the firm, and each auditor, must be accredited and not suspended, each auditor
    /// engaged by the firm, trained and examined on those days.
    /// </summary>
    /// <param name="firm">Who audits.</param>
    /// <param name="team">Its people.</param>
    /// <param name="standard">Against which standard.</param>
    /// <param name="activities">Of the certification scope.</param>
    /// <param name="countries">Of its sites, ISO 3166-1 alpha-2 in capitals.</param>
    /// <param name="from">The audit's first day.</param>
    /// <param name="to">The audit's last day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last day lies before the first.</exception>
    public static IReadOnlyList<AccreditationGap> Gaps(
        AuditFirm firm,
        IReadOnlyCollection<Auditor> team,
        StandardCode standard,
        IReadOnlyCollection<SupplyChainActivity> activities,
        IReadOnlyCollection<string> countries,
        DateOnly from,
        DateOnly to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        (SupplyChainActivity Activity, string Country)[] pairs =
            [.. activities.Distinct().Order()
                .SelectMany(activity => countries.Distinct().Order(StringComparer.Ordinal).Select(country => (activity, country)))];
        return
        [
            .. OfAudit(team.Count, activities.Count, countries.Count),
            .. OfFirm(firm, from, to),
            .. Uncovered(firm.Scopes, standard, pairs, from, to)
                .Select(what => new AccreditationGap(Codes.FirmScope, $"{firm.Name} is not accredited for {what}.")),
            .. team.SelectMany(auditor => OfAuditor(auditor, firm, standard, from, to)),
            .. team.Count == 0
                ? (AccreditationGap[])[]
                : [.. Uncovered([.. team.SelectMany(auditor => auditor.Scopes)], standard, pairs, from, to)
                    .Select(what => new AccreditationGap(Codes.TeamScope, $"Nobody in the team is accredited for {what}."))],
        ];
    }

    /// <summary>The standard as people write it.</summary>
    internal static string NameOf(StandardCode standard) => standard is StandardCode.PerformanceStandard ? "PS" : "CoC";

    private static IEnumerable<AccreditationGap> OfAudit(int auditors, int activities, int countries)
    {
        if (auditors == 0)
        {
            yield return new(Codes.TeamEmpty, "The audit team has nobody in it.");
        }

        if (activities == 0)
        {
            yield return new(Codes.ActivitiesMissing, "The audit names no supply chain activity, so no scope can be checked.");
        }

        if (countries == 0)
        {
            yield return new(Codes.CountriesMissing, "The audit names no country, so no scope can be checked.");
        }
    }

    private static IEnumerable<AccreditationGap> OfFirm(AuditFirm firm, DateOnly from, DateOnly to)
    {
        if (NotAccredited(firm.Statuses, from, to) is { } day)
        {
            yield return IsSuspendedOn(firm.Statuses, day)
                ? new(Codes.FirmSuspended, $"{firm.Name} is suspended on {day.InWords()}.")
                : new(Codes.FirmNotAccredited, $"{firm.Name} is not accredited on {day.InWords()}.");
        }

        if (DaySpans.FirstGap(firm.Bodies.Select(body => new DaySpan(body.From, body.To)), from, to) is { } without)
        {
            yield return new(
                Codes.FirmBodyAccreditation, $"No ISO/IEC 17021 or 17065 accreditation of {firm.Name} is on record for {without.InWords()}.");
        }
    }

    private static IEnumerable<AccreditationGap> OfAuditor(Auditor auditor, AuditFirm firm, StandardCode standard, DateOnly from, DateOnly to)
    {
        if (NotAccredited(auditor.Statuses, from, to) is { } day)
        {
            yield return IsSuspendedOn(auditor.Statuses, day)
                ? new(Codes.AuditorSuspended, $"The auditor {auditor.Id} is suspended on {day.InWords()}.")
                : new(Codes.AuditorNotAccredited, $"The auditor {auditor.Id} is not accredited on {day.InWords()}.");
        }

        IEnumerable<DaySpan> engaged = auditor.Engagements
            .Where(engagement => engagement.Firm == firm.Id)
            .Select(engagement => new DaySpan(engagement.From, engagement.To));
        if (DaySpans.FirstGap(engaged, from, to) is { } away)
        {
            yield return new(Codes.AuditorNotEngaged, $"The auditor {auditor.Id} does not work for {firm.Name} on {away.InWords()}.");
        }

        if (AuditorQualification.Missing(auditor, standard, from, to) is { Count: > 0 } missing)
        {
            yield return new(Codes.AuditorNotQualified, $"The auditor {auditor.Id} lacks on the days of the audit: {string.Join(", ", missing)}.");
        }
    }

    /// <summary>In words, what no row covers, and from which day.</summary>
    private static IEnumerable<string> Uncovered(
        IReadOnlyList<AccreditedScope> rows,
        StandardCode standard,
        IEnumerable<(SupplyChainActivity Activity, string Country)> pairs,
        DateOnly from,
        DateOnly to) =>
        from pair in pairs
        let spans = rows
            .Where(row => row.Standard == standard && row.Covers(pair.Activity) && row.Countries.Contains(pair.Country))
            .Select(row => new DaySpan(row.From, row.To))
        let day = DaySpans.FirstGap(spans, @from, to)
        where day is not null
        select $"{NameOf(standard)}, {pair.Activity.EnglishName}, {CountryName(pair.Country)}, on {day.Value.InWords()}";

    private static string CountryName(string code) => Countries.IsKnown(code) ? Countries.EnglishName(code) : code;

    private static DateOnly? NotAccredited(History<AccreditationStatus> statuses, DateOnly from, DateOnly to) =>
        DaySpans.FirstGap(DaySpans.In(statuses, status => status.State is AccreditationState.Accredited), from, to);

    private static bool IsSuspendedOn(History<AccreditationStatus> statuses, DateOnly day) =>
        statuses.TryRowOn(day, out Dated<AccreditationStatus>? row) && row.Value.State is AccreditationState.Suspended;
}
