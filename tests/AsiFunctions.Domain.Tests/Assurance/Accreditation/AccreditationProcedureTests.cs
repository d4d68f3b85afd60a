using System.Text.Json;
using AsiFunctions.Domain.Assurance.Accreditation;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Membership;
using static AsiFunctions.Domain.Tests.Assurance.Accreditation.Accrediting;

namespace AsiFunctions.Domain.Tests.Assurance.Accreditation;

/// <summary>A firm applies on Monday, 5 January 2026.</summary>
public sealed class AccreditationProcedureTests
{
    private static readonly BodyAccreditation Body = new(
        BodyStandard.Iso17065, "Example Accreditation Service", "EX-18", Day("2024-01-01"), Day("2026-12-31"));
    private static readonly ScopeGrant Casting = new(StandardCode.PerformanceStandard, [SupplyChainActivity.Casthouses], ["SE", "NO"]);

    [Fact]
    public void A_review_is_due_after_ten_working_days()
    {
        AuditFirm firm = Applied();
        Step.Await step = Assert.IsType<Step.Await>(AuditFirmProcedure.Next(firm, Terms));

        Assert.Equal("under-review", firm.StateName);
        Assert.Equal((Role.Secretariat, "accreditation-review", Day("2026-01-19")), (step.TaskRole, step.What, step.Due!.On));
        Assert.Equal("review 10 working days from 2026-01-05", step.Due.Rule);
        Assert.Null(step.WakesAt);
        Assert.Equal([new Choice("accredit"), new Choice("refuse", ReasonRequired: true)], step.Choices);
    }

    [Fact]
    public void An_accredited_firm_is_told_and_its_first_person_invited()
    {
        Decision<AuditFirm>.Accepted accepted = Accept(Applied(), new AccreditationCommand.Accredit(Sasha), "2026-01-12");

        Assert.Equal(("accredited", 2), (accepted.Case.StateName, accepted.Case.StepNumber));
        Assert.Equal([AccreditationMail.Granted], Mails(accepted));
        Assert.Equal(FirmId, Assert.Single(accepted.Effects.OfType<Effect.Invite>()).Organisation);
        Assert.IsType<Step.Rest>(AuditFirmProcedure.Next(accepted.Case, Terms));
    }

    [Theory]
    [InlineData("2026-12-31", null)]
    [InlineData("2027-01-01", "body-accreditation-missing")]
    public void A_firm_needs_a_bodys_accreditation_in_force(string on, string? refusal)
    {
        Decision<AuditFirm> decision = AuditFirmProcedure.Decide(Applied(), new AccreditationCommand.Accredit(Sasha), Noon(on));
        Assert.Equal(refusal, (decision as Decision<AuditFirm>.Refused)?.Code);
    }

    [Fact]
    public void What_is_missing_can_be_recorded()
    {
        AuditFirm bare = Applied() with { Bodies = [] };
        Assert.Equal("body-accreditation-missing", Refusal(bare, new AccreditationCommand.Accredit(Sasha)));

        AuditFirm complete = Accept(bare, new AuditFirmCommand.RecordBody(Sasha, Body)).Case;
        Assert.Equal("no-change", Refusal(complete, new AuditFirmCommand.RecordBody(Sasha, Body)));
        Assert.Equal("accredited", Accept(complete, new AccreditationCommand.Accredit(Sasha)).Case.StateName);
    }

    [Theory]
    [InlineData("2026-01-04", "date-out-of-range")]
    [InlineData("2026-01-05", null)]
    [InlineData("2026-02-02", "date-out-of-range")]
    public void It_begins_between_the_application_and_today(string from, string? refusal) => Assert.Equal(
        refusal,
        (AuditFirmProcedure.Decide(Applied(), new AccreditationCommand.Accredit(Sasha, Day(from)), Noon("2026-02-01")) as Decision<AuditFirm>.Refused)?.Code);

