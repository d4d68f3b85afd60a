using AsiFunctions.Domain.Dashboard;
using AsiFunctions.Domain.Tests.Membership;

namespace AsiFunctions.Domain.Tests.Dashboard.Aggregates;

/// <summary>Figures about applications, e-mails and standing, for the Secretariat.</summary>
public sealed class AdmissionFiguresTests
{
    private static readonly Cells Counts = Asking.Of(
        Admission.Submitted("2026-01-10").Case, Admission.Submitted("2026-01-20").Case, Admission.InDueDiligence().Case, Admission.InNotice().Case,
        Admission.Admitted().Case, Admission.Withdrawn().Case);

    [Fact]
    public void Applications_are_counted_by_state_with_the_days_in_it()
    {
        DashboardTable applications = Counts.Ask("applications", "2026-03-01");

        Assert.Equal("state applications percent allApplications medianDays meanDays", applications.Heads());
        Assert.Equal("submitted 2 33.3 6 45 45.0", applications.Line("submitted"));
        Assert.Equal("due-diligence 1 16.7 6 53 53.0", applications.Line("due-diligence"));
        Assert.Equal("admitted 1 16.7 6 – –", applications.Line("admitted"));
        Assert.Equal("withdrawn 1 16.7 6 – –", applications.Line("withdrawn"));
    }

    [Fact]
    public void A_day_that_is_past_shows_the_states_of_then() => Assert.Equal(
        ["submitted 1 20.0 5 0 0.0", "due-diligence 3 60.0 5 3 3.0", "withdrawn 1 20.0 5 – –"],
        Counts.Ask("applications", "2026-01-10").Lines());

    [Fact]
    public void Steps_that_are_over_are_counted_with_their_median_and_90th_percentile()
    {
        DashboardTable steps = Counts.Ask("application-steps", "2026-03-01");

        Assert.Equal("step outcome finished medianDays ninetiethDays", steps.Heads());
        Assert.Equal(["completeness-check complete 4 2 2", "completeness-check all 4 2 2"], steps.Lines("completeness-check"));
        Assert.Equal(["due-diligence cleared 2 5 5", "due-diligence withdrawn 1 1 1", "due-diligence all 3 5 5"], steps.Lines("due-diligence"));
        Assert.Empty(Counts.Ask("application-steps", "2026-03-01", from: "2026-02-25").Rows);
    }

    [Fact]
    public void What_became_of_e_mails_is_counted_by_template()
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.Mail, Asking.Day("2026-01-01"), "received", "sent"), 7);
        cells.Add(CellKey.Of(Cubes.Mail, Asking.Day("2026-01-02"), "received", "failed"), 1);
        cells.Add(CellKey.Of(Cubes.Mail, Asking.Day("2026-02-02"), "approved", "sent"), 1);

        Assert.Equal(
            ["approved sent 1 100.0 1", "received failed 1 12.5 8", "received sent 7 87.5 8"], cells.Ask("mail-delivery", "2026-03-01").Lines());
        Assert.Equal(["received failed 1 12.5 8"], cells.Ask("mail-delivery", "2026-03-01", ("state", "failed")).Lines());
    }

    [Fact]
    public void Standing_is_counted_by_class()
    {
        Cells cells = new();
        cells.Add(CellKey.Of(Cubes.Standing, Asking.Day("2026-01-01"), "active", "IU"), 3);
        cells.Add(CellKey.Of(Cubes.Standing, Asking.Day("2026-02-01"), "active", "IU"), -1);
        cells.Add(CellKey.Of(Cubes.Standing, Asking.Day("2026-02-01"), "suspended", "IU"));

        Assert.Equal(["IU active 2 66.7 3", "IU suspended 1 33.3 3"], cells.Ask("member-standing", "2026-03-01").Lines());
        Assert.Equal(["IU active 3 100.0 3", "IU suspended 0 0.0 3"], cells.Ask("member-standing", "2026-01-31").Lines());
    }
}
