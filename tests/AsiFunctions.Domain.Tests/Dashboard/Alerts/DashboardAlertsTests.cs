using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Dashboard.Alerts;

namespace AsiFunctions.Domain.Tests.Dashboard.Alerts;

/// <summary>When the Secretariat is told of a figure.</summary>
public sealed class DashboardAlertsTests
{
    private static readonly AlertRule Late = DashboardAlerts.Shipped[0];

    [Fact]
    public void Members_without_an_audit_nine_months_before_the_deadline_alert_when_they_are_more_than_ten()
    {
        Assert.Equal(("members without an audit 9 months before the deadline", 10), (Late.Name, Late.MoreThan));
        Assert.False(DashboardAlerts.Check(Late, Deadlines(10)).IsOver);
        Assert.Equal((11, true), (DashboardAlerts.Check(Late, Deadlines(11)).Value, DashboardAlerts.Check(Late, Deadlines(11)).IsOver));
    }

    [Fact]
    public void Rows_of_all_count_only_where_they_are_named()
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.Exits, Asking.Day("2026-01-31"), "non_payment", "IU"), 3);
        DashboardTable exits = cells.Ask("exits", "2026-06-01");
        AlertRule rule = new("exits", "exits", new Dictionary<string, string>(), "ended", 2);

        Assert.Equal(3, DashboardAlerts.Check(rule, exits).Value);
        Assert.Equal(
            3, DashboardAlerts.Check(rule with { Rows = new Dictionary<string, string> { ["period"] = "all", ["reason"] = "all", ["kind"] = "true-loss" } }, exits).Value);
    }

    [Fact]
    public void A_count_that_was_left_out_is_taken_for_none()
    {
        DashboardTable table = Deadlines(11);
        table = table with { Rows = [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(value => value is int ? null : value)])] };

        Assert.Equal(0, DashboardAlerts.Check(Late, table).Value);
    }

    [Theory]
    [InlineData(
        """[{ "name": "x", "aggregate": "weather", "rows": {}, "column": "members", "moreThan": 1 }]""",
        "the alert rule /0 (x) cannot be used: there is no figure 'weather'.")]
    [InlineData(
        """[{ "name": "x", "aggregate": "deadlines", "rows": {}, "column": "risk", "moreThan": 1 }]""",
        "deadlines has no column of counts 'risk'; it has members.")]
    [InlineData(
        """[{ "name": "x", "aggregate": "deadlines", "rows": { "class": "IU" }, "column": "members", "moreThan": 1 }]""",
        "deadlines has no dimension 'class'; it has risk, goal, progress.")]
    [InlineData("""[{ "name": "x", "aggregate": "deadlines", "rows": {}, "column": "members", "moreThan": -1 }]""", "moreThan is 0 or more.")]
    [InlineData("""[{ "name": " ", "aggregate": "deadlines", "rows": {}, "column": "members", "moreThan": 1 }]""", "it has no name.")]
    [InlineData(
        """[{ "name": "x", "aggregate": "audits", "rows": {}, "column": "audits", "moreThan": 1 }, { "name": "x", "aggregate": "audits", "rows": {}, "column": "audits", "moreThan": 2 }]""",
        "the alert rule /1 (x) cannot be used: another one bears its name.")]
    [InlineData("""[{ "name": "x", "aggregate": "deadlines", "column": "members", "moreThan": 1 }]""", "rows")]
    [InlineData("""[{ "name": "x", "aggregate": "deadlines", "rows": {}, "column": "members", "moreThan": 1, "mail": "a@example.org" }]""", "mail")]
    [InlineData("[null]", "it is null.")]
    [InlineData("null", "There are no alert rules.")]
    [InlineData("{", "cannot be read")]
    public void Rules_that_cannot_be_used_are_told_with_their_fault(string json, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => DashboardAlerts.Read(json)).Message, StringComparison.OrdinalIgnoreCase);

    private static DashboardTable Deadlines(int atRisk)
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.Deadlines, Asking.Day("2026-12-31"), "first-certification", "running", "none"), atRisk);
        cells.Add(CellKey.Of(Cubes.Deadlines, Asking.Day("2026-12-31"), "first-certification", "running", "audit-scheduled"), 50);
        return cells.Ask("deadlines", "2026-06-01");
    }
}
