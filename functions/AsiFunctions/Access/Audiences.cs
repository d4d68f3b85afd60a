using System.Reflection;
using AsiFunctions.Domain.Cases;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Access;

/// <summary>Who may call a function: its audience attributes, read once.</summary>
public abstract record Audience
{
    private Audience()
    {
    }

    /// <summary>Reads the attributes of a function's method.</summary>
    /// <exception cref="InvalidOperationException">There is none, or they contradict one another.</exception>
    public static Audience Of(MethodInfo function)
    {
        AudienceAttribute[] declared = [.. function.GetCustomAttributes<AudienceAttribute>()];
        OpenToCaseKeyAttribute? key = declared.OfType<OpenToCaseKeyAttribute>().SingleOrDefault();
        OpenToAttribute? roles = declared.OfType<OpenToAttribute>().SingleOrDefault();
        return declared switch
        {
            [OpenToPublicAttribute] => new Anybody(),
            [OpenToSignedInAttribute] => new SignedIn(),
            [OpenToEveryAccountAttribute] => new Restricted(KeyParameter: null, Enum.GetValues<Role>().ToHashSet()),
            [OpenToCaseKeyAttribute] => new Restricted(key!.RouteParameter, Roles: null),
            [OpenToAttribute] or [OpenToAttribute, OpenToCaseKeyAttribute] or [OpenToCaseKeyAttribute, OpenToAttribute]
                when roles!.Roles.Count > 0 => new Restricted(key?.RouteParameter, roles.Roles.ToHashSet()),
            [] => throw Wrong(function, "declares no audience"),
            _ => throw Wrong(function, "declares audiences that contradict one another"),
        };
    }

    private static InvalidOperationException Wrong(MethodInfo function, string what) =>
        new($"{function.DeclaringType?.FullName}.{function.Name} {what}: give it one of the [OpenTo…] attributes.");

    /// <summary>Everybody, unasked.</summary>
    public sealed record Anybody : Audience;

    /// <summary>Everybody with a valid token.</summary>
    public sealed record SignedIn : Audience;

    /// <summary>Holders of the case's key, accounts with certain roles, or either.</summary>
    /// <param name="KeyParameter">The part of the route that holds the reference; null where keys do not count.</param>
    /// <param name="Roles">One of them is enough; null where accounts do not count.</param>
    public sealed record Restricted(string? KeyParameter, IReadOnlySet<Role>? Roles) : Audience;
}

/// <summary>The audience of every function of an assembly, by the function's entry point.</summary>
public sealed class Audiences
{
    private readonly Dictionary<string, Audience> byEntryPoint;

    /// <summary>Reads the attributes of all functions, once.</summary>
    /// <exception cref="InvalidOperationException">A function with an HTTP trigger declares none,
    /// or contradicts itself: the app does not start.</exception>
    public Audiences(Assembly assembly)
        : this([.. assembly.GetTypes()])
    {
    }

    /// <summary>As for an assembly, for some of its types.</summary>
    internal Audiences(params Type[] types) =>
        byEntryPoint = HttpFunctions(types).ToDictionary(EntryPoint, Audience.Of, StringComparer.Ordinal);

    /// <summary>The function's audience, or null for a function that is not of this assembly: it is open to nobody.</summary>
    /// <param name="entryPoint">As <see cref="FunctionDefinition.EntryPoint"/> has it: <c>Namespace.Class.Method</c>.</param>
    public Audience? Find(string entryPoint) => byEntryPoint.GetValueOrDefault(entryPoint);

    /// <summary>All functions of an assembly that have an HTTP trigger.</summary>
    public static IEnumerable<MethodInfo> HttpFunctions(Assembly assembly) => HttpFunctions(assembly.GetTypes());

    private static IEnumerable<MethodInfo> HttpFunctions(Type[] types) =>
        types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null
                && method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null));

    private static string EntryPoint(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
