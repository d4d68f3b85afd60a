using System.Text.Json.Serialization;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Time;

namespace AsiFunctions.Domain.Dashboard.Alerts;

/// <summary>What a watch has read.</summary>
/// <param name="Rule">The rule's name, in words as the settings have it.</param>
/// <param name="Value">What was counted.</param>
/// <param name="MoreThan">The threshold: more than this raises the alert.</param>
public sealed record AlertReading(string Rule, int Value, int MoreThan)
{
    /// <summary>True above the threshold.</summary>
    [JsonIgnore]
    public bool IsOver => Value > MoreThan;
}

/// <summary>An alert of the dashboard: raised when a figure passes its threshold, cleared when it is back. One case for each rule.</summary>
/// <param name="Id"><c>ALR-…</c></param>
/// <param name="StepNumber">From 1; one more each time it is raised or cleared.</param>
/// <param name="IsRaised">True while the figure is above the threshold.</param>
/// <param name="Since">The day on which it was raised or cleared last.</param>
/// <param name="Reading">What was read then.</param>
public sealed record DashboardAlert(CaseId Id, int StepNumber, bool IsRaised, DateOnly Since, AlertReading Reading) : ICase
{
    /// <summary>The three letters of an alert's id.</summary>
    public const string Prefix = "ALR";

    /// <summary>The message to the Secretariat when it is raised.</summary>
    public const string Mail = "dashboard-alert";

    /// <inheritdoc/>
    [JsonIgnore]
    public string StateName => IsRaised ? "raised" : "cleared";

    /// <summary>Raised for the first time.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reading">Above the threshold.</param>
    /// <param name="now">The instant.</param>
    public static Decision<DashboardAlert>.Accepted Begin(CaseId id, AlertReading reading, DateTimeOffset now)
    {
        DashboardAlert alert = new(id, 1, IsRaised: true, DateOnly.FromDateTime(now.UtcDateTime), reading);
        return new(alert, [new CaseEvent("raised", Actor.Machine)], [Tell(alert)]);
    }

    /// <summary>What another reading makes of it; refused where nothing changes.</summary>
    public static Decision<DashboardAlert> Read(DashboardAlert alert, AlertReading reading, DateTimeOffset now)
    {
        if (reading.IsOver == alert.IsRaised)
        {
            return new Decision<DashboardAlert>.Refused("no-change", "The alert is as it was.");
        }

        DashboardAlert after = alert with
        {
            StepNumber = alert.StepNumber + 1,
            IsRaised = reading.IsOver,
            Since = DateOnly.FromDateTime(now.UtcDateTime),
            Reading = reading,
        };
        return new Decision<DashboardAlert>.Accepted(after, [new CaseEvent(after.StateName, Actor.Machine)], after.IsRaised ? [Tell(after)] : []);
    }

    private static Effect.SendMail Tell(DashboardAlert alert) => new(Mail, Role.Secretariat, Urgency.High, new Dictionary<string, string>
    {
        ["rule"] = alert.Reading.Rule,
        ["since"] = Dates.Iso(alert.Since),
    });
}
