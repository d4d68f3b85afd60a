using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>
/// What a report still lacks before it can be submitted; all of it at once. Pointers are into the draft as it is shown: <c>/findings/1.1/text</c>.
/// </summary>
/// <remarks>What is merely unusual, such as the plan of a major that takes longer than a year, is the oversight's to see.</remarks>
public static class ReportChecks
{
    /// <summary>The code of a gap where an attachment waits for its virus scan.</summary>
    public const string ScanPending = "scan-pending";

    /// <summary>The code of a gap where an attachment was infected.</summary>
    public const string Infected = "infected";

    /// <summary>The gaps of a draft, whatever is answered to a clarification.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="version">The version that is audited against.</param>
    /// <param name="today">No audit ends later.</param>
    public static IReadOnlyList<Fault> Gaps(ReportDraft draft, StandardVersion version, DateOnly today) =>
    [
        .. Findings(draft, draft.File.Criteria(version)),
        .. CorrectiveActionChecks.NonConformances(draft, draft.File.Criteria(version), today),
        .. Days(draft.Common.Days ?? new DraftDays(), today),
        .. Maturity(draft, draft.Common.Maturity ?? new DraftMaturity()),
        .. Texts(draft.Common),
        .. People(draft.Common),
        .. Verifications(draft.Common.Verifications ?? []),
        .. Attachments(draft.File),
    ];

    /// <summary>What is wrong with an answer: it is given where a clarification was asked for, and nowhere else.</summary>
    /// <param name="file">The report.</param>
    /// <param name="answer">The answer; null where none is given.</param>
    public static IReadOnlyList<Fault> Answer(AuditReportFile file, string? answer) => (file.Revisions.Count > 0, DraftChecks.Words(answer)) switch
    {
        (true, null) => [new Fault("/answer", FaultCodes.Required, "Please answer the clarification that was asked for.")],
        (false, not null) => [new Fault("/answer", FaultCodes.NotAsked, "The first revision answers nothing; please leave the answer out.")],
        (_, string words) => [.. DraftChecks.Text(words, "/answer", ReportLimits.Text)],
        _ => [],
    };

    /// <summary>True where each applicable criterion is rated; of the other types a subset is enough. Assumption: ASI has not said.</summary>
    public static bool RatesAll(AuditType type) => type is AuditType.Initial or AuditType.Recertification;

    private static IEnumerable<Fault> Findings(ReportDraft draft, IReadOnlyList<RatedCriterion> criteria)
    {
        bool all = RatesAll(draft.File.Subject.Type);
        HashSet<string> sites = [.. draft.File.Subject.Sites.Select(site => site.Key)];
        foreach (RatedCriterion criterion in criteria)
        {
            string at = $"/{ReportItems.Finding(criterion.Key)}";
            FindingContent finding = draft.FindingOf(criterion.Key);
            if (finding.Rating is null && (all || !finding.SaysTheSameAs(FindingContent.Nothing)))
            {
                yield return new Fault($"{at}/rating", FaultCodes.Required, $"Please rate {criterion.Key}.");
            }

            if (finding is { Rating: { } rating, Text: null })
            {
                yield return new Fault($"{at}/text", FaultCodes.Required, rating switch
                {
                    Rating.NotApplicable => $"Please say why {criterion.Key} is not applicable.",
                    Rating.UnableToRate => $"Please say why {criterion.Key} could not be rated.",
                    _ => $"Please write what was found for {criterion.Key}.",
                });
            }

            if (finding.Sites.FirstOrDefault(site => !sites.Contains(site)) is { } unknown)
            {
                yield return new Fault($"{at}/sites", FaultCodes.NotOffered, $"{unknown} is no site of this audit; it may have left the plan.");
            }
        }

        if (!all && !criteria.Any(criterion => draft.FindingOf(criterion.Key).Rating is not null))
        {
            yield return new Fault("/findings", FaultCodes.Required, "Please rate at least one criterion.");
        }
    }

