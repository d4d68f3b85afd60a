using System.Text.Json;
using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Tests.Assurance.Audits;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;
using Kind = AsiFunctions.Domain.Assurance.Audits.FollowUpKind;

namespace AsiFunctions.Domain.Tests.Assurance.Oversight;

/// <summary>What follows a decision: each once, in order, retried forward, never taken back; what is stuck is shown.</summary>
public sealed class FollowUpTests
{
    private const string Issued = "issue-certificate tell-duty publish-summary open-non-conformances store-document invite-to-survey notify";
    private const string Kept = "tell-duty publish-summary open-non-conformances notify";
    private const string Refused = "tell-duty notify";

    [Theory]
    [InlineData(AuditType.Initial, CertificateLevel.Full, "", Issued)]
    [InlineData(AuditType.Initial, CertificateLevel.Provisional, "", Issued)]
    [InlineData(AuditType.Initial, null, "too-many-majors", Refused)]   // there is no certificate to withdraw
    [InlineData(AuditType.Recertification, CertificateLevel.Full, "", Issued)]
    [InlineData(AuditType.Recertification, CertificateLevel.Provisional, "", Issued)]
    [InlineData(AuditType.Recertification, null, "too-many-majors", "withdraw-certificate tell-duty notify")]
    [InlineData(AuditType.Recertification, null, "plan-not-approved", Refused)]
    [InlineData(AuditType.ScopeChange, CertificateLevel.Full, "", Issued)]
    [InlineData(AuditType.ScopeChange, CertificateLevel.Provisional, "", Issued)]
    [InlineData(AuditType.ScopeChange, null, "critical-major", "withdraw-certificate tell-duty notify")]
    [InlineData(AuditType.Surveillance, CertificateLevel.Full, "", Kept)]
    [InlineData(AuditType.Surveillance, CertificateLevel.Provisional, "", Kept)]
    [InlineData(AuditType.Surveillance, null, "too-many-majors", "withdraw-certificate tell-duty notify")]
    [InlineData(AuditType.Surveillance, null, "critical-major", "withdraw-certificate tell-duty notify")]
    [InlineData(AuditType.Surveillance, null, "step-failed: audit-team", Refused)]
    [InlineData(
        AuditType.FollowUp, CertificateLevel.Full, "", "convert-certificate tell-duty publish-summary open-non-conformances store-document notify")]
    [InlineData(AuditType.FollowUp, CertificateLevel.Provisional, "", Kept)]
    [InlineData(AuditType.FollowUp, null, "too-many-majors", "withdraw-certificate tell-duty notify")]
    [InlineData(AuditType.FollowUp, null, "", Refused)]
    public void What_follows_depends_on_type_and_decision(AuditType type, CertificateLevel? level, string reasons, string follows)
    {
        AuditDecision decision = new(
            level, new ComputedOutcome(level, reasons.Length == 0 ? [] : [reasons]), 1, AuditStory.Rae, Sample.Day("2026-07-03"), "Why.", Second: null, SecondReason: null);

        Assert.Equal(
            follows, string.Join(' ', FollowUps.Of(AuditStory.Subject(type), decision).Select(followUp => ReleaseProcedure.NameOf(followUp.Kind))));
    }

    [Fact]
    public void Each_is_done_once_and_in_its_turn()
    {
        AuditStory story = AuditStory.Decided();
        Kind[] kinds = [.. story.Audit.FollowUps.Select(followUp => followUp.Kind)];
        for (int i = 0; i < kinds.Length; i++)
        {
            Assert.Equal(ReleaseProcedure.NameOf(kinds[i]), Assert.IsType<Step.Work>(story.Next).What);
            int number = story.Audit.StepNumber;
            Assert.All(
                Enum.GetValues<Kind>().Where(kind => kind != kinds[i]),   // done already, not yet due, or none of this audit
                kind => Assert.Equal("already-decided", story.Refused(new FollowUpDone(kind, Reference: null, [], Parts: []))));
            story.Follow(i == 0 ? AuditStory.Certificate.Value : null);
            Assert.Equal(number + 1, story.Audit.StepNumber);
        }

        Assert.IsType<Step.End>(story.Next);
        Assert.True(story.Audit.IsOver);
        Assert.Equal(AuditStory.Certificate, ReleaseProcedure.CertificateOf(story.Audit));
        Assert.All(story.Audit.FollowUps, followUp => Assert.Equal(story.Now, followUp.DoneAt));
        Assert.Equal("already-decided", story.Refused(new FollowUpDone(Kind.Notify, Reference: null, [], Parts: [])));
    }

