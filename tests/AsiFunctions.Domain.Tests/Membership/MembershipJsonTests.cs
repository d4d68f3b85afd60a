using System.Text.Json;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Membership;

namespace AsiFunctions.Domain.Tests.Membership;

/// <summary>Cases are stored as JSON for years: what was written once has to be read for ever.</summary>
public sealed class MembershipJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> States() =>
        ["submitted", "returned", "due-diligence", "notice", "objections-open", "decision-pending", "approved", "declined", "appealed", "admitted", "lapsed",
            "withdrawn", "closed"];

    [Theory]
    [MemberData(nameof(States))]
    public void An_application_in_any_state_survives_the_round_trip(string state)
    {
        Application application = Admission.In(state).Case;
        string json = JsonSerializer.Serialize(application, Web);
        Application read = JsonSerializer.Deserialize<Application>(json, Web)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
        Assert.Equal(application.State.GetType(), read.State.GetType());
        Assert.Contains($"\"state\":\"{application.StateName}\"", json, StringComparison.Ordinal);
        Assert.Equal(AdmissionProcedure.Next(application, Sample.Terms).WakesAt, AdmissionProcedure.Next(read, Sample.Terms).WakesAt);
    }

    [Fact]
    public void A_member_in_any_standing_survives_the_round_trip()
    {
        Member active = MemberTests.Joined(MembershipClass.CivilSociety);
        Member suspended = MemberTests.Do(active, new MemberCommand.Suspend(Sample.Sasha, SuspensionReason.Other, "Why."));
        Member ended = MemberTests.Do(
            suspended, new MemberCommand.End(Sample.Sasha, MembershipEnd.AbsorbedIntoGroup, null, CaseId.From("MEM", 5)), "2026-07-01");
        foreach (Member member in (Member[])[active, suspended, ended])
        {
            string json = JsonSerializer.Serialize(member, Web);
            Member read = JsonSerializer.Deserialize<Member>(json, Web)!;
            Assert.Equal(json, JsonSerializer.Serialize(read, Web));
            Assert.Equal(member.Status, read.Status);
        }
    }

    /// <summary>As version 1 of the form wrote it. If this test fails, stored cases can no longer be read: mend the code, not the sample.</summary>
    [Fact]
    public void An_application_stored_long_ago_is_still_read()
    {
        Application application = JsonSerializer.Deserialize<Application>(Old("application"), Web)!;

        Assert.Equal(Sample.Reference, application.Id);
        Assert.Equal("approved", application.StateName);
        Assert.Equal(["complete", "cleared", "window-closed", "approved"], application.Steps.Select(s => s.Outcome));
        Assert.Equal(MembershipClass.IndustrialUsers, application.Answers.Class);
        Assert.Equal(SizeBand.Medium, application.Answers.Size.Band);
        Assert.Equal("The dispute was settled.", application.Objections[0].Answer!.Text);
        Assert.Equal(Sample.Midnight("2026-02-26"), AdmissionProcedure.Next(application, Sample.Terms).WakesAt);
    }

    [Fact]
    public void A_member_stored_long_ago_is_still_read()
    {
        Member member = JsonSerializer.Deserialize<Member>(Old("member"), Web)!;

        Assert.Equal(Sample.Reference.As("MEM"), member.Id);
        Assert.Equal(MembershipClass.DownstreamSupporters, member.Class);
        Assert.Equal(MembershipClass.IndustrialUsers, member.Classes.On(Sample.Day("2026-05-31")));
        Assert.Equal(new MemberStatus.Suspended(SuspensionReason.NonPayment, null), member.Status);
        Assert.Equal(Sample.Day("2026-02-18"), member.Joined.On);
    }

    private static string Old(string name)
    {
        using Stream stream = typeof(MembershipJsonTests).Assembly.GetManifestResourceStream($"{name}.json")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
