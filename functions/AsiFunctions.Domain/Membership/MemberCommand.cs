using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Domain.Membership;

/// <summary>What the Secretariat wants to record of a member; or the machine, when the certification duty is missed or met.</summary>
public abstract record MemberCommand : ICaseNews
{
    private MemberCommand(Actor by) => By = by;

    /// <summary>Who.</summary>
    public Actor By { get; }

    /// <summary>The first day on which it holds; null means today. Neither in the future nor before what is on record.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Another class.</summary>
    /// <param name="By">Who.</param>
    /// <param name="To">The class.</param>
    /// <param name="Reason">Why; may be null between IU and DS, which members may change as their plans do.</param>
    /// <param name="Size">A new size declaration; needed where the new class measures size by something else.</param>
    public sealed record ChangeClass(Actor By, MembershipClass To, string? Reason, SizeDeclaration? Size) : MemberCommand(By);

    /// <summary>A new size declaration.</summary>
    public sealed record UpdateSize(Actor By, SizeDeclaration Size) : MemberCommand(By);

    /// <summary>Hides the member from the public register.</summary>
    public sealed record Suspend(Actor By, SuspensionReason Reason, string? Text) : MemberCommand(By);

    /// <summary>Ends a suspension.</summary>
    public sealed record Reinstate(Actor By, string? Reason) : MemberCommand(By);

    /// <summary>Ends the membership; <see cref="From"/> is the first day without it.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Text">More about it; needed for <see cref="MembershipEnd.Other"/>.</param>
    /// <param name="Into">The member that takes it over; needed where it stays with ASI, and only there.</param>
    public sealed record End(Actor By, MembershipEnd Reason, string? Text, CaseId? Into) : MemberCommand(By);

    /// <summary>What is known of the organisation has changed; not dated.</summary>
    public sealed record RecordDetails(Actor By, MemberDetails Details) : MemberCommand(By);
}
