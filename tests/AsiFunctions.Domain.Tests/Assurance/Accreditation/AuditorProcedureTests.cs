using System.Text.Json;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using AsiFunctions.Domain.Time;
using static AsiFunctions.Domain.Tests.Assurance.Accreditation.Accrediting;

namespace AsiFunctions.Domain.Tests.Assurance.Accreditation;

/// <summary>An auditor applies on 5 January 2026.</summary>
public sealed class AuditorProcedureTests
{
    private static readonly StandardRef Performance = new(StandardCode.PerformanceStandard, "V3");
    private static readonly ScopeGrant Casting = new(StandardCode.PerformanceStandard, [SupplyChainActivity.Casthouses], ["NO"]);

    [Fact]
    public void Training_and_exam_are_the_auditors_and_the_Secretariat_records_the_decision()
    {
        Step.Await step = Assert.IsType<Step.Await>(AuditorProcedure.Next(Applied(), Terms));

        Assert.Equal((Role.Auditor, Role.Secretariat, "auditor-training"), (step.Ball, step.TaskRole, step.What));
        Assert.Equal(Day("2026-02-16"), step.Due!.On);
        Assert.Null(step.WakesAt);
    }

    [Fact]
    public void Nobody_is_accredited_before_training_and_exam()
    {
        Auditor auditor = Applied();
        Assert.Equal(
            "Training and exam come first. Still missing on 5 January 2026: for PS the training auditor-ps and a passed exam for PS; or for CoC the training auditor-coc and a passed exam for CoC.",
            Refused(auditor, new AccreditationCommand.Accredit(Sasha)).Message);

        auditor = Accept(auditor, new AuditorCommand.RecordTraining(Sasha, "auditor-ps", Day("2026-01-02"))).Case;
        auditor = Accept(auditor, new AuditorCommand.RecordExam(Sasha, "Auditor exam", Performance, Day("2026-01-03"), Passed: false)).Case;
        Assert.Equal("not-qualified", Refused(auditor, new AccreditationCommand.Accredit(Sasha)).Code);

        auditor = Accept(auditor, new AuditorCommand.RecordExam(Sasha, "Auditor exam", Performance, Day("2026-01-05"), Passed: true)).Case;
        Decision<Auditor>.Accepted accredited = Accept(auditor, new AccreditationCommand.Accredit(Sasha));

        Assert.Equal(("accredited", 2), (accredited.Case.StateName, accredited.Case.StepNumber));
        Assert.Empty(accredited.Effects.OfType<Effect.Invite>());
        Assert.IsType<Step.Rest>(AuditorProcedure.Next(accredited.Case, Terms));
    }

    [Fact]
    public void A_scope_needs_training_and_exam_for_its_standard()
    {
        Auditor auditor = Accredited();
        Assert.Equal(
            "not-qualified",
            Refused(auditor, new AccreditationCommand.GrantScope(Sasha, Casting with { Standard = StandardCode.ChainOfCustody })).Code);
        Assert.Equal("A1", Assert.Single(Accept(auditor, new AccreditationCommand.GrantScope(Sasha, Casting)).Case.Scopes).Key);
    }

    [Theory]
    [InlineData("2026-01-06", null, "in-the-future")]
    [InlineData("2026-01-05", null, null)]
    [InlineData("2026-01-05", "2026-01-04", "ends-before-it-begins")]
    public void Only_what_has_happened_is_recorded(string on, string? until, string? refusal)
    {
        DateOnly? end = until is null ? null : Day(until);
        Assert.Equal(refusal, CodeOf(new AuditorCommand.RecordTraining(Sasha, "auditor-ps", Day(on), end)));
        Assert.Equal(refusal, CodeOf(new AuditorCommand.RecordExam(Sasha, "Auditor exam", Performance, Day(on), Passed: true, end)));
    }

