using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using static AsiFunctions.Domain.Tests.Assurance.Reports.Drafting;

namespace AsiFunctions.Domain.Tests.Assurance.Reports;

public sealed class ReportProcedureTests
{
    private static readonly AuditReportFile Blank = AuditReportFile.Begin(Subject());

    private static readonly ReportRevision First = new(
        1, "blob", "00", Today, Lea, new AuditDays(null, null, Today, 0, 2), Majors: 0, Minors: 0, Maturity.Low, CorrectiveActionPlan.Approved, Answer: false);

    [Fact]
    public void A_report_begins_with_its_audit_as_a_draft() =>
        Assert.Equal((Audit.As("RPT"), "drafting", typeof(Step.Rest)), (Blank.Id, Blank.StateName, ReportProcedure.Next(Blank).GetType()));

    [Fact]
    public void A_finding_is_saved_into_its_chapter_without_a_line_in_the_timeline()
    {
        Decision<AuditReportFile>.Accepted first = Done(Save(Blank, chapter: null, "1.1", Conformance));
        Decision<AuditReportFile>.Accepted second = Done(Save(first.Case, Part(first), "1.2", Minor));

        Assert.Equal(("findings-1", 2), (second.Parts[0].Name, Part(second).Findings!.Count));
        Assert.Equal((1, 1), (second.Case.VersionOf("findings/1.1"), second.Case.VersionOf("findings/1.2")));
        Assert.Empty(second.Events);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(1, null)]
    [InlineData(0, "stale")]
    public void The_second_of_two_who_change_a_finding_is_told(int? seen, string? code)
    {
        Decision<AuditReportFile>.Accepted first = Done(Save(Blank, chapter: null, "1.1", Conformance));

        Assert.Equal(code, CodeOf(Save(first.Case, Part(first), "1.1", Minor, seen)));
        Assert.Equal("unchanged", CodeOf(Save(first.Case, Part(first), "1.1", Conformance, seen)));
    }

    [Fact]
    public void A_part_that_is_not_the_one_the_report_speaks_of_is_read_again()
    {
        AuditReportFile saved = Done(Save(Blank, chapter: null, "1.1", Conformance)).Case;

        Assert.Equal("read-again", CodeOf(Save(saved, chapter: null, "1.1", Minor)));
        Assert.Null(ReportDraft.Of(saved, new Dictionary<string, ReportPart>()));
    }

    [Theory]
    [InlineData("9.9", "F1", "no-such-criterion")]
    [InlineData("1.1", "F9", "no-such-site")]
    public void Criteria_and_sites_are_those_of_the_audit(string criterion, string site, string code)
    {
        Assert.Equal(code, CodeOf(Save(Blank, chapter: null, criterion, Conformance with { Sites = [site] })));
        Assert.Equal(
            code is "no-such-site" ? code : "criterion-not-offered",
            CodeOf(ReportProcedure.AddNonConformance(
                Blank, Standard, NonConformance(criterion, NonConformanceGrade.Minor) with { Sites = [site] }, Lea, request: null, Now)));
    }

    [Fact]
    public void A_chapter_takes_what_a_row_takes_whatever_the_script()
    {
        FindingContent longest = new(
            Rating.Conformance,
            new string('铝', ReportLimits.Text),
            [.. Enumerable.Repeat(new string('铝', ReportLimits.Line), ReportLimits.Evidence)],
            []);
        Dictionary<string, DraftItem<FindingContent>> full = Enumerable.Range(3, 27).ToDictionary(n => $"1.{n}", _ => Item(longest));

        Assert.Null(CodeOf(Save(Blank, new ReportPart(full), "1.1", longest)));
        full["1.99"] = Item(longest);
        Assert.Equal("too-much-text", CodeOf(Save(Blank, new ReportPart(full), "1.1", longest)));
    }

    [Fact]
    public void An_import_takes_what_a_transaction_takes()
    {
        // 1,500 characters that the way to the table makes six times as long: 300 of them fit at once, 400 do not.
        FindingContent content = new(Rating.Conformance, new string('铝', 1500), [], []);
        ReportDraft draft = new(
            Blank, new Dictionary<string, DraftItem<FindingContent>>(), new Dictionary<int, DraftItem<NonConformanceContent>>(), General: null);

        Assert.Null(CodeOf(Import(300)));
        Assert.Equal("too-much-text", CodeOf(Import(400)));

        Decision<AuditReportFile> Import(int rows) => ReportProcedure.Import(
            draft, Enumerable.Range(0, rows).ToDictionary(n => $"{n % 20}.{n}", _ => new DraftChange<FindingContent>(Lea, content, IfVersion: 0)), Now);
    }

