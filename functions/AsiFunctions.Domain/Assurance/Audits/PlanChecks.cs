using System.Globalization;
using AsiFunctions.Domain.Forms;

namespace AsiFunctions.Domain.Assurance.Audits;

/// <summary>Whether a plan is well-formed and fits what is audited. Whether it lies inside the accreditation is another question.</summary>
public static class PlanChecks
{
    /// <summary>Auditors and specialists of one audit.</summary>
    public const int MaxTeam = 30;

    /// <summary>Days from the first to the last; a longer audit is two.</summary>
    public const int MaxDays = 365;

    /// <summary>Characters of the note.</summary>
    public const int MaxNote = 4000;

    private const decimal MaxOnSiteDays = 500;

    /// <summary>What is wrong with a plan; all of it at once.</summary>
    /// <param name="plan">As sent.</param>
    /// <param name="subject">What is audited.</param>
    /// <param name="today">No audit is planned for an earlier day.</param>
    public static IReadOnlyList<Fault> Check(AuditPlan plan, AuditSubject subject, DateOnly today) =>
        [.. Days(plan, today), .. OnSite(plan), .. Sites(plan, subject), .. Team(plan), .. Note(plan)];

    private static IEnumerable<Fault> Days(AuditPlan plan, DateOnly today)
    {
        if (plan.From < today)
        {
            yield return new Fault("/from", FaultCodes.OutOfRange, "An audit is planned before its first day.");
        }

        if (plan.To < plan.From)
        {
            yield return new Fault("/to", FaultCodes.Inconsistent, "The last day is not before the first.");
        }
        else if (plan.To.DayNumber - plan.From.DayNumber > MaxDays)
        {
            yield return new Fault("/to", FaultCodes.OutOfRange, $"An audit takes {MaxDays} days at most from its first to its last.");
        }
    }

    private static IEnumerable<Fault> OnSite(AuditPlan plan)
    {
        if (plan.OnSiteFrom is null != plan.OnSiteTo is null)
        {
            yield return new Fault(
                "/onSiteTo", FaultCodes.Inconsistent, "Give the first and the last day on site, or neither for an audit from a desk.");
        }
        else if (plan.OnSiteTo < plan.OnSiteFrom || plan.OnSiteFrom < plan.From || plan.OnSiteTo > plan.To)
        {
            yield return new Fault(
                "/onSiteFrom", FaultCodes.Inconsistent, "The days on site lie within the days of the audit, the first before the last.");
        }

        if (plan.OnSiteDays is < 0 or > MaxOnSiteDays || plan.OnSiteDays * 2 != decimal.Truncate(plan.OnSiteDays * 2))
        {
            yield return new Fault(
                "/onSiteDays",
                FaultCodes.OutOfRange,
                string.Create(CultureInfo.InvariantCulture, $"Give days on site of all auditors together, in halves, {MaxOnSiteDays} at most."));
        }
        else if (plan.OnSiteDays > 0 != plan.OnSiteFrom is not null)
        {
            yield return new Fault("/onSiteDays", FaultCodes.Inconsistent, "An audit on site has days on site, one from a desk has none.");
        }

        if (plan.RemoteShare is < 0 or > 100
            || (plan.OnSiteFrom is null && plan.RemoteShare != 100)
            || (plan.OnSiteFrom is not null && plan.RemoteShare == 100))
        {
            yield return new Fault(
                "/remoteShare",
                FaultCodes.Inconsistent,
                "The share from afar is 100 percent for an audit from a desk, and less for one with a part on site.");
        }
    }

    private static IEnumerable<Fault> Sites(AuditPlan plan, AuditSubject subject)
    {
        HashSet<string> known = [.. subject.Sites.Select(site => site.Key)];
        HashSet<string> seen = [];
        for (int i = 0; i < plan.Sites.Count; i++)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"/sites/{i}");
            if (!known.Contains(plan.Sites[i]))
            {
                yield return new Fault(
                    at, FaultCodes.Unknown, $"The scope has no facility {Shown(plan.Sites[i])}; it has {string.Join(", ", known)}.");
            }
            else if (!seen.Add(plan.Sites[i]))
            {
                yield return new Fault(at, FaultCodes.Doubled, "This site stands above already.");
            }
        }

        if (plan.Sites.Count == 0 && plan.OnSiteFrom is not null)
        {
            yield return new Fault("/sites", FaultCodes.Required, "Name the sites that are visited.");
        }
    }

    private static IEnumerable<Fault> Team(AuditPlan plan)
    {
        if (plan.Team.Count(member => member.Role is TeamRole.Lead) != 1)
        {
            yield return new Fault("/team", FaultCodes.Required, "Name exactly one lead auditor.");
        }

        if (plan.Team.Count > MaxTeam)
        {
            yield return new Fault("/team", FaultCodes.TooLong, $"Name at most {MaxTeam} people.");
        }

        if (plan.Team.DistinctBy(member => member.Auditor).Count() != plan.Team.Count)
        {
            yield return new Fault("/team", FaultCodes.Doubled, "Name everybody once.");
        }
    }

    private static IEnumerable<Fault> Note(AuditPlan plan)
    {
        if (plan.Note?.Length > MaxNote)
        {
            yield return new Fault("/note", FaultCodes.TooLong, $"Please use at most {MaxNote} characters.");
        }
    }

    private static string Shown(string key) => key.Length <= 20 ? key : $"{key[..20]}…";
}