    private static IEnumerable<Fault> Days(DraftDays days, DateOnly today)
    {
        bool onSite = days.OnSiteFrom is not null || days.OnSiteTo is not null;
        if (days.OnSiteFrom is null != days.OnSiteTo is null)
        {
            yield return new Fault(
                "/general/days/onSiteTo", FaultCodes.Inconsistent, "Give the first and the last day on site, or neither for an audit from a desk.");
        }

        if (days.OnSiteTo < days.OnSiteFrom)
        {
            yield return new Fault("/general/days/onSiteTo", FaultCodes.Inconsistent, "The last day on site is not before the first.");
        }

        if (days.EndedOn is null)
        {
            yield return new Fault("/general/days/endedOn", FaultCodes.Required, "Please give the audit's last day.");
        }

        if (days.EndedOn < days.OnSiteTo || days.EndedOn < days.OnSiteFrom)
        {
            yield return new Fault("/general/days/endedOn", FaultCodes.Inconsistent, "The audit does not end before its part on site.");
        }

        if (days.EndedOn > today || ReportLimits.IsRemote(days.EndedOn, today))
        {
            yield return new Fault("/general/days/endedOn", FaultCodes.OutOfRange, "The audit has ended by today; check the year.");
        }

        if (ReportLimits.IsRemote(days.OnSiteFrom, today))
        {
            yield return new Fault(
                "/general/days/onSiteFrom", FaultCodes.OutOfRange, "The first day on site is too far away to be meant; check the year.");
        }

        if (onSite != days.OnSiteDays is > 0)
        {
            yield return new Fault("/general/days/onSiteDays", FaultCodes.Inconsistent, onSite
                ? "Give the days on site of all auditors together."
                : "There are days on site, but no dates of them; give the dates, or no days.");
        }
    }

    private static IEnumerable<Fault> Maturity(ReportDraft draft, DraftMaturity maturity)
    {
        (string Name, Maturity? Given)[] parts =
            [("systems", maturity.Systems), ("risk", maturity.Risk), ("performance", maturity.Performance), ("overall", maturity.Overall)];
        foreach ((string name, _) in parts.Where(part => part.Given is null))
        {
            yield return new Fault($"/general/maturity/{name}", FaultCodes.Required, $"Please give the maturity: {name}.");
        }

        Maturity? lowest = parts[..3].Min(part => part.Given);
        bool exceeds = maturity.Overall > lowest;
        if (exceeds && maturity.Reason is null)
        {
            yield return new Fault("/general/maturity/reason", FaultCodes.Required, "Please say why the overall maturity exceeds the lowest part.");
        }

        if (!exceeds && maturity is { Overall: not null, Reason: not null } && lowest is not null)
        {
            yield return new Fault(
                "/general/maturity/reason",
                FaultCodes.Inconsistent,
                "The overall maturity does not exceed the lowest part; leave the reason out, or correct the maturity.");
        }

        if (maturity.Overall is Certification.Maturity.High && draft.NonConformances.Count > 0)
        {
            yield return new Fault(
                "/general/maturity/overall", FaultCodes.Inconsistent, "High maturity is allowed only without any non-conformance.");
        }
    }

    private static IEnumerable<Fault> Texts(GeneralContent general)
    {
        if (general.Summary is null)
        {
            yield return new Fault("/general/summary", FaultCodes.Required, "Please write the summary for publication.");
        }
    }

    // Assumption: an audit on site without workers and management is none.
    private static IEnumerable<Fault> People(GeneralContent general)
    {
        if (general.Days is not { OnSiteFrom: not null } and not { OnSiteTo: not null })
        {
            yield break;
        }

        foreach (InterviewGroup group in (InterviewGroup[])[InterviewGroup.Management, InterviewGroup.Workers])
        {
            if (general.PeopleMet?.Any(met => met.Group == group) is not true)
            {
                yield return new Fault("/general/peopleMet", FaultCodes.Required, group is InterviewGroup.Workers
                    ? "Please say which workers were met on site, or their representatives."
                    : "Please say whom of the management was met on site.");
            }
        }
    }

    private static IEnumerable<Fault> Verifications(IReadOnlyList<Verification> verifications)
    {
        HashSet<Cases.CaseId> seen = [];
        for (int i = 0; i < verifications.Count; i++)
        {
            if (!seen.Add(verifications[i].NonConformance))
            {
                yield return new Fault(
                    $"/general/verifications/{i}/nonConformance", FaultCodes.Doubled, "This non-conformance is verified above already.");
            }

            if (DraftChecks.Words(verifications[i].Note) is null)
            {
                yield return new Fault($"/general/verifications/{i}/note", FaultCodes.Required, "Please say how this was verified.");
            }
        }
    }

    private static IEnumerable<Fault> Attachments(AuditReportFile file)
    {
        foreach ((string key, AttachedFile attached) in file.Present)
        {
            if (attached.Status is EvidenceStatus.Quarantined)
            {
                yield return new Fault($"/attachments/{key}", ScanPending, $"{key} is being checked for viruses; please wait a few minutes.");
            }
            else if (attached.Status is EvidenceStatus.Infected)
            {
                yield return new Fault($"/attachments/{key}", Infected, $"{key} was infected and deleted; remove it, and attach a clean file.");
            }
        }
    }
}
