using System.Text.Json;
using AsiFunctions.Domain.Assurance.Audits;

namespace AsiFunctions.Domain.Tests.Assurance.Audits;

/// <summary>Audits are stored as JSON for years: what was written once has to be read for ever.</summary>
public sealed class AuditJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> States() =>
        ["plan-awaited", "plan-review", "planned", "postponed", "in-progress", "report-awaited", "report-submitted", "oversight", "clarification",
            "second-opinion", "approved", "declined", "cancelled"];

    [Theory]
    [MemberData(nameof(States))]
    public void An_audit_in_any_state_survives_the_round_trip(string state)
    {
        Audit audit = AuditStory.In(state).Audit;
        string json = JsonSerializer.Serialize(audit, Web);
        Audit read = JsonSerializer.Deserialize<Audit>(json, Web)!;

        Assert.Equal(state, audit.StateName);
        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
        Assert.Equal(audit.State, read.State, (one, other) => one.GetType() == other.GetType());
        Assert.Contains($"\"state\":\"{state}\"", json, StringComparison.Ordinal);
        Assert.Equal(
            JsonSerializer.Serialize<object>(AuditProcedure.Next(audit, AuditRules.Shipped), Web),
            JsonSerializer.Serialize<object>(AuditProcedure.Next(read, AuditRules.Shipped), Web));
    }

    [Fact]
    public void What_follows_from_the_rest_is_not_stored()
    {
        string json = JsonSerializer.Serialize(AuditStory.In("approved").Audit, Web);

        Assert.All(
            ["departs", "isOver", "pending", "reviewers", "deciders", "preparers", "latest", "stateName", "lead"],
            name => Assert.DoesNotContain($"\"{name}\":", json, StringComparison.Ordinal));
    }
}
