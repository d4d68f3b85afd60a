using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using static AsiFunctions.Domain.Certification.Certificates.CertificateCommand;

namespace AsiFunctions.Domain.Tests.Certification.Certificates;

/// <summary>All transitions in all states: domain notes 2.11.</summary>
public sealed class CertificateTransitionTests
{
    private const string Today = "2026-08-01";

    // A column for each of: suspend, reinstate, withdraw, convert, extend, supersede, time.
    [Theory]
    [InlineData("full", "suspended|already-decided|withdrawn|already-decided|extended|superseded|out-of-order")]
    [InlineData("provisional", "suspended|already-decided|withdrawn|converted|not-eligible|superseded|out-of-order")]
    [InlineData("suspended", "already-decided|reinstated|withdrawn|out-of-order|out-of-order|superseded|out-of-order")]
    [InlineData("withdrawn", "already-decided|already-decided|already-decided|already-decided|already-decided|already-decided|out-of-order")]
    [InlineData("superseded", "already-decided|already-decided|already-decided|already-decided|already-decided|already-decided|out-of-order")]
    [InlineData("expired", "already-decided|already-decided|already-decided|already-decided|already-decided|already-decided|out-of-order")]
    [InlineData("expired, not noted", "already-decided|already-decided|already-decided|already-decided|already-decided|already-decided|expired")]
    [InlineData("lapsed, not noted", "already-decided|already-decided|already-decided|already-decided|already-decided|already-decided|lapsed")]
    public void Each_state_takes_what_fits_it(string state, string expected)
    {
        Certificate certificate = In(state);

        Assert.Equal(expected, string.Join('|', Commands().Select(command => Told(Sample.Decide(certificate, command, Today)))));
    }

    [Theory]
    [InlineData(Role.Secretariat)]
    [InlineData(Role.Board)]
    [InlineData(Role.Member)]
    public void Nobody_but_a_releaser_decides(Role role)
    {
        Actor other = new("other", role, "Somebody Else");
        AuditFindings clean = Sample.Audit(ended: "2026-07-01");
        CertificateCommand[] commands =
        [
            new Suspend(other, "Why."), new Reinstate(other, "Why."), new Withdraw(other, "Why."), new CertificateCommand.Convert(other, clean, null),
            new Extend(other, Sample.Day(Today), null, null), new Supersede(other, CaseId.From("CRT", 2), Sample.Day(Today)),
        ];

        Assert.All(commands, command => Assert.Equal("wrong-role", Told(Sample.Decide(In("full"), command, Today))));
    }

