using System.Globalization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Assessments;
using AsiFunctions.Domain.Certification.Entities;
using AsiFunctions.Domain.Certification.Evidence;
using AsiFunctions.Domain.Certification.Standards;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Certification.Assessments;

public sealed class AssessmentProcedureTests
{
    private static readonly CaseId Member = CaseId.From("MEM", 7);
    private static readonly CaseId Id = CaseId.From("SAS", 11);
    private static readonly Actor Mia = new("account-mia", Role.Member);
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly EvidenceLibrary Library = EvidenceLibrary.Empty(Member.As("EVI"));

    [Theory]
    [InlineData(null, false, false, false)]
    [InlineData(Rating.Conformance, false, false, true)]
    [InlineData(Rating.UnableToRate, false, false, true)]
    [InlineData(Rating.MinorNonConformance, false, true, false)]
    [InlineData(Rating.MinorNonConformance, true, false, true)]
    [InlineData(Rating.MajorNonConformance, false, false, false)]
    [InlineData(Rating.MajorNonConformance, true, false, true)]
    [InlineData(Rating.NotApplicable, true, false, false)]
    [InlineData(Rating.NotApplicable, false, true, true)]
    public void A_criterion_is_complete_when_rated_and_explained_where_that_is_needed(Rating? rating, bool explained, bool reasoned, bool complete) =>
        Assert.Equal(complete, (Mark.Untouched with { Rating = rating, Explained = explained, Reasoned = reasoned }).IsComplete);

    [Fact]
    public void An_opening_is_told_to_the_register()
    {
        Decision<SelfAssessment>.Accepted begun = Begin(V("V3", "1.1"));

        Assert.Equal(["opened"], begun.Events.Select(e => e.What));
        Effect.Tell tell = Assert.IsType<Effect.Tell>(Assert.Single(begun.Effects));
        Assert.Equal(Member.As("ENT"), tell.To);
        AssessmentNews news = Assert.IsType<AssessmentNews>(tell.News);
        Assert.Equal(("S1", Id, (DateOnly?)null), (news.Scope, news.Assessment.Id, news.Assessment.SubmittedOn));
    }

    [Fact]
    public void Saving_grows_the_criterions_own_version_and_leaves_the_others_alone()
    {
        StandardVersion version = V("V3", "1.1", "1.2");
        SelfAssessment assessment = Begin(version).Case;

        Decision<SelfAssessment>.Accepted first = Saved(assessment, null, version, Change("1.1", Rated(Rating.Conformance), seen: 0));
        Decision<SelfAssessment>.Accepted second = Saved(
            first.Case, ChapterOf(first), version, Change("1.1", Rated(Rating.MajorNonConformance), seen: 1));

        Assert.Equal((2, 0), (second.Case.MarkOf("1.1").Version, second.Case.MarkOf("1.2").Version));
        Assert.Equal(second.Case.MarkOf("1.1").Version, ChapterOf(second).Find("1.1")!.Version);
        Assert.Empty(second.Events);
        Assert.Empty(second.Effects);
    }

    [Theory]
    [InlineData("1.1", 0, "stale")]
    [InlineData("1.1", 2, "stale")]
    [InlineData("9.9", 0, "no-such-criterion")]
    public void Saving_is_refused_for_another_version_or_an_unknown_criterion(string key, int seen, string code)
    {
        StandardVersion version = V("V3", "1.1");
        Decision<SelfAssessment>.Accepted first = Saved(Begin(version).Case, null, version, Change("1.1", Rated(Rating.Conformance), seen: 0));

        Assert.Equal(code, Refused(
            AssessmentProcedure.Save(first.Case, ChapterOf(first), version, Library, Change(key, Rated(Rating.MinorNonConformance), seen), Now)));
    }

    [Fact]
    public void What_does_not_fit_into_its_row_is_refused_before_it_is_stored()
    {
        string[] keys = [.. Enumerable.Range(1, 30).Select(n => string.Create(CultureInfo.InvariantCulture, $"1.{n}"))];
        StandardVersion version = V("V3", keys);
        SelfAssessment assessment = Begin(version).Case;
        ChapterAnswers? chapter = null;
        string? code = null;
        int saved = 0;
        foreach (string key in keys)
        {
            AnswerContent content = AnswerContent.Nothing with { Explanation = new string('铝', AnswerLimits.Explanation) };
            Decision<SelfAssessment> decision = AssessmentProcedure.Save(assessment, chapter, version, Library, Change(key, content, seen: 0), Now);
            if (decision is not Decision<SelfAssessment>.Accepted accepted)
            {
                code = Refused(decision);
                break;
            }

            (assessment, chapter) = (accepted.Case, ChapterOf(accepted));
            saved++;
        }

        Assert.Equal(("too-much-text", 17), (code, saved));
    }