    [Fact]
    public void A_refused_or_withdrawn_accreditation_is_over()
    {
        AuditFirm refused = Accept(Applied(), new AccreditationCommand.Refuse(Sasha, "No body.")).Case;
        AuditFirm withdrawn = Accept(Accredited(), new AccreditationCommand.Withdraw(Sasha, "Fraud.")).Case;

        Assert.Equal("No body.", refused.Status.Reason);
        foreach (AuditFirm over in (AuditFirm[])[refused, withdrawn])
        {
            Assert.IsType<Step.End>(AuditFirmProcedure.Next(over, Terms));
            Assert.Equal("over", Refusal(over, new AccreditationCommand.Reinstate(Sasha, "Why not.")));
            Assert.Equal("over", Refusal(over, new AccreditationCommand.GrantScope(Sasha, Casting)));
        }
    }

    [Fact]
    public void A_suspension_is_lifted_and_both_stay_on_record()
    {
        AuditFirm suspended = Accept(Accredited(), new AccreditationCommand.Suspend(Sasha, "A complaint."), "2026-02-02").Case;
        Assert.Equal("already-decided", Refusal(suspended, new AccreditationCommand.Suspend(Sasha, "Again."), "2026-02-03"));
        Assert.Equal("not-accredited", Refusal(suspended, new AccreditationCommand.GrantScope(Sasha, Casting), "2026-02-03"));

        Decision<AuditFirm>.Accepted back = Accept(suspended, new AccreditationCommand.Reinstate(Sasha, "Settled."), "2026-02-10");

        Assert.Equal([AccreditationMail.Reinstated], Mails(back));
        Assert.Equal("reinstated", Assert.Single(back.Events).What);
        Assert.Equal(
            ["2026-01-05 accredited", "2026-02-02 suspended", "2026-02-10 accredited"],
            back.Case.Statuses.Rows.Select(row => $"{row.From:yyyy-MM-dd} {row.Value.Name}"));
        Assert.Equal("already-decided", Refusal(back.Case, new AccreditationCommand.Reinstate(Sasha, "Again."), "2026-02-11"));
    }

    [Fact]
    public void Before_the_decision_nothing_can_be_suspended() =>
        Assert.Equal("out-of-order", Refusal(Applied(), new AccreditationCommand.Suspend(Sasha, "Why.")));

    [Fact]
    public void Scopes_are_numbered_and_hold_from_today()
    {
        AuditFirm firm = Accept(Accredited(), new AccreditationCommand.GrantScope(Sasha, Casting), "2026-02-01").Case;
        Decision<AuditFirm>.Accepted more = Accept(
            firm, new AccreditationCommand.GrantScope(Sasha, Casting with { From = Day("2026-07-01"), To = Day("2026-12-31") }), "2026-02-01");

        Assert.Equal(
            ["A1 2026-02-01", "A2 2026-07-01 2026-12-31"],
            more.Case.Scopes.Select(scope => $"{scope.Key} {scope.From:yyyy-MM-dd} {scope.To:yyyy-MM-dd}".Trim()));
        Assert.Equal(["NO", "SE"], more.Case.Scopes[0].Countries);
        Assert.Equal("A2", Assert.Single(more.Effects.OfType<Effect.SendMail>()).Facts!["scope"]);
    }

    [Theory]
    [InlineData("2026-01-04", "date-out-of-range")]
    [InlineData("2026-01-05", null)]
    [InlineData("2030-01-01", null)]
    public void A_scope_holds_only_while_the_accreditation_does(string from, string? refusal) => Assert.Equal(
        refusal,
        (AuditFirmProcedure.Decide(Accredited(), new AccreditationCommand.GrantScope(Sasha, Casting with { From = Day(from) }), Noon("2026-02-01")) as Decision<AuditFirm>.Refused)?.Code);

    [Fact]
    public void For_the_Chain_of_Custody_a_scope_takes_the_whole_group_after_the_casthouse()
    {
        ScopeGrant custody = new(StandardCode.ChainOfCustody, [SupplyChainActivity.MaterialConversion, SupplyChainActivity.Casthouses], ["NO"]);
        Assert.Equal(
            [SupplyChainActivity.Casthouses, SupplyChainActivity.SemiFabrication, SupplyChainActivity.MaterialConversion, SupplyChainActivity.OtherManufacturingOrSale],
            Accept(Accredited(), new AccreditationCommand.GrantScope(Sasha, custody)).Case.Scopes[0].Activities);
    }

