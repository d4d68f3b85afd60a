using System.Text.Json;
using AsiFunctions.Domain.Assurance.Appeals;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

/// <summary>What can be appealed against, and what an appeal makes of a certificate.</summary>
public sealed class CertificateAppealTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly Actor Bo = new("bo", Role.Board, "Bo Board");
    private static readonly Actor Remy = new("remy", Role.Releaser, "Remy Releaser");
    private static readonly CaseId Appeal = CaseId.From("APL", 7);

    private static readonly CertificateCommand Suspend = new CertificateCommand.Suspend(Remy, "A complaint.");
    private static readonly CertificateCommand ByDuty = new CertificateCommand.Suspend(Actor.Machine, "PS certificate after CRT");
    private static readonly CertificateCommand Reinstate = new CertificateCommand.Reinstate(Sample.Rae, "Settled.");
    private static readonly CertificateCommand Withdraw = new CertificateCommand.Withdraw(Remy, "Fraud.");

    [Theory]
    [InlineData("", null)]
    [InlineData("suspend", "suspended 1")]
    [InlineData("duty", null)]   // is cured, not appealed against
    [InlineData("duty suspend", "suspended 2")]
    [InlineData("suspend duty", "suspended 1")]
    [InlineData("suspend reinstate", null)]
    [InlineData("suspend reinstate suspend", "suspended 3")]
    [InlineData("suspend withdraw", "withdrawn 2")]
    [InlineData("withdraw", "withdrawn 1")]
    public void The_decision_that_stands_can_be_appealed_against_where_a_person_took_it(string story, string? decision)
    {
        AppealableDecision? found = Told(story).AppealableOn(Sample.Day("2026-03-02"));

        Assert.Equal(decision, found is null ? null : $"{found.What} {found.Number}");
        if (found is not null)
        {
            Assert.Equal(["remy", "rae"], found.TookPart);
            Assert.Equal(Sample.Day("2026-03-01"), found.On);
        }
    }

    [Fact]
    public void What_has_run_out_meanwhile_leaves_only_a_withdrawal_to_appeal_against()
    {
        Assert.Null(Told("suspend").AppealableOn(Sample.Day("2028-12-13")));
        Assert.Equal("withdrawn", Told("withdraw").AppealableOn(Sample.Day("2028-12-13"))?.What);
    }

    [Fact]
    public void An_overturned_suspension_is_lifted()
    {
        Decision<Certificate>.Accepted after = Heard(Told("suspend"), Overturned(1), "2026-03-20");

        Assert.Equal("full", after.Case.StateName);
        Assert.Equal(
            new CertificateStatus(CertificateState.Full, Sample.Day("2026-03-20")), CertificateStatus.On(after.Case, Sample.Day("2026-03-20")));
        Assert.Equal("reinstated", Assert.Single(after.Events).What);
        Assert.Equal([CertificateMail.Reinstated], after.Effects.OfType<Effect.SendMail>().Select(mail => mail.Template));
        Assert.False(Assert.IsType<CertificateNews>(after.Effects.OfType<Effect.Tell>().Single().News).Certificate.Suspended);
        Assert.Null(after.Case.AppealableOn(Sample.Day("2026-03-20")));
    }

    [Fact]
    public void What_the_duty_holds_too_stays_suspended()
    {
        Decision<Certificate>.Accepted after = Heard(Told("suspend duty"), Overturned(1), "2026-03-20");

        Assert.Equal("suspended", after.Case.StateName);
        Assert.Empty(after.Effects.OfType<Effect.SendMail>());
    }

    [Fact]
    public void An_overturned_withdrawal_is_lifted_from_that_day_on()
    {
        Certificate withdrawn = Told("withdraw");
        Decision<Certificate>.Accepted after = Heard(withdrawn, Overturned(1), "2026-03-20");
        Certificate certificate = after.Case;

        Assert.Equal(
            ["2026-02-28 Full 2025-12-13", "2026-03-01 Withdrawn 2026-03-01", "2026-03-19 Withdrawn 2026-03-01", "2026-03-20 Full 2026-03-20", "2028-12-13 Expired 2028-12-13"],
            new[] { "2026-02-28", "2026-03-01", "2026-03-19", "2026-03-20", "2028-12-13" }.Select(day => Standing(certificate, day)));
        Assert.Equal(("full", (CertificateRecord?)null), (certificate.StateName, certificate.End));
        Assert.IsType<Step.Sleep>(CertificateProcedure.Next(certificate));
        Assert.Equal(withdrawn.StepNumber + 1, certificate.StepNumber);
        Assert.Equal(["withdrawn", "restored"], certificate.Records.Select(record => record.Name));
        Assert.Equal(Appeal, Assert.IsType<CertificateRecord.Restoration>(certificate.Records[^1]).Appeal);
        Assert.Equal([CertificateMail.Restored], after.Effects.OfType<Effect.SendMail>().Select(mail => mail.Template));
        Assert.Null(Assert.IsType<CertificateNews>(after.Effects.OfType<Effect.Tell>().Single().News).Certificate.EndedOn);
    }

    [Fact]
    public void A_restored_certificate_lives_on()
    {
        Certificate restored = Heard(Told("suspend withdraw"), Overturned(2), "2026-03-20").Case;
        Assert.Equal("Suspended", CertificateStatus.On(restored, Sample.Day("2026-03-20")).State.ToString());   // that was not appealed against

        Certificate again = Sample.Do(Sample.Do(restored, Reinstate, "2026-04-01"), Withdraw, "2026-05-01");
        Assert.Equal("2026-05-01 Withdrawn 2026-05-01", Standing(again, "2026-05-01"));
        Assert.Equal("2026-04-30 Full 2026-04-01", Standing(again, "2026-04-30"));
        Assert.Equal(5, again.AppealableOn(Sample.Day("2026-05-01"))?.Number);   // a new decision, and a new appeal
        Assert.Equal(
            "expired", Sample.Do(Heard(Told("withdraw"), Overturned(1), "2026-03-20").Case, new CertificateCommand.Expire(), "2028-12-13").StateName);
    }

    [Fact]
    public void Nothing_is_restored_after_the_validity()
    {
        Assert.Equal("full", Heard(Told("withdraw"), Overturned(1), "2028-12-12").Case.StateName);
        Noted("appeal-overturned", Told("withdraw"), Overturned(1), "2028-12-13");
    }

    [Fact]
    public void An_appeal_that_is_filed_or_upheld_is_noted_and_changes_nothing()
    {
        foreach ((AppealNews news, string line) in new (AppealNews, string)[]
        {
            (new AppealNews.Filed(Appeal, new Actor("mia", Role.Member), "It was repaired.") { Number = 1 }, "appealed"),
            (new AppealNews.Upheld(Appeal, Bo, "It was not.") { Number = 1 }, "appeal-upheld"),
        })
        {
            Noted(line, Told("withdraw"), news, "2026-03-20");
        }
    }

    [Theory]
    [InlineData("suspend reinstate", 1)]
    [InlineData("suspend reinstate suspend", 1)]
    [InlineData("suspend withdraw", 1)]
    [InlineData("", 1)]
    public void What_no_longer_stands_is_not_overturned_and_the_outcome_is_noted(string story, int number)
    {
        Noted("appeal-overturned", Told(story), Overturned(number), "2026-03-20");
        Noted("appeal-upheld", Told(story), new AppealNews.Upheld(Appeal, Bo, "It was not.") { Number = number }, "2026-03-20");
        Assert.Equal(
            "already-decided",
            Unheard(Told(story), new AppealNews.Filed(Appeal, new Actor("mia", Role.Member), "It was repaired.") { Number = number }, "2026-03-20"));
    }

    private static Certificate Told(string story) => story.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(
        Sample.Certificate(),
        (certificate, word) => Sample.Do(
            certificate, word switch { "suspend" => Suspend, "duty" => ByDuty, "reinstate" => Reinstate, _ => Withdraw }, "2026-03-01"));

    private static AppealNews.Overturned Overturned(int number) => new AppealNews.Overturned(Appeal, Bo, "So it was.") { Number = number };

    private static Decision<Certificate>.Accepted Heard(Certificate certificate, AppealNews news, string on)
    {
        Decision<Certificate>.Accepted accepted = Assert.IsType<Decision<Certificate>.Accepted>(
            CertificateProcedure.Hear(certificate, news, Sample.Noon(on)));
        return ReferenceEquals(accepted.Case, certificate)
            ? accepted
            : accepted with { Case = JsonSerializer.Deserialize<Certificate>(JsonSerializer.Serialize(accepted.Case, Web), Web)! };
    }

    /// <summary>It stands on the timeline, and nothing changes.</summary>
    private static void Noted(string line, Certificate certificate, AppealNews news, string on)
    {
        Decision<Certificate>.Accepted after = Heard(certificate, news, on);
        Assert.Equal((line, Appeal.Value), (Assert.Single(after.Events).What, after.Events[0].Reason));
        Assert.Same(certificate, after.Case);
        Assert.Empty(after.Effects);
    }

    private static string Unheard(Certificate certificate, AppealNews news, string on) =>
        Assert.IsType<Decision<Certificate>.Refused>(CertificateProcedure.Hear(certificate, news, Sample.Noon(on))).Code;

    private static string Standing(Certificate certificate, string day)
    {
        CertificateStatus status = CertificateStatus.On(certificate, Sample.Day(day));
        return $"{day} {status.State} {status.Since:yyyy-MM-dd}";
    }
}