    [Fact]
    public void What_is_stuck_is_shown_and_tried_again_when_it_is_mended()
    {
        AuditStory story = AuditStory.Decided().Stick();
        Assert.Equal((Role.Secretariat, "release-stuck", "retry"), (story.Task.Ball, story.Task.What, Assert.Single(story.Task.Choices).Decision));
        Assert.Equal(new StuckReason("membership-ended", "The membership has ended.", Sample.Day("2026-07-01")), story.Audit.Pending!.Stuck);
        Assert.Equal("2026-07-01 audit-stuck → Secretariat", story.Mails[^1]);
        Assert.Equal("already-decided", story.Refused(new FollowUpStuck(Kind.IssueCertificate, "again", "Again.")));   // told once
        Assert.False(story.Audit.IsOver);

        story.Do(new Retry(AuditStory.Sasha, "The ending was an error."));
        Assert.Equal("issue-certificate", Assert.IsType<Step.Work>(story.Next).What);
        Assert.Equal("already-decided", story.Refused(new Retry(AuditStory.Sasha, "Again.")));

        story.Stick().Do(new Retry(AuditStory.Sasha, Reason: null)).FollowAll();
        Assert.Equal(
            ["released", "stuck", "retried", "stuck", "retried", "issue-certificate"],
            story.Events.Skip(story.Events.ToList().IndexOf("released")).Take(6));
        Assert.IsType<Step.End>(story.Next);
    }

    [Fact]
    public void What_was_done_after_all_is_not_stuck_any_more()
    {
        AuditStory story = AuditStory.Decided().Stick().Follow(AuditStory.Certificate.Value);

        Assert.Null(story.Audit.FollowUps[0].Stuck);
        Assert.Equal("tell-duty", Assert.IsType<Step.Work>(story.Next).What);
    }

    [Fact]
    public void Only_what_is_next_gets_stuck() =>
        Assert.Equal("already-decided", AuditStory.Decided().Refused(new FollowUpStuck(Kind.Notify, "x", "Not yet.")));

    [Fact]
    public void Nothing_follows_before_the_decision()
    {
        AuditStory story = AuditStory.In("second-opinion");

        Assert.Equal("already-decided", story.Refused(new FollowUpDone(Kind.IssueCertificate, AuditStory.Certificate.Value, [], Parts: [])));
        Assert.Equal("out-of-order", story.Refused(new Retry(AuditStory.Sasha, "Go on.")));
    }

    [Theory]
    [InlineData(CertificateLevel.Full, "audit-approved")]
    [InlineData(null, "audit-declined")]
    public void Member_and_firm_are_told_last(CertificateLevel? level, string template)
    {
        AuditStory story = AuditStory.Decided(level);
        Assert.DoesNotContain(story.Mails, mail => mail.Contains(template, StringComparison.Ordinal));

        story.FollowAll();
        Assert.Equal([$"2026-07-01 {template} → Member", $"2026-07-01 {template} → LeadAuditor"], story.Mails.TakeLast(2));
    }

    [Fact]
    public void Of_a_surveillance_audit_the_duty_hears_that_it_is_done_and_of_its_majors()
    {
        AuditStory story = AuditStory.Opened(AuditStory.Subject(AuditType.Surveillance)).Plan().MoveTo("2026-07-01");
        story.Hear(new Domain.Assurance.Reports.ReportNews.Submitted(story.Revision(1, majors: 2))).Checks(CertificateLevel.Provisional).PassUpTo(
            OversightStep.Release)
            .Release()
            .FollowAll();

        Assert.Equal(
            [
                new ObligationMet(
                    ObligationKind.Surveillance, AuditStory.Certificate, Sample.Day(AuditStory.To), AuditStory.Rae, AuditStory.Id.Value),
                new ObligationMet(ObligationKind.CorrectiveActionPlan, AuditStory.Id, Sample.Day("2026-07-01"), AuditStory.Rae, AuditStory.Id.Value),   // the report came with the plan
            ],
            story.Told.Select(tell => tell.News).OfType<ObligationMet>());
        Assert.Equal(
            new FindingsNews(AuditStory.Id, Sample.Day(AuditStory.To), 2, AuditStory.Rae),
            story.Told.Select(tell => tell.News).OfType<FindingsNews>().Single());
    }

    [Theory]
    [InlineData(AuditType.Initial, null, "audit-scheduled report-in-oversight self-assessment-submitted")]
    [InlineData(AuditType.Initial, CertificateLevel.Full, "audit-scheduled report-in-oversight")]   // the certificate says the rest
    [InlineData(AuditType.Recertification, null, "audit-scheduled report-in-oversight self-assessment-submitted")]
    [InlineData(AuditType.FollowUp, null, "audit-scheduled report-in-oversight no-self-assessment")]
    [InlineData(AuditType.FollowUp, CertificateLevel.Full, "audit-scheduled report-in-oversight no-self-assessment")]   // the next one is the recertification
    [InlineData(AuditType.FollowUp, CertificateLevel.Provisional, "audit-scheduled report-in-oversight no-self-assessment")]
    [InlineData(AuditType.Surveillance, CertificateLevel.Full, "")]
    [InlineData(AuditType.Surveillance, null, "")]
    public void The_duty_hears_how_far_the_next_certificate_is(AuditType type, CertificateLevel? level, string told) => Assert.Equal(
        told,
        string.Join(' ', AuditStory.Decided(level, AuditStory.Subject(type)).FollowAll().Progress.Select(
            progress => JsonNamingPolicy.KebabCaseLower.ConvertName($"{progress}"))));
}