    [Fact]
    public void How_long_they_count_follows_the_terms_and_is_recorded()
    {
        History<AccreditationTerms> terms = History.From(
            Day("2015-06-01"), Terms.Latest.Value with { TrainingValidity = Period.OfMonths(36), ExamValidity = Period.OfMonths(12) });
        Auditor trained = Accept(Applied(), new AuditorCommand.RecordTraining(Sasha, "auditor-ps", Day("2026-01-05")), terms: terms).Case;
        Auditor passed =
            Accept(trained, new AuditorCommand.RecordExam(Sasha, "Auditor exam", Performance, Day("2026-01-05"), Passed: true), terms: terms).Case;
        Auditor failed =
            Accept(passed, new AuditorCommand.RecordExam(Sasha, "Auditor exam", Performance, Day("2026-01-04"), Passed: false), terms: terms).Case;

        Assert.Equal(Day("2029-01-04"), Assert.Single(failed.Trainings).ValidUntil);
        Assert.Equal([Day("2027-01-04"), null], failed.Exams.Select(exam => exam.ValidUntil));
        Assert.Equal("no-change", Refused(failed, new AuditorCommand.RecordTraining(Sasha, "auditor-ps", Day("2026-01-05")), terms: terms).Code);
    }

    [Fact]
    public void A_module_made_mandatory_later_binds_from_the_next_decision()
    {
        Auditor auditor = Accept(Accredited(), new AuditorCommand.Engage(Sasha, FirmId, "a1")).Case;
        auditor = Accept(auditor, new AccreditationCommand.GrantScope(Sasha, Casting)).Case;
        History<AccreditationTerms> terms = Terms.With(Day("2026-06-01"), Terms.Latest.Value with
        {
            MandatoryTraining =
                new Dictionary<StandardCode, IReadOnlyList<string>> { [StandardCode.PerformanceStandard] = ["auditor-ps", "human-rights"] },
        });

        Assert.Empty(AuditorQualification.Missing(auditor, StandardCode.PerformanceStandard, Day("2026-07-01"), Day("2026-07-02")));
        Assert.Contains(
            "the training human-rights",
            Refused(auditor, new AccreditationCommand.GrantScope(Sasha, Casting), "2026-07-01", terms).Message,
            StringComparison.Ordinal);

        Auditor suspended = Accept(auditor, new AccreditationCommand.Suspend(Sasha, "Until trained."), "2026-07-01", terms).Case;
        Auditor back = Accept(suspended, new AccreditationCommand.Reinstate(Sasha, "On trust."), "2026-07-02", terms).Case;
        Assert.Equal(
            ["the training human-rights"],
            AuditorQualification.Missing(back, StandardCode.PerformanceStandard, Day("2026-07-02"), Day("2026-07-02")));
    }

    [Fact]
    public void An_auditor_may_work_for_several_firms_with_an_account_at_each()
    {
        Auditor auditor = Accept(Accredited(), new AuditorCommand.Engage(Sasha, FirmId, "a1")).Case;
        Assert.Equal("already-engaged", Refused(auditor, new AuditorCommand.Engage(Sasha, FirmId, "a2")).Code);
        auditor = Accept(auditor, new AuditorCommand.Engage(Sasha, OtherFirm, Account: null, Day("2026-02-01"))).Case;
        auditor = Accept(auditor, new AuditorCommand.LinkAccount(Sasha, OtherFirm, "b1")).Case;
        Assert.Equal("not-engaged", Refused(auditor, new AuditorCommand.LinkAccount(Sasha, CaseId.From("AUF", 3), "c1")).Code);
        Assert.Equal("ends-before-it-begins", Refused(auditor, new AuditorCommand.Disengage(Sasha, OtherFirm, Day("2026-01-31"))).Code);

        Decision<Auditor>.Accepted ended = Accept(auditor, new AuditorCommand.Disengage(Sasha, FirmId, Day("2026-06-30")));
        Assert.Equal("already-engaged", Refused(ended.Case, new AuditorCommand.Engage(Sasha, FirmId, "a1", Day("2026-06-30"))).Code);
        auditor = Accept(ended.Case, new AuditorCommand.Engage(Sasha, FirmId, "a1", Day("2026-07-01"))).Case;

        Assert.Equal(
            ["a1 2026-01-05 2026-06-30", "b1 2026-02-01", "a1 2026-07-01"],
            auditor.Engagements.Select(engagement => $"{engagement.Account} {engagement.From:yyyy-MM-dd} {engagement.To:yyyy-MM-dd}".Trim()));
        Assert.False(Assert.Single(ended.Events).Public);
    }

