using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Certification;
using AsiFunctions.Domain.Certification.Duties;
using AsiFunctions.Domain.Membership;
using AsiFunctions.LocalRuntime.Engine;
using AsiFunctions.Tests.Storage;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests.Certification.Duties;

/// <summary>The two years of a member, told by the real orchestrator on the durable engine.</summary>
[Collection(nameof(OnAzurite))]
public sealed class DutyOrchestrationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_member_who_never_certifies_is_reminded_suspended_after_the_day_and_loses_its_membership_after_the_grace()
    {
        await using DutyStory asi = await DutyStory.StartAsync(azurite, on: "2024-02-29");
        CaseId member = await asi.JoinAsync();

        await asi.MoveToAsync("2026-02-28T23:59:59Z");
        Assert.IsType<MemberStatus.Active>((await asi.MemberAsync(member)).Status);

        await asi.MoveToAsync("2026-03-01T00:00:00Z");
        Assert.Equal(new MemberStatus.Suspended(SuspensionReason.CertificationOverdue, null, ByDuty: true), (await asi.MemberAsync(member)).Status);
        Assert.Equal(new DateOnly(2026, 3, 1), (await asi.MemberAsync(member)).Statuses.Latest.From);

        await asi.MoveToAsync("2026-08-28T23:59:59Z");
        Assert.Equal("suspended", (await asi.MemberAsync(member)).StateName);

        await asi.MoveToAsync("2026-08-29T00:00:00Z");
        Assert.Equal(new MemberStatus.Ended(MembershipEnd.CertificationDeadlineMissed, null, null), (await asi.MemberAsync(member)).Status);
        Assert.Equal(
            [
                "2024-08-28 certification-reminder-no-self-assessment P18M",
                "2025-02-28 certification-reminder-no-self-assessment P12M",
                "2025-05-28 certification-reminder-no-self-assessment P9M",
                "2025-08-28 certification-reminder-no-self-assessment P6M",
                "2025-11-28 certification-reminder-no-self-assessment P3M",
                "2025-12-28 certification-reminder-no-self-assessment P2M",
                "2026-01-28 certification-reminder-no-self-assessment P1M",
                "2026-02-14 certification-reminder-no-self-assessment P14D",
                "2026-03-01 certification-missed",
                "2026-07-28 certification-grace-reminder P1M",
                "2026-08-29 certification-forfeited",
            ],
            asi.Mails(Role.Member));
        Assert.Equal(
            [
                "2025-08-28 certification-milestone P6M",
                "2025-11-28 certification-milestone P3M",
                "2025-12-28 certification-milestone P2M",
                "2026-01-28 certification-milestone P1M",
                "2026-02-14 certification-milestone P14D",
                "2026-03-01 certification-missed",
                "2026-08-29 certification-forfeited",
            ],
            asi.Mails(Role.Secretariat));
        await asi.MoveToAsync("2030-01-01");
        Assert.Equal("forfeited", DutyStops.Code(Assert.IsType<DutyState.Stopped>((await asi.DutyAsync(member)).State).Why));
    }

    [Fact]
    public async Task What_the_reminders_say_follows_the_member_on_its_way()
    {
        await using DutyStory asi = await DutyStory.StartAsync(azurite, on: "2024-12-31");
        CaseId member = await asi.JoinAsync();

        await asi.MoveToAsync("2025-08-01");
        await asi.TellAsync(member, new ProgressNews(CertificationProgress.SelfAssessmentSubmitted, new DateOnly(2025, 8, 1), null, DutyStory.Sasha));
        await asi.MoveToAsync("2026-01-15");
        await asi.TellAsync(member, new ProgressNews(CertificationProgress.AuditScheduled, new DateOnly(2026, 1, 15), null, DutyStory.Sasha));
        await asi.MoveToAsync("2026-05-01");
        await asi.TellAsync(member, new ProgressNews(CertificationProgress.ReportInOversight, new DateOnly(2026, 5, 1), null, DutyStory.Sasha));
        await asi.MoveToAsync("2026-06-30T00:00:00Z");

        Assert.Equal(
            [
                "2025-06-30 certification-reminder-no-self-assessment P18M",
                "2025-12-31 certification-reminder-self-assessment-submitted P12M",
                "2026-03-31 certification-reminder-audit-scheduled P9M",
                "2026-06-30 certification-reminder-report-in-oversight P6M",
            ],
            asi.Mails(Role.Member));
    }

    [Theory]
    [InlineData("2026-02-28T23:59:59.9999999Z")]
    [InlineData("2026-03-01T00:00:00Z")]
    public async Task A_certificate_issued_on_the_last_day_wins_from_either_side_of_the_instant(string recordedAt)
    {
        await using DutyStory asi = await DutyStory.StartAsync(azurite, on: "2024-02-29");
        CaseId member = await asi.JoinAsync();
        await asi.MoveToAsync(recordedAt);

        await asi.CertifyAsync(member, issuedOn: new DateOnly(2026, 2, 28));
        await asi.MoveToAsync("2026-03-02");

        Assert.Equal("active", (await asi.MemberAsync(member)).StateName);
        PastGoal met = Assert.Single((await asi.DutyAsync(member)).Past);
        Assert.Equal(("met", new DateOnly(2026, 2, 28)), (met.Outcome, met.On));
    }

    [Fact]
    public async Task A_certificate_and_the_deadline_at_the_same_instant_leave_one_outcome_and_the_certificate_wins()
    {
        await using DutyStory asi = await DutyStory.StartAsync(azurite, on: "2024-02-29");
        List<CaseId> members = [];
        for (int i = 0; i < 8; i++)
        {
            members.Add(await asi.JoinAsync());
        }

        await asi.MoveToAsync("2026-02-28T23:59:59.9999999Z");

        // The deadlines fire while the certificates are recorded: each pair meets on one row.
        await Task.WhenAll(
            [asi.MoveToAsync("2026-03-01T00:00:00Z"), .. members.Select(member => asi.CertifyAsync(member, issuedOn: new DateOnly(2026, 2, 28)))]);
        await asi.Clock.SettleAsync();

        foreach (CaseId member in members)
        {
            Assert.Equal("active", (await asi.MemberAsync(member)).StateName);
            Assert.Equal("met", Assert.Single((await asi.DutyAsync(member)).Past).Outcome);
        }
    }

    [Fact]
    public async Task Missed_and_cured_by_a_certificate_then_renewed_in_time_and_then_lapsed()
    {
        await using DutyStory asi = await DutyStory.StartAsync(azurite, on: "2024-01-10");
        CaseId member = await asi.JoinAsync();
        await asi.MoveToAsync("2026-03-10");
        Assert.Equal("suspended", (await asi.MemberAsync(member)).StateName);

        await asi.CertifyAsync(member);
        Assert.Equal("active", (await asi.MemberAsync(member)).StateName);
        await asi.MoveToAsync("2029-03-01");
        await asi.CertifyAsync(member);
        await asi.MoveToAsync("2032-02-29T23:59:59Z");
        Assert.Equal("active", (await asi.MemberAsync(member)).StateName);
        await asi.MoveToAsync("2032-03-01T00:00:00Z");
        Assert.Equal("suspended", (await asi.MemberAsync(member)).StateName);
        await asi.MoveToAsync("2032-08-30T00:00:00Z");

        Assert.Equal(new MemberStatus.Ended(MembershipEnd.RecertificationMissed, null, null), (await asi.MemberAsync(member)).Status);
        Assert.Equal(["cured", "met", "forfeited"], (await asi.DutyAsync(member)).Past.Select(goal => goal.Outcome));
    }

    [Fact]
    public async Task No_generation_of_the_orchestration_exceeds_60_events_with_the_hops_of_the_real_worker()
    {
        await using DutyStory asi = await DutyStory.StartAsync(
            azurite, on: "2024-01-31", new EngineOptions { MaximumTimerInterval = TimeSpan.FromDays(3) });
        CaseId member = await asi.JoinAsync();

        await asi.MoveToAsync("2025-06-15");
        await asi.TellAsync(member, new ProgressNews(CertificationProgress.AuditScheduled, new DateOnly(2025, 6, 15), null, DutyStory.Sasha));
        await asi.MoveToAsync("2026-08-05");

        Assert.Equal("ended", (await asi.MemberAsync(member)).StateName);
        Assert.All(asi.Generations, generation => Assert.InRange(EventsOf(generation.History), 1, 60));
        Assert.InRange(asi.Generations.Count, 30, 45);
    }

    [Fact]
    public async Task A_switch_to_a_class_that_does_not_certify_ends_the_orchestration_and_back_again_it_waits_for_a_decision()
    {
        await using DutyStory asi = await DutyStory.StartAsync(azurite, on: "2024-05-31");
        CaseId member = await asi.JoinAsync(MembershipClass.IndustrialUsers);
        await asi.MoveToAsync("2025-01-01");
        await asi.DecideAsync(member, new MemberCommand.ChangeClass(DutyStory.Sasha, MembershipClass.DownstreamSupporters, null, null));
        await asi.MoveToAsync("2025-02-01");
        await asi.DecideAsync(member, new MemberCommand.ChangeClass(DutyStory.Sasha, MembershipClass.IndustrialUsers, null, null));

        Assert.IsType<DutyState.Undecided>((await asi.DutyAsync(member)).State);
        await asi.DecideAsync(member, new DutyCommand.ContinueClock(DutyStory.Sasha, "The pause was short."));
        await asi.MoveToAsync("2026-06-01T00:00:00Z");

        Assert.Equal("suspended", (await asi.MemberAsync(member)).StateName);
        Assert.Equal(2, (await asi.DutyAsync(member)).Clock);
        Assert.Contains(
            asi.Generations,
            generation => generation.Instance == $"duty-{member}-1"
                && generation.History.Contains("\"how\": \"Completed\"", StringComparison.OrdinalIgnoreCase));
    }

    private static int EventsOf(string history) =>
        System.Text.Json.JsonDocument.Parse(history).RootElement.GetProperty("events").GetArrayLength();
}
