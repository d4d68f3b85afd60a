using AsiFunctions.Domain.Certification.Standards;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>The draft of a report, whole: the row and the parts that belong to it.</summary>
/// <param name="File">The report.</param>
/// <param name="Findings">By criterion.</param>
/// <param name="NonConformances">By number, in their order.</param>
/// <param name="General">What concerns the report as a whole; null where nothing is written.</param>
public sealed record ReportDraft(
    AuditReportFile File,
    IReadOnlyDictionary<string, DraftItem<FindingContent>> Findings,
    IReadOnlyDictionary<int, DraftItem<NonConformanceContent>> NonConformances,
    DraftItem<GeneralContent>? General)
{
    /// <summary>
    /// Puts a draft together; null where the parts are not those that the row speaks of: they were read before or after somebody else's change.
    /// </summary>
    /// <param name="file">The report.</param>
    /// <param name="parts">All its parts, by name.</param>
    public static ReportDraft? Of(AuditReportFile file, IReadOnlyDictionary<string, ReportPart> parts)
    {
        Dictionary<string, DraftItem<FindingContent>> findings = parts.Values
            .SelectMany(part => part.Findings ?? ReportPart.NoFindings.Findings!)
            .ToDictionary(StringComparer.Ordinal);
        SortedDictionary<int, DraftItem<NonConformanceContent>> nonConformances = [];
        foreach ((string name, ReportPart part) in parts)
        {
            // What was removed is in the row no more; its part is left empty.
            if (ReportPart.NumberOf(name) is { } number && part.NonConformance is { } item && file.VersionOf(ReportItems.NonConformance(number)) > 0)
            {
                nonConformances[number] = item;
            }
        }

        DraftItem<GeneralContent>? general = parts.GetValueOrDefault(ReportPart.GeneralName)?.General;
        Dictionary<string, int> versions = findings.ToDictionary(
            entry => ReportItems.Finding(entry.Key), entry => entry.Value.Version, StringComparer.Ordinal);
        foreach ((int number, DraftItem<NonConformanceContent> item) in nonConformances)
        {
            versions[ReportItems.NonConformance(number)] = item.Version;
        }

        if (general is not null)
        {
            versions[ReportItems.General] = general.Version;
        }

        return versions.Count == file.Versions.Count && versions.All(entry => file.VersionOf(entry.Key) == entry.Value)
            ? new ReportDraft(file, findings, nonConformances, general)
            : null;
    }

    /// <summary>The finding of a criterion as far as it is written.</summary>
    public FindingContent FindingOf(string criterion) => Findings.GetValueOrDefault(criterion)?.Content ?? FindingContent.Nothing;

    /// <summary>The general part as far as it is written.</summary>
    public GeneralContent Common => General?.Content ?? GeneralContent.Nothing;

    /// <summary>The revision that the draft makes. Findings of criteria that apply no more, since the plan changed, are left out.</summary>
    /// <param name="version">The version that is audited against.</param>
    /// <param name="number">The revision's number.</param>
    /// <param name="answer">What is answered to a clarification; null in the first.</param>
    /// <exception cref="InvalidOperationException">The draft has gaps: ask <see cref="ReportChecks"/> first.</exception>
    public AuditReport Complete(StandardVersion version, int number, string? answer)
    {
        IReadOnlyList<RatedCriterion> criteria = File.Criteria(version);
        HashSet<string> critical = [.. criteria.Where(criterion => criterion.Critical).Select(criterion => criterion.Key)];
        DraftDays days = Common.Days ?? new DraftDays();
        DraftMaturity maturity = Common.Maturity ?? new DraftMaturity();
        return new AuditReport(
            number,
            File.Subject,
            new AuditDays(days.OnSiteFrom, days.OnSiteTo, Needed(days.EndedOn), days.OnSiteDays ?? 0, days.RemoteDays ?? 0),
            [
                .. from criterion in criteria
                   let content = FindingOf(criterion.Key)
                   where content.Rating is not null
                   select new ReportFinding(criterion.Key, Needed(content.Rating), content.Text ?? "", content.Evidence, content.Sites),
            ],
            [.. NonConformances.Select(entry => Complete(entry.Key, entry.Value.Content, critical))],
            Common.Verifications ?? [],
            new ReportMaturity(
                Needed(maturity.Systems), Needed(maturity.Risk), Needed(maturity.Performance), Needed(maturity.Overall), maturity.Reason),
            Common.Summary ?? "",
            Common.Confidential ?? [],
            Common.PeopleMet ?? [],
            [.. File.Present.Select(entry => entry.Value.AsAttachment(entry.Key))],
            answer);
    }

    private static ReportNonConformance Complete(int number, NonConformanceContent content, HashSet<string> critical)
    {
        DraftPlan? plan = content.Plan;
        return new ReportNonConformance(
            number,
            content.Criterion ?? throw Gaps,
            Needed(content.Grade),
            content.Critical || critical.Contains(content.Criterion),
            content.Statement ?? "",
            content.Sites ?? [],
            plan is null
                ? null
                : new CorrectiveAction(plan.RootCause ?? "", plan.Action ?? "", Needed(plan.DueOn), Needed(plan.SubmittedOn), plan.ApprovedOn));
    }

    private static T Needed<T>(T? value)
        where T : struct =>
        value ?? throw Gaps;

    private static InvalidOperationException Gaps => new("The draft has gaps.");
}
