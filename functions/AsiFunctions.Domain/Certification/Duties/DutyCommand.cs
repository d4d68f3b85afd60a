using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Certification.Duties;

/// <summary>What somebody wants of a duty.</summary>
public abstract record DutyCommand
{
    private DutyCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>Does the first thing that is due.</summary>
    public sealed record TimePasses() : DutyCommand(Actor.Machine);

    /// <summary>The daily comparison found that the member's standing does not say what the duty says: it is told once more.</summary>
    public sealed record Confirm() : DutyCommand(Actor.Machine);

    /// <summary>Moves the goal's date.</summary>
    /// <param name="By">Who.</param>
    /// <param name="To">The new last day; after today and after the old one.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Extend(Actor By, DateOnly To, string? Reason) : DutyCommand(By);

    /// <summary>Stops the clock from today on.</summary>
    public sealed record Pause(Actor By, string? Reason) : DutyCommand(By);

    /// <summary>Lets the clock go on from today; its dates move by the days that did not count.</summary>
    public sealed record Resume(Actor By, string? Reason) : DutyCommand(By);

    /// <summary>The clock that had run before goes on, with its date.</summary>
    public sealed record ContinueClock(Actor By, string? Reason) : DutyCommand(By);

    /// <summary>A new clock begins on the day of the switch into the class.</summary>
    public sealed record NewClock(Actor By, string? Reason) : DutyCommand(By);

    /// <summary>An obligation is done.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Key">The obligation's key.</param>
    /// <param name="On">When it was done; today or before.</param>
    /// <param name="Note">More about it.</param>
    public sealed record Finish(Actor By, string Key, DateOnly On, string? Note) : DutyCommand(By);

    /// <summary>A new secret link for the member's calendar; the one before stops working.</summary>
    public sealed record RenewCalendar(Actor By) : DutyCommand(By);
}
