using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Assurance.Reports;

/// <summary>Whether the non-conformances of a draft fit its findings, and each has a plan.</summary>
internal static class CorrectiveActionChecks
{
    /// <summary>The gaps.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="criteria">The criteria that apply.</param>
    /// <param name="today">Nothing was handed in or approved later.</param>
    public static IEnumerable<Fault> NonConformances(ReportDraft draft, IReadOnlyList<RatedCriterion> criteria, DateOnly today)
    {
        HashSet<string> applicable = [.. criteria.Select(criterion => criterion.Key)];
        foreach (RatedCriterion criterion in criteria)
        {
            if (GradeOf(draft.FindingOf(criterion.Key).Rating) is { } grade
                && !draft.NonConformances.Values.Any(item => item.Content.Criterion == criterion.Key && item.Content.Grade == grade))
            {
                yield return new Fault(
                    $"/{ReportItems.Finding(criterion.Key)}/rating",
                    FaultCodes.Inconsistent,
                    $"{criterion.Key} is rated as a {Word(grade)} non-conformance; please add one of that grade.");
            }
        }

        HashSet<string> sites = [.. draft.File.Subject.Sites.Select(site => site.Key)];
        foreach ((int number, DraftItem<NonConformanceContent> item) in draft.NonConformances)
        {
            string at = $"/{ReportItems.NonConformance(number)}";
            foreach (Fault fault in (Fault[])[
                .. Fits(draft, item.Content, applicable, at),
                .. Says(item.Content, sites, at),
                .. Plan(draft, item.Content.Plan, today, $"{at}/plan"),
            ])
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<Fault> Fits(ReportDraft draft, NonConformanceContent content, HashSet<string> applicable, string at)
    {
        if (content.Grade is null)
        {
            yield return new Fault($"{at}/grade", FaultCodes.Required, "Please say whether it is minor or major.");
        }

        if (content.Criterion is not { } criterion)
        {
            yield return new Fault($"{at}/criterion", FaultCodes.Required, "Please say which criterion it concerns.");
        }
        else if (!applicable.Contains(criterion))
        {
            yield return new Fault($"{at}/criterion", FaultCodes.NotOffered, $"{criterion} does not apply to this scope.");
        }
        else if (content.Grade is { } grade && GradeOf(draft.FindingOf(criterion).Rating) != grade)
        {
            yield return new Fault(
                $"{at}/grade",
                FaultCodes.Inconsistent,
                $"{criterion} is not rated as a {Word(grade)} non-conformance; correct the finding, or this.");
        }
    }

    private static IEnumerable<Fault> Says(NonConformanceContent content, HashSet<string> sites, string at)
    {
        if (content.Statement is null)
        {
            yield return new Fault($"{at}/statement", FaultCodes.Required, "Please state what does not conform.");
        }

        if (content.Sites is null or { Count: 0 })
        {
            yield return new Fault($"{at}/sites", FaultCodes.Required, "Please name the sites where it was found.");
        }
        else if (content.Sites.FirstOrDefault(site => !sites.Contains(site)) is { } unknown)
        {
            yield return new Fault($"{at}/sites", FaultCodes.NotOffered, $"{unknown} is no site of this audit; it may have left the plan.");
        }
    }

    // Every non-conformance needs a plan that addresses the root cause (ASI's article of June 2021).
    private static IEnumerable<Fault> Plan(ReportDraft draft, DraftPlan? plan, DateOnly today, string at)
    {
        if (plan is null)
        {
            yield return new Fault(at, FaultCodes.Required, "Please enter the corrective action plan.");
            yield break;
        }

        if (plan.RootCause is null)
        {
            yield return new Fault($"{at}/rootCause", FaultCodes.Required, "Please enter the root cause.");
        }

        if (plan.Action is null)
        {
            yield return new Fault($"{at}/action", FaultCodes.Required, "Please enter the corrective action.");
        }

        if (plan.DueOn is null)
        {
            yield return new Fault($"{at}/dueOn", FaultCodes.Required, "Please say when it will be done.");
        }
        else if (plan.DueOn <= draft.Common.Days?.EndedOn)
        {
            yield return new Fault($"{at}/dueOn", FaultCodes.OutOfRange, "The action is due after the audit's end.");
        }
        else if (ReportLimits.IsRemote(plan.DueOn, today))
        {
            yield return new Fault($"{at}/dueOn", FaultCodes.OutOfRange, $"The action is done within {ReportLimits.Years} years; check the year.");
        }

        if (plan.SubmittedOn is null)
        {
            yield return new Fault($"{at}/submittedOn", FaultCodes.Required, "Please say when the member handed the plan in.");
        }
        else if (plan.SubmittedOn > today || ReportLimits.IsRemote(plan.SubmittedOn, today))
        {
            yield return new Fault($"{at}/submittedOn", FaultCodes.OutOfRange, "The plan was handed in by today; check the year.");
        }

        if (plan.ApprovedOn < plan.SubmittedOn || plan.ApprovedOn > today)
        {
            yield return new Fault(
                $"{at}/approvedOn",
                FaultCodes.OutOfRange,
                "The plan was approved between the day it was handed in and today; leave the day out where it is not approved.");
        }
    }

    private static NonConformanceGrade? GradeOf(Rating? rating) => rating switch
    {
        Rating.MinorNonConformance => NonConformanceGrade.Minor,
        Rating.MajorNonConformance => NonConformanceGrade.Major,
        _ => null,
    };

    private static string Word(NonConformanceGrade grade) => grade is NonConformanceGrade.Major ? "major" : "minor";
}
