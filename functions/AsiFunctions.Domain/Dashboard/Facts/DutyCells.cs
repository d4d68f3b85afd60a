using AsiFunctions.Domain.Certification.Duties;

namespace AsiFunctions.Domain.Dashboard.Facts;

/// <summary>What a member's certification duty counts for: its goal of now, on its last day in time. Source: domain notes 2.3 and 2.11.</summary>
/// <remarks>The member's class is not part of its duty, and so not of the cube. Met and dropped goals are not counted.</remarks>
internal static class DutyCells
{
    /// <summary>Where nothing is known of the way to the certificate.</summary>
    public const string NoProgress = "none";

    public static Cells Of(Duty duty)
    {
        Cells cells = new();
        if (duty.Goal is { } goal)
        {
            string progress = duty.Progress is { } record ? EnumCode.Of(record.Value) : NoProgress;
            cells.Add(CellKey.Of(Cubes.Deadlines, goal.Due.On, EnumCode.Of(goal.Kind), duty.State.Name, progress));
        }

        return cells;
    }
}