    [Fact]
    public void Numbers_of_non_conformances_are_never_given_twice()
    {
        Decision<AuditReportFile>.Accepted added = Add(Blank);
        Decision<AuditReportFile>.Accepted removed = Done(ReportProcedure.RemoveNonConformance(added.Case, Part(added), 1, Lea, ifVersion: 1, Now));
        Decision<AuditReportFile>.Accepted again = Add(removed.Case);

        Assert.Equal("non-conformance-0001", removed.Parts[0].Name);
        Assert.Null(Part(removed).NonConformance!.Content.Statement);
        Assert.Equal(
            (2, 0, 1), (again.Case.LastNonConformance, again.Case.VersionOf("non-conformances/1"), again.Case.VersionOf("non-conformances/2")));
        ReportDraft draft = ReportDraft.Of(
            again.Case, new Dictionary<string, ReportPart> { [removed.Parts[0].Name] = Part(removed), [again.Parts[0].Name] = Part(again) })!;
        Assert.Equal([2], draft.NonConformances.Keys);
    }

    [Fact]
    public void A_non_conformance_that_was_removed_cannot_be_saved()
    {
        Decision<AuditReportFile>.Accepted added = Add(Blank);
        Decision<AuditReportFile>.Accepted removed = Done(
            ReportProcedure.RemoveNonConformance(added.Case, Part(added), 1, Lea, ifVersion: null, Now));
        DraftChange<NonConformanceContent> change = new(Lea, NonConformance("1.1", NonConformanceGrade.Major), IfVersion: null);

        Assert.Null(CodeOf(ReportProcedure.SaveNonConformance(added.Case, Part(added), Standard, 1, change, Now)));
        Assert.Equal("no-such-item", CodeOf(ReportProcedure.SaveNonConformance(removed.Case, Part(removed), Standard, 1, change, Now)));
        Assert.Equal("no-such-item", CodeOf(ReportProcedure.RemoveNonConformance(removed.Case, Part(removed), 1, Lea, ifVersion: null, Now)));
    }

    [Fact]
    public void A_report_takes_100_non_conformances()
    {
        AuditReportFile file = Enumerable.Range(0, ReportLimits.NonConformances).Aggregate(Blank, (before, _) => Add(before).Case);

        Assert.Equal("too-many", CodeOf(ReportProcedure.AddNonConformance(file, Standard, new NonConformanceContent(), Lea, request: null, Now)));
    }

    [Fact]
    public void An_attachment_that_a_revision_names_stays_for_it()
    {
        AuditReportFile attached = Done(ReportProcedure.Attach(Done(ReportProcedure.Attach(Blank, Attached(), Lea)).Case, Attached(), Lea)).Case;
        AuditReportFile without = Done(ReportProcedure.Detach(attached, "A1", Lea)).Case;
        AuditReportFile reopened = Reopened(Submitted(without));
        AuditReportFile removed = Done(ReportProcedure.Detach(reopened, "A2", Lea)).Case;

        Assert.Equal(["A2"], without.Attachments.Keys);
        Assert.Equal((true, 1), (removed.Attachments["A2"].Removed, removed.Attachments["A2"].Since));
        Assert.Empty(removed.Present);
        Assert.Equal("no-such-item", CodeOf(ReportProcedure.Detach(removed, "A2", Lea)));
        Assert.Equal("A3", Assert.IsType<Effect.Scan>(Done(ReportProcedure.Attach(removed, Attached(), Lea)).Effects[0]).Part);
    }

    [Fact]
    public void A_verdict_of_the_scan_counts_once_and_even_after_the_submission()
    {
        AuditReportFile attached = Done(ReportProcedure.Attach(Blank, Attached(), Lea)).Case with { State = ReportState.Submitted };

        AuditReportFile scanned = Done(ReportProcedure.RecordScan(attached, "A1", EvidenceStatus.Infected)).Case;

        Assert.Equal(EvidenceStatus.Infected, scanned.Attachments["A1"].Status);
        Assert.Equal("unchanged", CodeOf(ReportProcedure.RecordScan(scanned, "A1", EvidenceStatus.Clean)));
        Assert.Equal("unchanged", CodeOf(ReportProcedure.ScanAgain(scanned, "A1")));
    }

    [Fact]
    public void The_audit_hears_of_a_submission_in_the_same_decision()
    {
        Decision<AuditReportFile>.Accepted submitted = Done(ReportProcedure.Submit(Blank, First, request: null));

        Assert.Equal(("submitted", 1), (submitted.Case.StateName, submitted.Case.Revisions.Count));
        Effect.Tell tell = Assert.IsType<Effect.Tell>(Assert.Single(submitted.Effects));
        Assert.Equal((Audit, First), (tell.To, Assert.IsType<ReportNews.Submitted>(tell.News).Revision));
    }