    [Fact]
    public void Erasing_the_person_leaves_the_facts_and_ends_the_accreditation()
    {
        Auditor auditor = Accept(Accredited(), new AuditorCommand.Engage(Sasha, FirmId, "a1")).Case;
        auditor = Accept(auditor, new AccreditationCommand.GrantScope(Sasha, Casting)).Case;

        Auditor erased = Accept(auditor, new AuditorCommand.Erase(Sasha), "2026-03-01").Case;

        Assert.Null(erased.Name);
        Assert.DoesNotContain("Aiko", JsonSerializer.Serialize(erased, JsonSerializerOptions.Web), StringComparison.Ordinal);
        Assert.Equal(("withdrawn", 3), (erased.StateName, erased.StepNumber));
        Assert.Equal(Day("2026-03-01"), Assert.Single(erased.Engagements).To);
        Assert.Equal((auditor.Exams, auditor.Trainings, auditor.Scopes), (erased.Exams, erased.Trainings, erased.Scopes));
        Assert.Equal("already-decided", Refused(erased, new AuditorCommand.Erase(Sasha), "2026-03-02").Code);
    }

    [Fact]
    public void Who_was_refused_can_be_erased_too()
    {
        Auditor refused = Accept(Applied(), new AccreditationCommand.Refuse(Sasha, "Never came.")).Case;
        Auditor erased = Accept(refused, new AuditorCommand.Erase(Sasha)).Case;
        Assert.Equal(("refused", (string?)null), (erased.StateName, erased.Name));
    }

    [Fact]
    public void Only_the_Secretariat_decides()
    {
        Actor lead = new("l1", Role.LeadAuditor);
        Assert.Equal("wrong-role", Refused(Applied(), new AuditorCommand.RecordTraining(lead, "auditor-ps", Day("2026-01-05"))).Code);
        Assert.Equal("wrong-role", Refused(Applied(), new AuditorCommand.Erase(lead)).Code);
    }

    [Fact]
    public void An_auditor_survives_the_round_trip()
    {
        string json = JsonSerializer.Serialize(Accredited(), JsonSerializerOptions.Web);
        Auditor read = JsonSerializer.Deserialize<Auditor>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, JsonSerializerOptions.Web));
        Assert.Equal(["auditor-ps"], read.RequiredTraining[StandardCode.PerformanceStandard]);
    }

    private static Auditor Applied() =>
        AuditorProcedure.Register(CaseId.From("ATR", 1), "Aiko Auditor", registeredOn: null, Sasha, Noon("2026-01-05"), Terms).Case;

    private static Auditor Accredited()
    {
        Auditor auditor = Accept(Applied(), new AuditorCommand.RecordTraining(Sasha, "auditor-ps", Day("2026-01-02"))).Case;
        auditor = Accept(auditor, new AuditorCommand.RecordExam(Sasha, "Auditor exam", Performance, Day("2026-01-03"), Passed: true)).Case;
        return Accept(auditor, new AccreditationCommand.Accredit(Sasha)).Case;
    }

    private static Decision<Auditor>.Accepted Accept(
        Auditor auditor, AccreditationCommand command, string on = "2026-01-05", History<AccreditationTerms>? terms = null) =>
        Assert.IsType<Decision<Auditor>.Accepted>(AuditorProcedure.Decide(auditor, command, Noon(on), terms ?? Terms));

    private static Decision<Auditor>.Refused Refused(
        Auditor auditor, AccreditationCommand command, string on = "2026-01-05", History<AccreditationTerms>? terms = null) =>
        Assert.IsType<Decision<Auditor>.Refused>(AuditorProcedure.Decide(auditor, command, Noon(on), terms ?? Terms));

    private static string? CodeOf(AccreditationCommand command) =>
        (AuditorProcedure.Decide(Applied(), command, Noon("2026-01-05"), Terms) as Decision<Auditor>.Refused)?.Code;
}
