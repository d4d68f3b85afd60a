namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>The codes of the reasons why a clock stopped.</summary>
public static class DutyStops
{
    /// <summary>As in JSON.</summary>
    public static string Code(DutyStop why) => why switch
    {
        DutyStop.ClassSwitched => "class-switched",
        DutyStop.MembershipEnded => "membership-ended",
        _ => "forfeited",
    };
}
