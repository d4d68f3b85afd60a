using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Tests.Assurance.Accreditation.Accrediting;

namespace AsiFunctions.Domain.Tests.Assurance.Accreditation;

/// <summary>An audit of casthouses in Norway against the PS, from 2 to 6 March 2026, unless a test says otherwise.</summary>
public sealed class AccreditationCheckTests
{
    [Fact]
    public void A_firm_and_a_team_with_the_scope_on_every_day_have_no_gap() => Assert.Empty(Gaps(Firm(Scope()), [Auditor(1, Scope())]));

    [Theory]
    [InlineData("2025-01-01", "2026-03-06", null)] // ends with the audit
    [InlineData("2026-03-02", "2027-01-01", null)] // begins with it
    [InlineData("2025-01-01", "2026-03-05", "6 March 2026")] // ends a day early
    [InlineData("2026-03-03", "2027-01-01", "2 March 2026")] // begins a day late
    public void A_scope_has_to_hold_from_the_first_day_to_the_last(string from, string to, string? missing)
    {
        IReadOnlyList<AccreditationGap> gaps = Gaps(Firm(Scope(from: from, to: to)), [Auditor(1, Scope(from: from, to: to))]);

        Assert.Equal(
            missing is null ? [] : [
                $"firm-scope Example Assurance Ltd is not accredited for PS, Casthouses, Norway, on {missing}.",
                $"team-scope Nobody in the team is accredited for PS, Casthouses, Norway, on {missing}.",
            ],
            gaps.Select(gap => $"{gap.Code} {gap.Message}"));
    }

    [Theory]
    [InlineData("2026-03-04", "2026-03-05", true)] // the next day
    [InlineData("2026-03-04", "2026-03-03", true)] // overlapping
    [InlineData("2026-03-04", "2026-03-06", false)] // a day without
    public void A_row_that_ends_in_the_audit_can_be_continued_by_another(string firstTo, string secondFrom, bool fits)
    {
        AccreditedScope[] rows = [Scope(to: firstTo), Scope(from: secondFrom, key: "A2")];
        Assert.Equal(fits ? [] : ["firm-scope", "team-scope"], Codes(Gaps(Firm(rows), [Auditor(1, rows)])));
    }

    [Fact]
    public void Activity_and_country_have_to_be_in_one_row()
    {
        AccreditedScope[] rows = [Scope([SupplyChainActivity.Casthouses], ["SE"]), Scope([SupplyChainActivity.AluminiumSmelting], ["NO"], key: "A2")];

        Assert.Equal(["firm-scope", "team-scope"], Codes(Gaps(Firm(rows), [Auditor(1, rows)])));
    }

    [Fact]
    public void Each_pair_may_lie_in_another_row_and_with_another_auditor()
    {
        AccreditedScope smelting = Scope([SupplyChainActivity.AluminiumSmelting], ["NO"], key: "A2");
        IReadOnlyList<AccreditationGap> gaps = Gaps(
            Firm(Scope(), smelting),
            [Auditor(1, Scope()), Auditor(2, smelting)],
            activities: [SupplyChainActivity.Casthouses, SupplyChainActivity.AluminiumSmelting]);

        Assert.Empty(gaps);
    }

