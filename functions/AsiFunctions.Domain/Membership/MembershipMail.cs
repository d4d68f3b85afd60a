namespace AsiFunctions.Domain.Membership;

/// <summary>The messages of a membership, by template key; all go to the member's contacts.</summary>
public static class MembershipMail
{
    /// <summary>Another class (<c>class</c> = its code, <c>from</c>).</summary>
    public const string ClassChanged = "class-changed";

    /// <summary>Suspended (<c>reason</c> = its code, <c>from</c>).</summary>
    public const string Suspended = "membership-suspended";

    /// <summary>In good standing again (<c>from</c>).</summary>
    public const string Reinstated = "membership-reinstated";

    /// <summary>Ended (<c>reason</c> = its code, <c>from</c>).</summary>
    public const string Ended = "membership-ended";
}
