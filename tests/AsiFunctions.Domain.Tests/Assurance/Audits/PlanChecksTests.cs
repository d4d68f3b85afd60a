using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>Whether a plan is well-formed and fits what is audited.</summary>
public sealed class PlanChecksTests
{
    private static readonly AuditPlan Good = AuditStory.PlanFor();

    public static TheoryData<string, string> Plans() => new()
    {
        { "as it should be", "" },
        { "begins today", "" },
        { "began yesterday", "/from out-of-range" },
        { "one day", "" },
        { "ends before it begins", "/to inconsistent, /onSiteFrom inconsistent" },
        { "365 days", "" },
        { "366 days", "/to out-of-range" },
        { "a first day on site only", "/onSiteTo inconsistent" },
        { "a last day on site only", "/onSiteTo inconsistent, /onSiteDays inconsistent, /remoteShare inconsistent" },
        { "on site backwards", "/onSiteFrom inconsistent" },
        { "on site before the audit", "/onSiteFrom inconsistent" },
        { "on site after the audit", "/onSiteFrom inconsistent" },
        { "from a desk", "" },
        { "from a desk, with sites", "" },
        { "from a desk, with days on site", "/onSiteDays inconsistent" },
        { "from a desk, half from afar", "/remoteShare inconsistent" },
        { "half days", "" },
        { "a quarter of a day", "/onSiteDays out-of-range" },
        { "negative days", "/onSiteDays out-of-range" },
        { "500 days on site", "" },
        { "500.5 days on site", "/onSiteDays out-of-range" },
        { "on site without days", "/onSiteDays inconsistent" },
        { "more than all from afar", "/remoteShare inconsistent" },
        { "less than nothing from afar", "/remoteShare inconsistent" },
        { "on site, all from afar", "/remoteShare inconsistent" },
        { "an unknown site", "/sites/1 unknown" },
        { "a site twice", "/sites/1 doubled" },
        { "no site", "/sites required" },
        { "nobody", "/team required" },
        { "nobody leads", "/team required" },
        { "two lead", "/team required" },
        { "somebody twice", "/team doubled" },
        { "30 people", "" },
        { "31 people", "/team too-long" },
        { "a long note", "" },
        { "too long a note", "/note too-long" },
        { "several faults", "/from out-of-range, /sites required, /team required" },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void All_that_is_wrong_with_a_plan_is_told_at_once(string plan, string faults) => Assert.Equal(
        faults,
        string.Join(
            ", ",
            PlanChecks.Check(Plan(plan), AuditStory.Subject(), Sample.Day(AuditStory.Opening)).Select(fault => $"{fault.Pointer} {fault.Code}")));

    private static AuditPlan Plan(string plan) => plan switch
    {
        "as it should be" => Good,
        "begins today" => AuditStory.PlanFor(AuditStory.Opening),
        "began yesterday" => AuditStory.PlanFor("2026-03-01"),
        "one day" => AuditStory.PlanFor(AuditStory.From, AuditStory.From),
        "ends before it begins" => AuditStory.PlanFor(AuditStory.From, "2026-05-31"),
        "365 days" => AuditStory.PlanFor(AuditStory.From, "2027-06-01"),
        "366 days" => AuditStory.PlanFor(AuditStory.From, "2027-06-02"),
        "a first day on site only" => Good with { OnSiteTo = null },
        "a last day on site only" => Good with { OnSiteFrom = null },
        "on site backwards" => Good with { OnSiteFrom = Good.To, OnSiteTo = Good.From },
        "on site before the audit" => Good with { OnSiteFrom = Good.From.AddDays(-1) },
        "on site after the audit" => Good with { OnSiteTo = Good.To.AddDays(1) },
        "from a desk" => Desk() with { Sites = [] },
        "from a desk, with sites" => Desk(),
        "from a desk, with days on site" => Desk() with { OnSiteDays = 1 },
        "from a desk, half from afar" => Desk() with { RemoteShare = 50 },
        "half days" => Good with { OnSiteDays = 2.5m },
        "a quarter of a day" => Good with { OnSiteDays = 2.25m },
        "negative days" => Good with { OnSiteDays = -1 },
        "500 days on site" => Good with { OnSiteDays = 500 },
        "500.5 days on site" => Good with { OnSiteDays = 500.5m },
        "on site without days" => Good with { OnSiteDays = 0 },
        "more than all from afar" => Good with { RemoteShare = 101 },
        "less than nothing from afar" => Good with { RemoteShare = -1 },
        "on site, all from afar" => Good with { RemoteShare = 100 },
        "an unknown site" => Good with { Sites = ["F1", "F9"] },
        "a site twice" => Good with { Sites = ["F1", "F1"] },
        "no site" => Good with { Sites = [] },
        "nobody" => Good with { Team = [] },
        "nobody leads" => Good with { Team = [Good.Team[1]] },
        "two lead" => Good with { Team = [Good.Team[0], Good.Team[1] with { Role = TeamRole.Lead }] },
        "somebody twice" => Good with { Team = [Good.Team[0], Good.Team[0] with { Role = TeamRole.Specialist }] },
        "30 people" => Good with { Team = People(30) },
        "31 people" => Good with { Team = People(31) },
        "a long note" => Good with { Note = new string('x', PlanChecks.MaxNote) },
        "too long a note" => Good with { Note = new string('x', PlanChecks.MaxNote + 1) },
        "several faults" => AuditStory.PlanFor("2026-03-01") with { Sites = [], Team = [] },
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "No such plan."),
    };

    private static AuditPlan Desk() => Good with { OnSiteFrom = null, OnSiteTo = null, OnSiteDays = 0, RemoteShare = 100 };

    private static TeamMember[] People(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new TeamMember(CaseId.From("ATR", (ulong)i), i == 1 ? TeamRole.Lead : TeamRole.Auditor))];
}
