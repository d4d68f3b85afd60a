using AsiFunctions.Domain.Assurance.Audits;
using AsiFunctions.Domain.Assurance.NonConformances;
using AsiFunctions.Domain.Assurance.Oversight;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Certificates;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Assurance.Oversight;

/// <summary>What the orchestrations make of an audit on the durable engine, with a clock that is moved.</summary>
public sealed class OversightOrchestrationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] Planned = ["audit-opened", "plan-filed", "no-conflict-declared", "audit-started", "audit-ended"];

    private static readonly string[] ThreeSteps = ["audit-team-passed", "audit-scope-passed", "audit-execution-passed"];

    private static readonly string[] Released =
    [
        "released", "issue-certificate", "tell-duty", "publish-summary", "open-non-conformances", "store-document", "invite-to-survey", "notify",
    ];

    [Theory]
    [InlineData("released-at-once", 0)]
    [InlineData("one-clarification", 1)]
    [InlineData("five-clarifications", 5)]
    public async Task Clarifications_reopen_the_step_that_asked_and_the_checks_run_again(string story, int rounds)
    {
        (RunningOffice office, AuditScript script) = await AuditStories.TellAsync(azurite, story);
        await using RunningOffice _ = office;

        string[] asked = [.. Enumerable.Range(0, rounds).SelectMany(round => (string[])["clarification-asked", "clarification-answered", "checked"])];
        string[] told = await script.TimelineAsync();
        Assert.Equal<string>(
            [
                .. Planned, "report-submitted", "checked", .. ThreeSteps, .. asked,
                "audit-findings-passed", "publishable-information-passed", "documentation-and-records-passed", .. Released,
            ],
            told);
        Audit audit = await script.AuditAsync();
        Assert.Equal(("approved", rounds + 1), (audit.StateName, audit.Revisions.Count));
    }

    [Fact]
    public async Task Three_majors_with_approved_plans_lead_to_a_provisional_certificate_and_are_tracked()
    {
        (RunningOffice office, AuditScript script) = await AuditStories.TellAsync(azurite, "one-clarification");
        await using RunningOffice _ = office;

        Audit audit = await script.AuditAsync();
        Certificate certificate = await office.CaseAsync<Certificate>(ReleaseProcedure.CertificateOf(audit)!.Value);
        Assert.Equal((CertificateLevel.Provisional, audit.Id), (certificate.Level, certificate.Released!.Audit));
        Assert.Equal(3, audit.Tracked.Count);
        NonConformance tracked = await office.CaseAsync<NonConformance>(audit.Tracked[0].Id);
        Assert.Equal((certificate.Id, "cap-approved"), (tracked.Certificate!.Value, tracked.StateName));
        Assert.Equal(["member audit-approved", "lead-auditor audit-approved"], office.Mails(audit.Id)[^2..]);
    }

    [Fact]
    public async Task Four_majors_are_declined_and_no_certificate_is_issued()
    {
        (RunningOffice office, AuditScript script) = await AuditStories.TellAsync(azurite, "declined");
        await using RunningOffice _ = office;

        Audit audit = await script.AuditAsync();
        Assert.Equal("declined", audit.StateName);
        Assert.Equal(["too-many-majors"], audit.Decision!.Computed.Reasons);
        Assert.Null(ReleaseProcedure.CertificateOf(audit));
        Assert.Equal(["declined", "tell-duty", "notify"], (await script.TimelineAsync())[^3..]);
    }

    [Fact]
    public async Task A_late_report_is_reminded_of_then_told_to_the_Secretariat_and_taken_all_the_same()
    {
        (RunningOffice office, AuditScript script) = await AuditStories.TellAsync(azurite, "late-report");
        await using RunningOffice _ = office;

        string[] told = await script.TimelineAsync();
        Assert.Equal<string>([.. Planned, "reminded", "reminded", "reminded", "reminded", "overdue", "report-submitted", "checked"], told);
        Assert.Single(office.Mails(script.Id), "secretariat audit-overdue");
        Assert.Equal(4, office.Mails(script.Id).Count(mail => mail == "lead-auditor audit-report-reminder"));
        Assert.Contains((await script.AuditAsync()).Checks!.Results, check => check is { Key: "report-in-time", Result: CheckOutcome.Warning });
    }
}