    [Fact]
    public void An_earlier_end_is_recorded_beside_the_row()
    {
        AuditFirm firm = Accept(Accredited(), new AccreditationCommand.GrantScope(Sasha, Casting with { To = Day("2026-12-31") })).Case;
        Assert.Equal("no-such-scope", Refusal(firm, new AccreditationCommand.EndScope(Sasha, "A9", null, "Why.")));
        Assert.Equal("in-the-past", Refusal(firm, new AccreditationCommand.EndScope(Sasha, "A1", Day("2026-01-04"), "Why.")));
        Assert.Equal("already-decided", Refusal(firm, new AccreditationCommand.EndScope(Sasha, "A1", Day("2027-01-01"), "Why.")));

        AuditFirm shortened = Accept(firm, new AccreditationCommand.EndScope(Sasha, "A1", Day("2026-06-30"), "At the firm's request.")).Case;
        AuditFirm ended = Accept(shortened, new AccreditationCommand.EndScope(Sasha, "A1", To: null, "No auditors there."), "2026-02-01").Case;

        AccreditedScope scope = Assert.Single(ended.Scopes);
        Assert.Equal((Day("2026-02-01"), "No auditors there."), (scope.To!.Value, scope.EndReason));
        Assert.Equal([Day("2026-12-31"), Day("2026-06-30")], scope.Ends.Select(end => end.Before));
        Assert.True(scope.IsInForceOn(Day("2026-02-01")));
        Assert.False(scope.IsInForceOn(Day("2026-02-02")));
    }

    [Fact]
    public void Only_the_Secretariat_decides()
    {
        foreach (Role role in Enum.GetValues<Role>().Where(role => role is not Role.Secretariat))
        {
            Actor other = new("x", role);
            Assert.Equal("wrong-role", Refusal(Applied(), new AccreditationCommand.Accredit(other)));
            Assert.Equal("wrong-role", Refusal(Accredited(), new AccreditationCommand.GrantScope(other, Casting)));
            Assert.Equal("wrong-role", Refusal(Accredited(), new AuditFirmCommand.SetContact(other, Contact: null)));
        }
    }

    [Fact]
    public void A_contact_is_replaced_and_erased_even_after_the_end()
    {
        AuditFirm firm = Accept(Accredited(), new AuditFirmCommand.SetContact(Sasha, new FirmContact("Finn Firm", "finn@example.org", "zh"))).Case;
        AuditFirm gone = Accept(firm, new AccreditationCommand.Withdraw(Sasha, "Closed.")).Case;

        Assert.Equal("Finn Firm", firm.Contact!.Name);
        Assert.Null(Accept(gone, new AuditFirmCommand.SetContact(Sasha, Contact: null)).Case.Contact);
        Assert.Equal("over", Refusal(gone, new AuditFirmCommand.SetContact(Sasha, firm.Contact)));
    }

    [Fact]
    public void A_firm_survives_the_round_trip()
    {
        AuditFirm firm = Accept(Accredited(), new AccreditationCommand.GrantScope(Sasha, Casting)).Case;
        firm = Accept(firm, new AccreditationCommand.EndScope(Sasha, "A1", To: null, "Why.")).Case;
        string json = JsonSerializer.Serialize(firm, JsonSerializerOptions.Web);

        Assert.Equal(
            json, JsonSerializer.Serialize(JsonSerializer.Deserialize<AuditFirm>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    private static AuditFirm Applied() => AuditFirmProcedure.Register(
        FirmId, new FirmRegistration("Example Assurance Ltd", new FirmContact("Fay Firm", "fay@example.org", "en"), [Body]), Sasha, Noon("2026-01-05")).Case;

    private static AuditFirm Accredited() => Accept(Applied(), new AccreditationCommand.Accredit(Sasha)).Case;

    private static Decision<AuditFirm>.Accepted Accept(AuditFirm firm, AccreditationCommand command, string on = "2026-01-05") =>
        Assert.IsType<Decision<AuditFirm>.Accepted>(AuditFirmProcedure.Decide(firm, command, Noon(on)));

    private static string Refusal(AuditFirm firm, AccreditationCommand command, string on = "2026-01-05") =>
        Assert.IsType<Decision<AuditFirm>.Refused>(AuditFirmProcedure.Decide(firm, command, Noon(on))).Code;

    private static IEnumerable<string> Mails(Decision<AuditFirm>.Accepted accepted) =>
        accepted.Effects.OfType<Effect.SendMail>().Select(mail => mail.Template);
}
