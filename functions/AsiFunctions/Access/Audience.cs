using AsiFunctions.Domain.Cases;

namespace AsiFunctions.Access;

/// <summary>Says who may call an HTTP function. A function that says nothing is refused to everybody.</summary>
/// <remarks>
/// <see cref="OpenToCaseKeyAttribute"/> and <see cref="OpenToAttribute"/> may stand together and mean "either"; the others stand alone.
/// </remarks>
public abstract class AudienceAttribute : Attribute
{
    private protected AudienceAttribute()
    {
    }
}

/// <summary>Anybody, without signing in. A token that is sent all the same is not looked at.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToPublicAttribute : AudienceAttribute;

/// <summary>Whoever sends, in <see cref="CaseKeys.Header"/>, the key of the case that the route names.</summary>
/// <param name="routeParameter">The part of the route that holds the case's reference.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToCaseKeyAttribute(string routeParameter = "reference") : AudienceAttribute
{
    /// <summary>The part of the route that holds the case's reference.</summary>
    public string RouteParameter { get; } = routeParameter;
}

/// <summary>People with an account that has at least one of these roles. Whose cases they may see is for the function to check.</summary>
/// <param name="roles">One or more of the roles that accounts can have.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAttribute(params Role[] roles) : AudienceAttribute
{
    /// <summary>Any one of them is enough.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Everybody with an account, whatever its roles.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToEveryAccountAttribute : AudienceAttribute;

/// <summary>Everybody with a valid token, even without an account: for the acceptance of an invitation, and for little else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToSignedInAttribute : AudienceAttribute;