    [Fact]
    public void A_clarification_reopens_what_was_submitted_with_all_that_was_written()
    {
        AuditReportFile written = Done(Save(Blank, chapter: null, "1.1", Conformance)).Case;

        AuditReportFile reopened = Reopened(Submitted(written));

        Assert.Equal(("drafting", "Why?", 1), (reopened.StateName, reopened.Clarification!.Question, reopened.VersionOf("findings/1.1")));
        Assert.Null(Submitted(reopened).Clarification);
    }

    public static TheoryData<ReportState, ReportNews, string> News
    {
        get
        {
            ReportNews withdrawn = new ReportNews.QuestionWithdrawn();
            ReportNews asked = new ReportNews.Reopened("Why?", Today);
            ReportNews closed = new ReportNews.Closed();
            return new()
            {
                { ReportState.Drafting, withdrawn, "out-of-order" },
                { ReportState.Submitted, withdrawn, "out-of-order" },
                { ReportState.Closed, withdrawn, "out-of-order" },
                { ReportState.Drafting, asked, "out-of-order" },
                { ReportState.Submitted, asked, "drafting" },
                { ReportState.Closed, asked, "out-of-order" },
                { ReportState.Drafting, closed, "closed" },
                { ReportState.Submitted, closed, "closed" },
                { ReportState.Closed, closed, "out-of-order" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(News))]
    public void What_the_audit_tells_counts_in_its_order(ReportState state, ReportNews news, string becomes)
    {
        Decision<AuditReportFile> decision = ReportProcedure.Hear(Blank with { State = state }, news);

        Assert.Equal(becomes, decision is Decision<AuditReportFile>.Accepted accepted ? accepted.Case.StateName : CodeOf(decision));
    }

    [Fact]
    public void A_question_that_is_withdrawn_leaves_the_report_as_it_was_submitted()
    {
        AuditReportFile written = Done(Save(Blank, chapter: null, "1.1", Conformance)).Case;

        AuditReportFile after = Done(ReportProcedure.Hear(Reopened(Submitted(written)), new ReportNews.QuestionWithdrawn())).Case;

        Assert.Equal(("submitted", 1, (Clarification?)null), (after.StateName, after.Revisions.Count, after.Clarification));
    }

    [Theory]
    [InlineData(ReportState.Submitted, "submitted")]
    [InlineData(ReportState.Closed, "closed")]
    public void What_is_submitted_or_closed_is_not_written_any_more(ReportState state, string code)
    {
        AuditReportFile file = Blank with { State = state };
        Decision<AuditReportFile>[] refused =
        [
            Save(file, chapter: null, "1.1", Conformance),
            ReportProcedure.Import(
                new ReportDraft(file, Draft().Findings, Draft().NonConformances, null), new Dictionary<string, DraftChange<FindingContent>>(), Now),
            ReportProcedure.AddNonConformance(file, Standard, new NonConformanceContent(), Lea, request: null, Now),
            ReportProcedure.SaveNonConformance(file, null, Standard, 1, new(Lea, new NonConformanceContent(), null), Now),
            ReportProcedure.RemoveNonConformance(file, null, 1, Lea, null, Now),
            ReportProcedure.SaveGeneral(file, null, new(Lea, General, null), Now),
            ReportProcedure.Attach(file, Attached(), Lea),
            ReportProcedure.Detach(file, "A1", Lea),
            ReportProcedure.Submit(file, First, request: null),
        ];

        Assert.All(refused, decision => Assert.Equal(code, CodeOf(decision)));
    }

    private static Decision<AuditReportFile> Save(
        AuditReportFile file, ReportPart? chapter, string criterion, FindingContent content, int? seen = null) =>
        ReportProcedure.SaveFinding(file, chapter, Standard, criterion, new DraftChange<FindingContent>(Lea, content, seen), Now);

    private static Decision<AuditReportFile>.Accepted Add(AuditReportFile file) =>
        Done(ReportProcedure.AddNonConformance(file, Standard, NonConformance("1.1", NonConformanceGrade.Minor), Lea, request: null, Now));

    private static AuditReportFile Submitted(AuditReportFile file) =>
        Done(ReportProcedure.Submit(file, First with { Number = file.Revisions.Count + 1 }, request: null)).Case;

    private static AuditReportFile Reopened(AuditReportFile file) => Done(ReportProcedure.Hear(file, new ReportNews.Reopened("Why?", Today))).Case;

    private static ReportPart Part(Decision<AuditReportFile>.Accepted decision) => Assert.IsType<ReportPart>(Assert.Single(decision.Parts).Content);

    private static Decision<AuditReportFile>.Accepted Done(Decision<AuditReportFile> decision) =>
        Assert.IsType<Decision<AuditReportFile>.Accepted>(decision);

    private static string? CodeOf(Decision<AuditReportFile> decision) => (decision as Decision<AuditReportFile>.Refused)?.Code;
}
