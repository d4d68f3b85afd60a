using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.Reports;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Domain.Tests.Membership;
using static AsiFunctions.Domain.Assurance.Audits.AuditCommand;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>Calling an audit off, and who may decide what at all.</summary>
public sealed class AuditCancellationTests
{
    [Theory]
    [InlineData(Role.Member, "planned", "cancelled")]
    [InlineData(Role.MemberAdmin, "planned", "cancelled")]
    [InlineData(Role.LeadAuditor, "planned", "cancelled")]
    [InlineData(Role.Secretariat, "planned", "cancelled")]
    [InlineData(Role.Auditor, "planned", "wrong-role")]
    [InlineData(Role.Releaser, "planned", "wrong-role")]
    [InlineData(Role.Board, "planned", "wrong-role")]
    [InlineData(Role.Applicant, "planned", "wrong-role")]
    [InlineData(Role.Machine, "planned", "wrong-role")]
    [InlineData(Role.Member, "plan-awaited", "cancelled")]
    [InlineData(Role.LeadAuditor, "plan-review", "cancelled")]
    [InlineData(Role.Member, "postponed", "cancelled")]
    [InlineData(Role.Member, "in-progress", "in-progress")]
    [InlineData(Role.MemberAdmin, "report-awaited", "in-progress")]
    [InlineData(Role.LeadAuditor, "report-awaited", "cancelled")]
    [InlineData(Role.Member, "report-submitted", "in-oversight")]
    [InlineData(Role.Member, "oversight", "in-oversight")]
    [InlineData(Role.MemberAdmin, "oversight", "in-oversight")]
    [InlineData(Role.LeadAuditor, "clarification", "in-oversight")]
    [InlineData(Role.Secretariat, "report-submitted", "cancelled")]
    [InlineData(Role.Secretariat, "oversight", "cancelled")]
    [InlineData(Role.Secretariat, "clarification", "cancelled")]
    [InlineData(Role.Secretariat, "second-opinion", "already-decided")]
    [InlineData(Role.Secretariat, "approved", "already-decided")]
    [InlineData(Role.Secretariat, "declined", "already-decided")]
    [InlineData(Role.Member, "cancelled", "already-decided")]
    public void Who_may_call_an_audit_off_and_when(Role role, string state, string outcome)
    {
        AuditStory story = AuditStory.In(state);
        Cancel command = new(new Actor("x", role), "The plant is sold.");

        Assert.Equal(outcome, outcome == "cancelled" ? story.Do(command).Stand : story.Refused(command));
    }

    [Fact]
    public void Called_off_the_audit_is_over_and_all_who_count_on_it_hear_so()
    {
        AuditStory story = AuditStory.Opened().Plan();
        int told = story.Told.Count;
        story.At("2026-03-09").Do(new Cancel(AuditStory.Mia, "The plant is sold."));

        Assert.IsType<Step.End>(story.Next);
        Assert.True(story.Audit.IsOver);
        Assert.Equal(new Cancellation("The plant is sold.", Sample.Day("2026-03-09"), AuditStory.Mia), story.Audit.Cancelled);
        Assert.Equal(["RPT", "ENT", "DTY"], story.Told.Skip(told).Select(tell => tell.To.Prefix));
        Assert.IsType<ReportNews.Closed>(story.Told[told].News);
        Assert.Equal(Sample.Day("2026-03-09"), ((AuditNews)story.Told[told + 1].News).EndedOn);
        Assert.Equal(CertificationProgress.SelfAssessmentSubmitted, story.Progress.Last());
        Assert.Equal(["2026-03-09 audit-cancelled → Member", "2026-03-09 audit-cancelled → LeadAuditor"], story.Mails.TakeLast(2));
    }

    [Theory]
    [InlineData(AuditType.Recertification, CertificationProgress.SelfAssessmentSubmitted)]
    [InlineData(AuditType.FollowUp, CertificationProgress.NoSelfAssessment)]   // it rested on none
    [InlineData(AuditType.Surveillance, null)]
    public void Called_off_the_member_is_as_far_as_before_the_audit_had_a_date(AuditType type, CertificationProgress? progress) => Assert.Equal(
        progress,
        AuditStory.Opened(AuditStory.Subject(type)).Plan().Do(new Cancel(AuditStory.Mia, "Sold.")).Progress.Select(
            told => (CertificationProgress?)told)
            .LastOrDefault());

