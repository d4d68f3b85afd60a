using System.Diagnostics.CodeAnalysis;
using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>The names that roles have in settings, rows and requests: kebab case.</summary>
public static class RoleNames
{
    private static readonly Dictionary<Role, string> Names = new()
    {
        [Role.Member] = "member",
        [Role.MemberAdmin] = "member-admin",
        [Role.Auditor] = "auditor",
        [Role.LeadAuditor] = "lead-auditor",
        [Role.Secretariat] = "secretariat",
        [Role.Releaser] = "releaser",
        [Role.Board] = "board",
        [Role.Operator] = "operator",
    };

    private static readonly Dictionary<string, Role> Roles = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The role's name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No account has that role (the machine, an applicant).</exception>
    public static string ToName(this Role role) => Names.TryGetValue(role, out string? name)
        ? name
        : throw new ArgumentOutOfRangeException(nameof(role), role, "No account has this role.");

    /// <summary>Reads a role's name.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out Role? role)
    {
        role = name is not null && Roles.TryGetValue(name, out Role found) ? found : null;
        return role is not null;
    }

    /// <summary>The names, comma-separated, in the order of the roles.</summary>
    public static string Join(IEnumerable<Role> roles) => string.Join(',', roles.Order().Select(ToName));

    /// <summary>What <see cref="Join"/> wrote. Names that no longer exist are left out: an unknown role opens nothing.</summary>
    public static IReadOnlySet<Role> Split(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => Roles.TryGetValue(name, out Role role) ? role : (Role?)null)
            .OfType<Role>()
            .ToHashSet();
}