    [Fact]
    public void The_machine_suspends_and_lifts_only_what_it_suspended_itself()
    {
        Certificate byDuty = Sample.Do(In("full"), new Suspend(Actor.Machine, "The PS certificate is missing."), "2026-07-01");

        Assert.Equal("reinstated", Told(Sample.Decide(byDuty, new Reinstate(Actor.Machine, "It is there."), Today)));
        Assert.Equal("performance-standard-missing", Told(Sample.Decide(byDuty, new Reinstate(Sample.Rae, "By exception."), Today)));
        Assert.Equal("already-decided", Told(Sample.Decide(byDuty, new Suspend(Actor.Machine, "Still missing."), Today)));
        Assert.Equal("wrong-role", Told(Sample.Decide(In("suspended"), new Reinstate(Actor.Machine, "It is there."), Today)));
        Assert.Equal("wrong-role", Told(Sample.Decide(byDuty, new Withdraw(Actor.Machine, "Too long."), Today)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_who_suspended_it_each_lift_their_own_whoever_came_first(bool dutyFirst)
    {
        Suspend missing = new(Actor.Machine, "The PS certificate is missing.");
        Suspend complaint = new(Sample.Rae, "A complaint.");
        Certificate both = Sample.Do(
            Sample.Do(In("full"), dutyFirst ? missing : complaint, "2026-06-01"), dutyFirst ? complaint : missing, "2026-07-01");
        Assert.Equal(new CertificateStatus(CertificateState.Suspended, Sample.Day("2026-06-01")), CertificateStatus.On(both, Sample.Day(Today)));

        Decision<Certificate>.Accepted first = Accepted(
            Sample.Decide(both, new Reinstate(dutyFirst ? Actor.Machine : Sample.Rae, "Settled."), Today));
        Assert.Equal(("suspended", true), (first.Case.StateName, first.Case.Facts.Suspended));
        Assert.Empty(first.Effects.OfType<Effect.SendMail>());
        Decision<Certificate>.Accepted second = Accepted(
            Sample.Decide(first.Case, new Reinstate(dutyFirst ? Sample.Rae : Actor.Machine, "Settled."), Today));

        Assert.Equal(("full", false), (second.Case.StateName, second.Case.Facts.Suspended));
        Assert.Equal(new CertificateStatus(CertificateState.Full, Sample.Day(Today)), CertificateStatus.On(second.Case, Sample.Day(Today)));
        Assert.Equal("certificate-reinstated", Assert.Single(second.Effects.OfType<Effect.SendMail>()).Template);
    }

    [Fact]
    public void Every_change_is_told_to_the_duty_and_most_to_the_member()
    {
        Decision<Certificate>.Accepted withdrawn = Accepted(Sample.Decide(In("full"), new Withdraw(Sample.Rae, "Fraud."), Today));
        Effect.SendMail mail = Assert.Single(withdrawn.Effects.OfType<Effect.SendMail>());
        Effect.Tell tell = Assert.Single(withdrawn.Effects.OfType<Effect.Tell>());
        Assert.Equal(("certificate-withdrawn", Role.Member, Today), (mail.Template, mail.To, mail.Facts!["from"]));
        Assert.Equal(Sample.Member.As("DTY"), tell.To);
        Assert.Equal(Sample.Day(Today), Assert.IsType<CertificateNews>(tell.News).Certificate.EndedOn);

        Decision<Certificate>.Accepted superseded = Accepted(
            Sample.Decide(In("full"), new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day(Today)), Today));
        Assert.Empty(superseded.Effects.OfType<Effect.SendMail>());   // the new one's message says it all
    }

    [Fact]
    public void A_certificate_is_not_superseded_by_an_older_one() => Assert.Equal(
        "out-of-order", Told(Sample.Decide(In("full"), new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day("2020-01-01")), Today)));

    [Theory]
    [InlineData("expired")]
    [InlineData("expired, not noted")]
    public void A_successor_of_earlier_days_that_is_entered_after_the_end_of_the_validity_supersedes_from_its_first_day(string state)
    {
        Certificate superseded = Sample.Do(In(state), new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day("2025-09-01")), Today);

        Assert.Equal(
            new CertificateStatus(CertificateState.Superseded, Sample.Day("2025-09-01")), CertificateStatus.On(superseded, Sample.Day(Today)));
        Assert.Equal(
            ("superseded", Sample.Day("2025-09-01"), CaseId.From("CRT", 2)),
            (superseded.StateName, superseded.Facts.EndedOn, superseded.Facts.SupersededBy));
        Assert.Equal(
            "already-decided", Told(Sample.Decide(In(state), new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day("2026-06-01")), Today)));
        Assert.Equal(
            "already-decided", Told(Sample.Decide(superseded, new Supersede(Sample.Rae, CaseId.From("CRT", 3), Sample.Day("2025-10-01")), Today)));
    }

    [Fact]
    public void A_follow_up_that_leaves_majors_open_converts_nothing()
    {
        CertificateCommand.Convert open = new(Sample.Rae, Sample.Audit(ended: "2026-07-01", findings: [Sample.Major()]), Reason: null);

        Assert.Equal("not-full", Told(Sample.Decide(In("provisional"), open, Today)));
        Assert.Equal("audit-too-early", Told(Sample.Decide(In("provisional"), open with { Audit = Sample.Audit(ended: "2025-10-17") }, Today)));
    }

    [Fact]
    public void What_comes_next_is_the_end_of_the_validity()
    {
        Step.Sleep full = Assert.IsType<Step.Sleep>(CertificateProcedure.Next(In("full")));
        Assert.Equal(("validity", "expire", Sample.Day("2026-12-12")), (full.What, full.Then, full.Until.On));
        Step.Sleep provisional = Assert.IsType<Step.Sleep>(CertificateProcedure.Next(In("provisional")));
        Assert.Equal("lapse", provisional.Then);
        Certificate extended = Sample.Do(In("full"), Commands()[4], Today);
        Assert.Equal("extended on 2026-08-01", Assert.IsType<Step.Sleep>(CertificateProcedure.Next(extended)).Until.Rule);
        Assert.IsType<Step.End>(CertificateProcedure.Next(In("withdrawn")));
    }

    [Fact]
    public void Nobody_is_told_today_that_a_certificate_of_long_ago_expired_long_ago()
    {
        Certificate old = Sample.Certificate(issued: "2018-05-01") with { TakenOver = "From the records.", IssuedAt = Sample.Noon(Today) };

        Decision<Certificate>.Accepted noted = Accepted(Sample.Decide(old, new Expire(), Today));

        Assert.Empty(noted.Effects.OfType<Effect.SendMail>());
        Assert.Equal("Expired", CertificateStatus.On(noted.Case, Sample.Day("2021-05-01")).State.ToString());
    }

    // A CoC certificate without findings, so that each transition has a state in which it is possible.
    private static Certificate In(string state)
    {
        Certificate full = Sample.Certificate(issued: "2023-12-13", standard: Sample.Custody);
        Certificate provisional = Sample.Certificate(
            CertificateLevel.Provisional, standard: Sample.Custody, audit: Sample.Audit(standard: Sample.Custody, findings: [Sample.Major()]));
        return state switch
        {
            "full" => full,
            "provisional" => provisional,
            "suspended" => Sample.Do(full, new Suspend(Sample.Rae, "A complaint."), "2026-07-01"),
            "withdrawn" => Sample.Do(full, new Withdraw(Sample.Rae, "Fraud."), "2026-07-01"),
            "superseded" => Sample.Do(full, new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day("2026-07-01")), "2026-07-01"),
            "expired, not noted" => Sample.Certificate(issued: "2023-06-01", standard: Sample.Custody),
            "expired" => Sample.Do(Sample.Certificate(issued: "2023-06-01", standard: Sample.Custody), new Expire(), "2026-06-01"),
            "lapsed, not noted" => Sample.Certificate(CertificateLevel.Provisional, issued: "2025-06-01", standard: Sample.Custody),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
        };
    }

    private static CertificateCommand[] Commands() =>
    [
        new Suspend(Sample.Rae, "A complaint."),
        new Reinstate(Sample.Rae, "Settled."),
        new Withdraw(Sample.Rae, "Fraud."),
        new CertificateCommand.Convert(Sample.Rae, Sample.Audit(ended: "2026-07-01", standard: Sample.Custody), Reason: null),
        new Extend(Sample.Rae, Sample.Day("2026-07-15"), Audit: null, Reason: null),
        new Supersede(Sample.Rae, CaseId.From("CRT", 2), Sample.Day(Today)),
        new Expire(),
    ];

    private static Decision<Certificate>.Accepted Accepted(Decision<Certificate> decision) => Assert.IsType<Decision<Certificate>.Accepted>(decision);

    private static string Told(Decision<Certificate> decision) => decision switch
    {
        Decision<Certificate>.Accepted accepted => Assert.Single(accepted.Events).What,
        Decision<Certificate>.Refused refused => refused.Code,
        _ => "",
    };
}