    public static TheoryData<string, string> Deciders() => new()
    {
        { nameof(FilePlan), "LeadAuditor" },
        { nameof(Declare), "Auditor LeadAuditor" },
        { nameof(Postpone), "LeadAuditor Secretariat" },
        { nameof(Advise), "Secretariat" },
        { nameof(ReturnPlan), "Secretariat" },
        { nameof(Except), "Secretariat" },
        { nameof(PassStep), "Secretariat" },
        { nameof(FailStep), "Secretariat" },
        { nameof(WithdrawQuestion), "Secretariat" },
        { nameof(Retry), "Secretariat" },
        { nameof(Clarify), "Secretariat Releaser" },
        { nameof(Release), "Releaser" },
        { nameof(Decline), "Releaser" },
        { nameof(Confirm), "Releaser" },
        { nameof(Reject), "Releaser" },
    };

    [Theory]
    [MemberData(nameof(Deciders))]
    public void Each_decision_is_taken_in_its_roles_and_in_no_other(string command, string roles)
    {
        AuditStory story = AuditStory.In("cancelled");   // the role is looked at first, wherever the audit stands

        Assert.Equal(
            roles,
            string.Join(' ', Enum.GetValues<Role>().Where(role => story.Refused(Command(command, new Actor("x", role))) != "wrong-role")));
    }

    [Theory]
    [MemberData(nameof(Deciders))]
    public void Nothing_is_decided_after_the_end(string command, string roles)
    {
        Actor by = new("x", Enum.Parse<Role>(roles.Split(' ')[0]));

        Assert.Contains(AuditStory.In("cancelled").Refused(Command(command, by)), (string[])["already-decided", "out-of-order"]);
        Assert.Contains(AuditStory.Decided().FollowAll().Refused(Command(command, by)), (string[])["already-decided", "out-of-order"]);
        Assert.Contains(AuditStory.Decided(level: null).FollowAll().Refused(Command(command, by)), (string[])["already-decided", "out-of-order"]);
    }

    public static TheoryData<AuditCommand> Wordless() =>
    [
        new Advise(AuditStory.Sasha, ""),
        new ReturnPlan(AuditStory.Sasha, " "),
        new Except(AuditStory.Sasha, ["team-scope"], " "),
        new Postpone(AuditStory.Lena, ""),
        new Cancel(AuditStory.Mia, "\n"),
        new Clarify(AuditStory.Sasha, " ", Domain.Assurance.Oversight.ClarificationTopic.Other, DueOn: null, Notes: "See there."),
        new FailStep(AuditStory.Sasha, "", Notes: "See there."),
        new Decline(AuditStory.Rae, " "),
        new Reject(AuditStory.Rae, ""),
    ];

    [Theory]
    [MemberData(nameof(Wordless))]
    public void What_needs_words_has_them(AuditCommand command) => Assert.All(
        (string[])["plan-review", "oversight", "second-opinion"], state => Assert.Equal("reason-required", AuditStory.In(state).Refused(command)));

    private static AuditCommand Command(string name, Actor by) => name switch
    {
        nameof(FilePlan) => new FilePlan(by, AuditStory.PlanFor(), []),
        nameof(Declare) => new Declare(by, AuditStory.LeadAuditor, Conflict: false, Details: null, MayEnter: true),
        nameof(Postpone) => new Postpone(by, "A flood."),
        nameof(Advise) => new Advise(by, "Take care."),
        nameof(ReturnPlan) => new ReturnPlan(by, "More time."),
        nameof(Except) => new Except(by, ["team-scope"], "Nobody else is near."),
        nameof(PassStep) => new PassStep(by, [], Notes: null, Reason: null),
        nameof(WithdrawQuestion) => new WithdrawQuestion(by, "It is clear."),
        nameof(FailStep) => new FailStep(by, "Not in order.", Notes: null),
        nameof(Retry) => new Retry(by, "Mended."),
        nameof(Clarify) => new Clarify(by, "Which records?", Domain.Assurance.Oversight.ClarificationTopic.Evidence, DueOn: null, Notes: null),
        nameof(Release) => new Release(by, Level: null, [], Reason: null),
        nameof(Decline) => new Decline(by, "Too much is amiss."),
        nameof(Confirm) => new Confirm(by, Reason: null),
        nameof(Reject) => new Reject(by, "Not so."),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such command."),
    };
}