    [Fact]
    public void Every_pair_outside_is_told()
    {
        IReadOnlyList<AccreditationGap> gaps = Gaps(
            Firm(Scope()),
            [Auditor(1, Scope())],
            activities: [SupplyChainActivity.Casthouses, SupplyChainActivity.AluminaRefining],
            countries: ["NO", "SE"]);

        Assert.Equal(3, gaps.Count(gap => gap.Code == "firm-scope"));
        Assert.Equal(3, gaps.Count(gap => gap.Code == "team-scope"));
        Assert.Contains(gaps, gap => gap.Message.Contains("PS, Casthouses, Sweden", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StandardCode.ChainOfCustody, SupplyChainActivity.SemiFabrication, SupplyChainActivity.MaterialConversion, true)]
    [InlineData(StandardCode.ChainOfCustody, SupplyChainActivity.OtherManufacturingOrSale, SupplyChainActivity.SemiFabrication, true)]
    [InlineData(StandardCode.ChainOfCustody, SupplyChainActivity.Casthouses, SupplyChainActivity.SemiFabrication, false)]
    [InlineData(StandardCode.ChainOfCustody, SupplyChainActivity.SemiFabrication, SupplyChainActivity.Casthouses, false)]
    [InlineData(StandardCode.PerformanceStandard, SupplyChainActivity.SemiFabrication, SupplyChainActivity.MaterialConversion, false)]
    public void After_the_casthouse_all_is_one_group_for_the_Chain_of_Custody_only(
        StandardCode standard, SupplyChainActivity granted, SupplyChainActivity audited, bool fits)
    {
        AccreditedScope scope = Scope([granted], standard: standard);
        Assert.Equal(
            fits ? [] : ["firm-scope", "team-scope"],
            Codes(Gaps(Firm(scope), [Auditor(1, scope)], standard, [audited])));
    }

    [Fact]
    public void A_scope_for_one_standard_is_none_for_the_other() =>
        Assert.Equal(["firm-scope", "team-scope"], Codes(Gaps(Firm(Scope()), [Auditor(1, Scope())], StandardCode.ChainOfCustody)));

    [Theory]
    [InlineData("2026-03-07", null)] // the day after
    [InlineData("2026-03-06", "6 March 2026")]
    [InlineData("2026-01-15", "2 March 2026")]
    public void A_suspension_in_the_audit_is_a_gap(string from, string? day)
    {
        AccreditationStatus suspended = new(AccreditationState.Suspended, "A complaint.");
        AuditFirm firm = Firm(Scope());
        Auditor auditor = Auditor(1, Scope());
        firm = firm with { Statuses = firm.Statuses.With(Day(from), suspended) };
        auditor = auditor with { Statuses = auditor.Statuses.With(Day(from), suspended) };

        Assert.Equal(
            day is null ? [] : [
                $"firm-suspended Example Assurance Ltd is suspended on {day}.",
                $"auditor-suspended The auditor {auditor.Id} is suspended on {day}.",
            ],
            Gaps(firm, [auditor]).Select(gap => $"{gap.Code} {gap.Message}"));
    }

    [Fact]
    public void A_suspension_lifted_before_the_audit_is_none()
    {
        AuditFirm firm = Firm(Scope());
        firm = firm with
        {
            Statuses = firm.Statuses
                .With(Day("2026-01-15"), new AccreditationStatus(AccreditationState.Suspended, "A complaint."))
                .With(Day("2026-03-02"), new AccreditationStatus(AccreditationState.Accredited, "Settled.")),
        };

        Assert.Empty(Gaps(firm, [Auditor(1, Scope())]));
    }

    [Theory]
    [InlineData(AccreditationState.UnderReview)]
    [InlineData(AccreditationState.Withdrawn)]
    [InlineData(AccreditationState.Refused)]
    public void Only_an_accredited_firm_and_auditor_may_work(AccreditationState state)
    {
        History<AccreditationStatus> statuses = History.From(Day(Begin), new AccreditationStatus(state));
        Assert.Equal(
            ["firm-not-accredited", "auditor-not-accredited"],
            Codes(Gaps(Firm(Scope()) with { Statuses = statuses }, [Auditor(1, Scope()) with { Statuses = statuses }])));
    }

    [Fact]
    public void Before_it_is_accredited_a_firm_may_not_work() => Assert.Equal(
        ["firm-not-accredited"],
        Codes(Gaps(
            Firm(Scope()) with { Statuses = History.From(Day("2026-03-03"), new AccreditationStatus(AccreditationState.Accredited)) },
            [Auditor(1, Scope())])));

    [Theory]
    [InlineData("2020-01-01", "2026-03-05", false)]
    [InlineData("2020-01-01", "2026-03-06", true)]
    public void The_bodys_accreditation_has_to_last(string from, string to, bool fits)
    {
        AuditFirm firm = Firm(Scope()) with
        {
            Bodies = [new BodyAccreditation(
            BodyStandard.Iso17065, "Example Accreditation Service", "EX-18", Day(from), Day(to))]
        };
        Assert.Equal(fits ? [] : ["firm-body-accreditation"], Codes(Gaps(firm, [Auditor(1, Scope())])));
    }

    [Theory]
    [InlineData("2025-01-01", null, true)]
    [InlineData("2025-01-01", "2026-03-06", true)]
    [InlineData("2025-01-01", "2026-03-05", false)]
    [InlineData("2026-03-03", null, false)]
    public void An_auditor_has_to_work_for_the_firm_on_every_day(string from, string? to, bool fits)
    {
        Auditor auditor = Auditor(1, Scope()) with { Engagements = [new FirmEngagement(FirmId, null, Day(from), to is null ? null : Day(to))] };
        Assert.Equal(fits ? [] : ["auditor-not-engaged"], Codes(Gaps(Firm(Scope()), [auditor])));
    }

    [Fact]
    public void An_auditor_of_another_firm_is_not_engaged()
    {
        Auditor auditor = Auditor(1, Scope()) with { Engagements = [new FirmEngagement(OtherFirm, "b1", Day(Begin), To: null)] };
        Assert.Equal(["auditor-not-engaged"], Codes(Gaps(Firm(Scope()), [auditor])));
    }

    [Fact]
    public void An_untrained_auditor_is_named_by_reference_only()
    {
        Auditor auditor = Auditor(1, Scope()) with { Trainings = [], Exams = [] };
        AccreditationGap gap = Assert.Single(Gaps(Firm(Scope()), [auditor]));

        Assert.Equal(
            $"auditor-not-qualified The auditor {auditor.Id} lacks on the days of the audit: the training auditor-ps, a passed exam for PS.",
            $"{gap.Code} {gap.Message}");
    }

    [Theory]
    [InlineData("2026-03-02", true, null, true)] // on the first day: before any work
    [InlineData("2026-03-03", true, null, false)] // too late
    [InlineData("2025-01-01", false, null, false)] // not passed
    [InlineData("2025-01-01", true, "2026-03-05", false)] // counts no more
    [InlineData("2025-01-01", true, "2026-03-06", true)]
    public void The_exam_comes_first(string on, bool passed, string? until, bool fits)
    {
        Auditor auditor = Auditor(1, Scope()) with { Exams = [Exam(StandardCode.PerformanceStandard, "V3", on, passed, until)] };
        Assert.Equal(fits ? [] : ["auditor-not-qualified"], Codes(Gaps(Firm(Scope()), [auditor])));
    }

    [Fact]
    public void An_exam_for_the_other_standard_does_not_count()
    {
        Auditor auditor = Auditor(1, Scope()) with { Exams = [Exam(StandardCode.ChainOfCustody, "V2", Begin)] };
        Assert.Equal(["auditor-not-qualified"], Codes(Gaps(Firm(Scope()), [auditor])));
    }

    [Fact]
    public void A_training_that_runs_out_can_be_renewed_in_time()
    {
        TrainingRecord first = new("auditor-ps", Day(Begin), Day("2026-03-03"));
        Auditor renewed = Auditor(1, Scope()) with { Trainings = [first, new TrainingRecord("auditor-ps", Day("2026-02-01"), ValidUntil: null)] };
        Auditor late = renewed with { Trainings = [first, new TrainingRecord("auditor-ps", Day("2026-03-05"), ValidUntil: null)] };

        Assert.Empty(Gaps(Firm(Scope()), [renewed]));
        Assert.Equal(["auditor-not-qualified"], Codes(Gaps(Firm(Scope()), [late])));
    }

    [Fact]
    public void What_cannot_be_checked_is_a_gap_too() => Assert.Equal(
        ["team-empty", "activities-missing", "countries-missing"], Codes(Gaps(Firm(Scope()), [], activities: [], countries: [])));

    [Fact]
    public void All_gaps_come_at_once()
    {
        AuditFirm firm = Firm() with { Bodies = [], Statuses = History.From(Day(Begin), new AccreditationStatus(AccreditationState.Suspended)) };
        Auditor auditor = Auditor() with
        {
            Engagements = [],
            Trainings = [],
            Statuses = History.From(Day(Begin), new AccreditationStatus(AccreditationState.Withdrawn)),
        };

        Assert.Equal(
            ["firm-suspended", "firm-body-accreditation", "firm-scope", "auditor-not-accredited", "auditor-not-engaged", "auditor-not-qualified", "team-scope"],
            Codes(Gaps(firm, [auditor])));
    }

    [Fact]
    public void An_audit_does_not_end_before_it_begins() => Assert.Throws<ArgumentOutOfRangeException>(() => AccreditationCheck.Gaps(
        Firm(Scope()),
        [Auditor(1, Scope())],
        StandardCode.PerformanceStandard,
        [SupplyChainActivity.Casthouses],
        ["NO"],
        Day("2026-03-02"),
        Day("2026-03-01")));

    private static IReadOnlyList<AccreditationGap> Gaps(
        AuditFirm firm,
        Auditor[] team,
        StandardCode standard = StandardCode.PerformanceStandard,
        SupplyChainActivity[]? activities = null,
        string[]? countries = null) => AccreditationCheck.Gaps(
            firm, team, standard, activities ?? [SupplyChainActivity.Casthouses], countries ?? ["NO"], Day("2026-03-02"), Day("2026-03-06"));

    private static IEnumerable<string> Codes(IEnumerable<AccreditationGap> gaps) => gaps.Select(gap => gap.Code);
}
