namespace AsiFunctions.Domain.Cases;

/// <summary>Who did something: a person in a role, or the machine.</summary>
/// <param name="Id">The account's id, the case key's holder (<c>applicant</c>) or <c>machine</c>; never an e-mail address.</param>
/// <param name="Role">The role in which they acted.</param>
/// <param name="Name">How the timeline shows them; null for the machine, and after the person's erasure.</param>
public sealed record Actor(string Id, Role Role, string? Name = null)
{
    /// <summary>The passing of time.</summary>
    public static Actor Machine { get; } = new("machine", Role.Machine);

    /// <summary>Whoever holds the key of the application.</summary>
    public static Actor Applicant { get; } = new("applicant", Role.Applicant);
}
