using System.Globalization;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Time.Dates;

namespace AsiFunctions.Domain.Assurance.Oversight;

/// <summary>What can be checked of a report before a person looks at it. Pure: the same facts give the same results.</summary>
/// <remarks>
/// A failed check is a rule broken, a warning something to look at. Neither decides: the reviewer does, with a reason over a failed check.
/// The rules' sources stand at each.
/// </remarks>
public static class AutomaticChecks
{
    /// <summary>Runs all of them.</summary>
    /// <param name="facts">What they are made upon.</param>
    /// <param name="now">The instant.</param>
    public static CheckRun Run(CheckFacts facts, DateTimeOffset now) => new(
        facts.Report.Revision,
        now,
        [
            .. Team(facts),
            .. Scope(facts),
            .. Execution(facts),
            .. Findings(facts),
            .. Publication(facts),
            .. Records(facts),
            .. ReleaseStep(facts, now),
        ],
        Outcome(facts));

    /// <summary>
    /// What the outcome rules make of the findings; see <see cref="CertificationOutcomes"/>. A
    /// follow-up looks at what was found before, so that its own findings are few: the certificate stays
    /// provisional while a major of earlier audits is open (domain notes 2.5 and 2.6).
    /// </summary>
    public static ComputedOutcome Outcome(CheckFacts facts) => CertificationOutcomes.Of(Complete(facts), facts.Certification) switch
    {
        CertificationOutcome.Full when facts.Audit.Subject.Type is AuditType.FollowUp && OpenMajors(facts).Length > 0 =>
            new ComputedOutcome(CertificateLevel.Provisional, ["majors-open"]),
        CertificationOutcome.Full => new ComputedOutcome(CertificateLevel.Full, []),
        CertificationOutcome.Provisional => new ComputedOutcome(CertificateLevel.Provisional, []),
        CertificationOutcome.None none => new ComputedOutcome(Level: null, [.. none.Reasons.Select(reason => reason.Code)]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The findings as the outcome rules and a certificate count them.</summary>
    public static AuditFindings Complete(CheckFacts facts)
    {
        AuditFindings findings = facts.Report.AsFindings(facts.Audit.Plan?.Lead?.Value);
        return facts.Version is { } version ? AuditChecks.Complete(findings, version) : findings;
    }

    /// <summary>Step 1. Sources: domain notes 4.3 (scope of accreditation, conflicts of interest declared for each audit).</summary>
    private static IEnumerable<CheckResult> Team(CheckFacts facts)
    {
        const OversightStep Step = OversightStep.AuditTeam;
        string[] open = [.. facts.Gaps.Where(gap => !facts.Audit.IsExcepted(gap.Code)).Select(gap => gap.Message)];
        yield return Rule(
            Step, "team-accredited", open, facts.Gaps.Count == 0 ? "Firm and team were accredited for the scope on all days of the audit." : "What lies outside the accreditation has a recorded exception.");

        IReadOnlyList<TeamMember> team = facts.Audit.Plan?.Team ?? [];
        string[] silent =
            [.. team.Where(member => facts.Audit.DeclarationOf(member.Auditor) is null).Select(member => $"{member.Auditor} has declared nothing.")];
        yield return Rule(Step, "conflicts-declared", silent, $"All {team.Count} of the team have declared conflicts of interest.");

        string[] conflicts = [.. team.Where(member => facts.Audit.DeclarationOf(member.Auditor)?.Conflict == true)
            .Select(member => $"{member.Auditor} has declared a conflict of interest.")];
        yield return Hint(Step, "no-conflicts", conflicts, "Nobody of the team has a conflict of interest.");
    }

    /// <summary>
    /// Step 2. Source: domain notes 2.1 (the scope drives the criteria), issue "Assurance",
    /// capability 4 (sites and activities against the certification scope).
    /// </summary>
    private static IEnumerable<CheckResult> Scope(CheckFacts facts)
    {
        const OversightStep Step = OversightStep.AuditScope;
        AuditSubject subject = facts.Audit.Subject;
        CertificationScope? scope = facts.Register.Scope(subject.Scope);
        string[] strange =
        [
            .. facts.Report.Findings.SelectMany(finding => finding.Sites)
                .Concat(facts.Report.NonConformances.SelectMany(n => n.Sites))
                .Concat(facts.Audit.Plan?.Sites ?? [])
                .Distinct()
                .Where(site => scope?.Facilities.Contains(site) != true)
                .Select(site => $"Site {site} does not belong to the certification scope {subject.Scope}."),
        ];
        yield return Rule(Step, "sites-in-scope", strange, "All sites that were visited or sampled belong to the certification scope.");

        string[] changed = scope is null ? [$"The certification scope {subject.Scope} is gone."]
            : scope.ClosedOn is { } closed ? [$"The certification scope was closed on {Day(closed)}."]
            : [.. scope.Activities.Except(subject.Activities)
                .Select(activity => $"{activity.EnglishName} came into the scope after the audit was opened."),
               .. subject.Activities.Except(scope.Activities)
                   .Select(activity => $"{activity.EnglishName} left the scope after the audit was opened.")];
        yield return Rule(Step, "activities-in-scope", changed, "The scope's activities are those that were audited.");

        HashSet<string> sampled = [.. facts.Report.Findings.SelectMany(finding => finding.Sites)];
        string[] unseen =
        [
            .. subject.Activities
                .Where(activity => subject.Sites.Any(site => site.Activities.Contains(activity))
                    && !subject.Sites.Any(site => sampled.Contains(site.Key) && site.Activities.Contains(activity)))
                .Select(activity => $"No site with {activity.EnglishName} was sampled."),
        ];
        yield return Hint(Step, "activities-sampled", unseen, "A site of each activity was sampled.");
    }

    /// <summary>
    /// Step 3. Sources: seed 002, part 4A (low maturity asks for more time on site); domain notes
    /// 2.8 (advice on upstream plans) and 2.9 (eight weeks).
    /// </summary>
    private static IEnumerable<CheckResult> Execution(CheckFacts facts)
    {
        const OversightStep Step = OversightStep.AuditExecution;
        AuditSubject subject = facts.Audit.Subject;
        AuditDays days = facts.Report.Days;
        decimal guideline = facts.Terms.OnSite.Days(subject.Activities, Math.Max(1, subject.Sites.Count), facts.Before);
        bool guided = subject.Standard.Standard is StandardCode.PerformanceStandard && subject.Type is AuditType.Initial or AuditType.Recertification;
        string[] few = guided && days.OnSiteDays < guideline
            ? [string.Create(
                CultureInfo.InvariantCulture, $"{days.OnSiteDays} days on site; the guideline for this scope and maturity is {guideline}.")]
            : [];
        string enough = guided
            ? string.Create(CultureInfo.InvariantCulture, $"{days.OnSiteDays} days on site; the guideline is {guideline}.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{days.OnSiteDays} days on site; the guideline is for first and repeated certification to the Performance Standard only.");
        yield return Hint(Step, "on-site-days", few, enough);

        AuditPlan? plan = facts.Audit.Plan;
        string[] moved = plan is not null && days.EndedOn != plan.To
            ? [$"The audit ended on {Day(days.EndedOn)}; it was planned to end on {Day(plan.To)}."]
            : [];
        yield return Hint(Step, "as-planned", moved, "The audit ended on the day that was planned.");

        DateOnly first = facts.Audit.Revisions[0].SubmittedOn;
        DateOnly due = facts.Terms.Report.After(days.EndedOn);
        yield return Hint(
            Step, "report-in-time", first > due ? [$"The report came on {Day(first)}; it was due on {Day(due)}."] : [], $"The report came on {Day(first)}, in time for {Day(due)}.");

        if (AuditProcedure.NeedsAdvice(subject, facts.Terms))
        {
            yield return Rule(
                Step, "plan-advised", facts.Audit.Advice is null ? ["The plan of this upstream initial audit had no advice of the Secretariat."] : [], "The Secretariat advised on the plan.");
        }

        string[] unheard = days.OnSiteTo is null || facts.Report.PeopleMet.Any(met => met.Group is InterviewGroup.Workers)
            ? []
            : ["No workers were interviewed on site."];
        yield return Hint(Step, "workers-heard", unheard, "Workers were interviewed, or the audit was made from a desk.");
    }

    /// <summary>Step 4. Sources: domain notes 2.4 to 2.7, at each.</summary>
    private static IEnumerable<CheckResult> Findings(CheckFacts facts)
    {
        const OversightStep Step = OversightStep.AuditFindings;
        AuditReport report = facts.Report;
        AuditSubject subject = facts.Audit.Subject;
        if (facts.Version is { } version && ReportChecks.RatesAll(subject.Type))
        {
            HashSet<string> rated = [.. report.Findings.Select(finding => finding.Criterion)];
            string[] missing =
                [.. ApplicableCriteria.Of(version, subject.Activities, subject.Class).Where(criterion => !rated.Contains(criterion.Key))
                    .Select(criterion => criterion.Key)];
            yield return Rule(
                Step,
                "criteria-rated",
                missing.Length == 0 ? [] : [$"Not rated: {string.Join(", ", missing)}."],
                $"All applicable criteria of {version.Ref} are rated.");
        }

        AuditFindings findings = Complete(facts);
        ComputedOutcome outcome = Outcome(facts);
        yield return Rule(
            Step,
            "outcome",
            outcome.Level is null
                ? [$"{findings.Majors} major and {findings.Minors} minor non-conformances: the rules allow no certificate ({string.Join(", ", outcome.Reasons)})."]
                : [],
            $"{findings.Majors} major and {findings.Minors} minor non-conformances: the rules allow a {(outcome.Level is CertificateLevel.Full ? "full" : "provisional")} certificate.");

        if (subject.Type is AuditType.FollowUp)
        {
            yield return Rule(
                Step,
                "majors-closed",
                [.. OpenMajors(facts).Select(id => $"{id} is a major that is not closed.")],
                "No major of earlier audits is open.");
        }

        int open = findings.UnableToRate;
        yield return Hint(
            Step,
            "unable-to-rate",
            open > 0 ? [$"{open} criteria could not be rated; they are to be rated once that is possible."] : [],
            "All criteria could be rated.");

        // What no non-conformance describes has no plan either, and would count as approved where there is none else.
        yield return Rule(
            Step,
            "plans-present",
            [
                .. report.Findings
                    .Where(finding => finding.Rating is Rating.MinorNonConformance or Rating.MajorNonConformance
                        && report.NonConformances.All(n => n.Criterion != finding.Criterion))
                    .Select(finding => $"Criterion {finding.Criterion} is rated as a non-conformance, and none is described."),
                .. report.NonConformances.Where(n => n.Plan is null).Select(n => $"Non-conformance {n.Number} has no corrective action plan."),
            ],
            "Every non-conformance has a corrective action plan.");

        ReportNonConformance[] majors = [.. report.NonConformances.Where(n => n is { Grade: NonConformanceGrade.Major, Plan: not null })];
        yield return Rule(
            Step, "plans-approved", [.. majors.Where(n => n.Plan!.ApprovedOn is null).Select(n => $"The lead auditor has not approved the plan of non-conformance {n.Number}.")], "The plans of all majors are approved.");

        DateOnly due = facts.Terms.MajorPlan.After(report.Days.OnSiteTo ?? report.Days.EndedOn);
        yield return Hint(
            Step, "plans-in-time", [.. majors.Where(n => n.Plan!.SubmittedOn > due).Select(n => $"The plan of non-conformance {n.Number} came on {Day(n.Plan!.SubmittedOn)}; it was due on {Day(due)}.")], "The plans of majors came in time.");

        DateOnly latest = facts.Terms.MajorClosure.After(report.Days.EndedOn);
        yield return Hint(
            Step, "actions-in-time", [.. majors.Where(n => n.Plan!.DueOn > latest).Select(n => $"The action for non-conformance {n.Number} ends on {Day(n.Plan!.DueOn)}; majors are closed by {Day(latest)}.")], "The actions for majors end in time.");

        yield return Rule(
            Step,
            "maturity",
            [
                .. CertificationOutcomes.AllowsMaturity(findings) ? [] : (string[])["High maturity is allowed only without any non-conformance."],
                .. ExceedsLowest(report.Maturity) && string.IsNullOrWhiteSpace(report.Maturity.Reason)
                    ? ["The overall maturity exceeds its lowest part, and no reason is given."]
                    : (string[])[],
            ],
            "The maturity follows the rules.");
    }

    /// <summary>Step 5. Source: issue "Assurance", capability 4 (publication text free of the names and sites marked confidential).</summary>
    private static IEnumerable<CheckResult> Publication(CheckFacts facts)
    {
        const OversightStep Step = OversightStep.PublishableInformation;
        yield return Rule(
            Step,
            "summary-present",
            string.IsNullOrWhiteSpace(facts.Report.Summary) ? ["There is no summary for publication."] : [],
            "There is a summary for publication.");

        int found = facts.Report.Confidential.Count(word => ConfidentialWords.Names(facts.Report.Summary, word));
        yield return Rule(
            Step,
            "nothing-confidential",
            found > 0 ? [$"The summary has {found} of the names or words that the report marks as confidential."] : [],
            "The summary has nothing that the report marks as confidential.");
    }

    /// <summary>
    /// Step 6. Sources: issue "Assurance", capability 4 (attachments scanned); domain notes 2.6 (closure is verified at the next audit).
    /// </summary>
    private static IEnumerable<CheckResult> Records(CheckFacts facts)
    {
        const OversightStep Step = OversightStep.DocumentationAndRecords;
        ReportAttachment[] unclean = [.. facts.Report.Attachments.Where(attachment => attachment.Scan is not "clean")];
        string[] infected = [.. unclean.Where(attachment => attachment.Scan is "infected" or "pending")
            .Select(attachment => $"Attachment {attachment.Key} is {attachment.Scan}.")];
        yield return Rule(
            Step, "attachments-scanned", infected, $"{facts.Report.Attachments.Count} attachments, none infected or waiting for its scan.");
        yield return Hint(
            Step, "scanner", [.. unclean.Except(unclean.Where(attachment => attachment.Scan is "infected" or "pending")).Select(attachment => $"Attachment {attachment.Key} was not scanned: no scanner is set up.")], "All attachments were scanned.");

        string[] unverified = [.. facts.OpenBefore.Except(facts.Report.Verifications.Select(verification => verification.NonConformance))
            .Select(id => $"{id} of an earlier audit is open and was not verified.")];
        yield return Hint(Step, "earlier-findings", unverified, "All open non-conformances of earlier audits were verified.");
    }

    /// <summary>Step 7: what would stand in the way of a certificate; see <see cref="CertificateIssue"/>.</summary>
    private static IEnumerable<CheckResult> ReleaseStep(CheckFacts facts, DateTimeOffset now)
    {
        const OversightStep Step = OversightStep.Release;
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        string[] standing = facts.Member.Status switch
        {
            MemberStatus.Ended => ["The membership has ended."],
            _ when !facts.Member.Class.MayBeCertified => [$"Members in {facts.Member.Class.EnglishName} cannot be certified."],
            MemberStatus.Suspended { Reason: not SuspensionReason.CertificationOverdue } =>
                ["The membership is suspended for another reason than an overdue certification."],
            _ => [],
        };
        yield return Rule(Step, "membership", standing, "The membership allows a certificate.");
        yield return Rule(
            Step,
            "version",
            facts.Version is null ? [$"{facts.Audit.Subject.Standard} is not loaded."]
                : facts.Version.IsAuditableOn(facts.Report.Days.EndedOn) || facts.Audit.Subject.Type is AuditType.Surveillance or AuditType.FollowUp ? []
                : [$"{facts.Audit.Subject.Standard} could not be audited against on {Day(facts.Report.Days.EndedOn)}."],
            $"{facts.Audit.Subject.Standard} could be audited against on {Day(facts.Report.Days.EndedOn)}, before {Day(today)}.");
    }

    /// <summary>Majors of earlier audits that are open after this one, minors that it has upgraded among them.</summary>
    private static CaseId[] OpenMajors(CheckFacts facts)
    {
        IReadOnlyList<Verification> verified = facts.Report.Verifications;
        return
        [
            .. facts.MajorsBefore.Except(verified.Where(v => v.Result is VerificationResult.Closed or VerificationResult.Downgraded)
                .Select(v => v.NonConformance)),
            .. facts.OpenBefore.Except(facts.MajorsBefore).Intersect(verified.Where(v => v.Result is VerificationResult.Upgraded)
                .Select(v => v.NonConformance)),
        ];
    }

    private static bool ExceedsLowest(ReportMaturity maturity) =>
        maturity.Overall > new[] { maturity.Systems, maturity.Risk, maturity.Performance }.Min();

    private static CheckResult Rule(OversightStep step, string key, string[] broken, string good) =>
        new(step, key, broken.Length == 0 ? CheckOutcome.Passed : CheckOutcome.Failed, broken.Length == 0 ? good : string.Join(' ', broken));

    private static CheckResult Hint(OversightStep step, string key, string[] odd, string good) =>
        new(step, key, odd.Length == 0 ? CheckOutcome.Passed : CheckOutcome.Warning, odd.Length == 0 ? good : string.Join(' ', odd));
}