    [Theory]
    [InlineData(StandardCode.PerformanceStandard, true)]
    [InlineData(StandardCode.ChainOfCustody, false)]
    public void A_submission_is_told_to_the_register_and_of_a_PS_scope_to_the_duty(StandardCode code, bool duty)
    {
        StandardVersion version = V("V3", code, "1.1");
        Decision<SelfAssessment>.Accepted saved = Saved(Begin(version).Case, null, version, Change("1.1", Rated(Rating.Conformance), seen: 0));

        Decision<SelfAssessment>.Accepted submitted = Accepted(AssessmentProcedure.Submit(saved.Case, version, Mia, Now));

        Assert.Equal(new DateOnly(2026, 3, 1), submitted.Case.SubmittedOn);
        Assert.IsType<Step.End>(AssessmentProcedure.Next(submitted.Case));
        Effect.Tell[] told = [.. submitted.Effects.Cast<Effect.Tell>()];
        Assert.Equal(duty ? [Member.As("ENT"), Member.As("DTY")] : [Member.As("ENT")], told.Select(tell => tell.To));
        Assert.Equal(duty, told.Any(
            tell => tell.News is ProgressNews { Progress: CertificationProgress.SelfAssessmentSubmitted, Source: { } source } && source == Id));
        Assert.Equal("submitted", Refused(AssessmentProcedure.Submit(submitted.Case, version, Mia, Now)));
        Assert.Equal("submitted", Refused(AssessmentProcedure.Assign(submitted.Case, version, "1.1", "account-kim")));
    }

    [Fact]
    public void Whoever_opens_it_is_its_main_contact_until_a_colleague_is_named_also_after_the_submission()
    {
        StandardVersion version = V("V3", "1.1");
        SelfAssessment begun = Begin(version).Case;
        Assert.Equal(Mia.Id, begun.MainContact);

        Assert.Equal("unchanged", Refused(AssessmentProcedure.NameContact(begun, Mia.Id, Mia)));
        SelfAssessment submitted = begun with { State = AssessmentState.Submitted };
        Assert.Equal("account-kim", Accepted(AssessmentProcedure.NameContact(submitted, "account-kim", Mia)).Case.MainContact);
        Assert.Equal("cancelled", Refused(AssessmentProcedure.NameContact(begun with { State = AssessmentState.Cancelled }, "account-kim", Mia)));
    }

    [Fact]
    public void A_submission_with_gaps_is_refused_and_each_gap_is_named()
    {
        StandardVersion version = V("V3", "1.1", "1.2");
        Decision<SelfAssessment>.Accepted saved = Saved(Begin(version).Case, null, version, Change("1.2", Rated(Rating.NotApplicable), seen: 0));

        Assert.Equal("incomplete", Refused(AssessmentProcedure.Submit(saved.Case, version, Mia, Now)));
        Assert.Equal(
            ["/criteria/1.1", "/criteria/1.2"], AssessmentProgress.Missing(saved.Case, saved.Case.Criteria(version)).Select(fault => fault.Pointer));
    }

    [Fact]
    public void An_import_on_texts_that_are_not_those_of_the_case_reads_again()
    {
        StandardVersion version = V("V3", "1.1", "1.2");
        Decision<SelfAssessment>.Accepted first = Saved(Begin(version).Case, null, version, Change("1.1", Rated(Rating.Conformance), seen: 0));
        Decision<SelfAssessment>.Accepted second = Saved(
            first.Case, ChapterOf(first), version, Change("1.1", Rated(Rating.MinorNonConformance), seen: 1));
        Dictionary<string, ChapterAnswers> old = new() { ["answers-1"] = ChapterOf(first) };
        Dictionary<string, ChapterAnswers> current = new() { ["answers-1"] = ChapterOf(second) };
        AnswerChange[] changes = [Change("1.2", Rated(Rating.Conformance), seen: 0)];

        Assert.Equal("read-again", Refused(AssessmentProcedure.Import(second.Case, old, changes, Now)));
        Assert.Equal("read-again", Refused(AssessmentProcedure.Import(first.Case, current, changes, Now)));
        Assert.Equal(1, Accepted(AssessmentProcedure.Import(second.Case, current, changes, Now)).Case.MarkOf("1.2").Version);
    }

    [Fact]
    public void A_copy_within_the_version_keeps_all_but_the_assignees()
    {
        StandardVersion version = V("V3", "1.1");
        AnswerContent content = new(Rating.MinorNonConformance, "Twice.", null, ["E1"]);
        PreviousCycle previous = Previous(version, ("1.1", content));

        Decision<SelfAssessment>.Accepted begun = Begin(version, previous);

        Assert.True(ChapterOf(begun).Find("1.1")!.Content.SaysTheSameAs(content));
        Assert.Equal((1, null, 1), (begun.Case.MarkOf("1.1").Version, begun.Case.MarkOf("1.1").Assignee, begun.Case.MarkOf("1.1").EvidenceCount));
        Assert.Equal(previous.Assessment.Id, begun.Case.CopiedFrom);
    }

