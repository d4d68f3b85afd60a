namespace AsiFunctions.Domain.Cases;

/// <summary>Which people can do the tasks of a role. Pure.</summary>
/// <remarks>
/// Source of the deputies: assumption. A lead auditor can do what any auditor can, a member-admin
/// what anybody of the member can; not the other way round.
/// </remarks>
public static class TaskRoles
{
    /// <summary>The roles that people with an account can do tasks of.</summary>
    public static IReadOnlyList<Role> All { get; } = [.. Enum.GetValues<Role>().Where(role => Fitting(role).Count > 0)];

    /// <summary>The roles whose people can do a task, the task's own first; empty where nobody with an account can (an applicant's step).</summary>
    /// <param name="task">The task's role.</param>
    public static IReadOnlyList<Role> Fitting(Role task) => task switch
    {
        Role.Auditor => [Role.Auditor, Role.LeadAuditor],
        Role.Member => [Role.Member, Role.MemberAdmin],
        Role.LeadAuditor or Role.MemberAdmin or Role.Secretariat or Role.Releaser or Role.Board => [task],
        _ => [],
    };

    /// <summary>True for people who are not ASI's: what they are called is no secret between the parties of a case.</summary>
    /// <param name="role">The role in which somebody acted.</param>
    public static bool IsOutside(Role role) => role is Role.Applicant or Role.Member or Role.MemberAdmin or Role.Auditor or Role.LeadAuditor;
}