    [Theory]
    [InlineData("1.1=Water", "1.1=Water", "1.1")]
    [InlineData("1.1=Water", "1.1=Air", "")]
    [InlineData("1.1=Water", "2.4=Water", "2.4")]
    [InlineData("1.1=Policy|1.2=Policy", "1.1=Policy|1.2=Other|1.3=Policy", "1.1")]
    [InlineData("1.1=Policy", "2.1=Policy|2.2=Policy", "")]
    public void A_copy_across_versions_follows_titles_and_where_they_are_not_alone_the_number_too(string before, string now, string copied)
    {
        StandardVersion old = Titled("V3", before);
        StandardVersion next = Titled("V4", now);
        PreviousCycle previous = Previous(
            old, [.. ApplicableCriteria.All(old).Select(c => (c.Key, new AnswerContent(Rating.MajorNonConformance, $"Of {c.Key}", "x", ["E1"])))]);

        IReadOnlyDictionary<string, AnswerContent> contents = AssessmentCopy.Of(previous, next.Ref, ApplicableCriteria.All(next));

        Assert.Equal(copied, string.Join(',', contents.Keys));
        Assert.All(contents.Values, content => Assert.Equal((null, null, "E1"), (content.Rating, content.Reason, Assert.Single(content.Evidence))));
    }

    [Fact]
    public void A_number_that_a_spreadsheet_has_cut_is_found_by_its_title()
    {
        StandardVersion version = V("V3", "1.1", "1.10");
        ImportedRow row = new(2, "1.1", "Title of 1.10", Rated(Rating.Conformance), Version: 0);

        ImportPlan plan = ImportCheck.Plan([row], ApplicableCriteria.All(version), new Dictionary<string, ChapterAnswers>(), Library, Mia);

        Assert.Equal("1.10", Assert.Single(plan.Changes).Key);
        Assert.Equal(
            "unknown",
            Assert.Single(ImportCheck.Plan([row with { Title = "Else" }], ApplicableCriteria.All(version), new Dictionary<string, ChapterAnswers>(), Library, Mia).Faults).Code);
    }

    private static PreviousCycle Previous(StandardVersion version, params (string Key, AnswerContent Content)[] answers)
    {
        SelfAssessment assessment = Begin(version).Case;
        IEnumerable<ChapterAnswers> chapters = answers
            .GroupBy(answer => ChapterAnswers.PartOf(answer.Key))
            .Select(
                group => new ChapterAnswers(group.ToDictionary(answer => answer.Key, answer => new Answer(3, answer.Content, "account-kim", Now))));
        return new PreviousCycle(assessment, [.. chapters], ApplicableCriteria.All(version));
    }

    private static Decision<SelfAssessment>.Accepted Begin(StandardVersion version, PreviousCycle? previous = null)
    {
        CertificationScope scope = new(
            "S1", version.Ref.Standard, "Works", "All", [], [], [SupplyChainActivity.Casthouses], new DateOnly(2026, 1, 1), ClosedOn: null, [], []);
        return AssessmentProcedure.Begin(
            Id, new Opening(Member, MembershipClass.ProductionAndTransformation, scope, version, previous, Request: null), Mia, Now);
    }

    private static StandardVersion V(string version, params string[] keys) => V(version, StandardCode.PerformanceStandard, keys);

    private static StandardVersion V(string version, StandardCode code, params string[] keys) =>
        Of(version, code, [.. keys.Select(key => (key, $"Title of {key}"))]);

    private static StandardVersion Titled(string version, string criteria) => Of(
        version, StandardCode.PerformanceStandard, [.. criteria.Split('|').Select(c => c.Split('=')).Select(c => (c[0], c[1]))]);

    private static StandardVersion Of(string version, StandardCode code, (string Key, string Title)[] criteria) => new(
        new StandardRef(code, version),
        version,
        Sample: true,
        new DateOnly(2022, 5, 1),
        AuditableUntil: null,
        [.. criteria.GroupBy(c => c.Key.Split('.')[0]).Select(
            g => new Principle(g.Key, $"Principle {g.Key}", [.. g.Select(c => new Criterion(c.Key, c.Title, Critical: false, Applies: null, []))]))]);

    private static AnswerContent Rated(Rating rating) => AnswerContent.Nothing with { Rating = rating };

    private static AnswerChange Change(string key, AnswerContent content, int? seen) => new(Mia, key, content, seen);

    private static Decision<SelfAssessment>.Accepted Saved(
        SelfAssessment assessment, ChapterAnswers? chapter, StandardVersion version, AnswerChange change) =>
        Accepted(AssessmentProcedure.Save(assessment, chapter, version, Library, change, Now));

    private static Decision<SelfAssessment>.Accepted Accepted(Decision<SelfAssessment> decision) =>
        Assert.IsType<Decision<SelfAssessment>.Accepted>(decision);

    private static string Refused(Decision<SelfAssessment> decision) => Assert.IsType<Decision<SelfAssessment>.Refused>(decision).Code;

    private static ChapterAnswers ChapterOf(Decision<SelfAssessment>.Accepted decision) => (ChapterAnswers)Assert.Single(decision.Parts).Content;
}
