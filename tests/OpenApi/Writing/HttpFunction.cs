using System.Reflection;
using AsiFunctions.Access;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>A function with an HTTP trigger, as its attributes describe it.</summary>
/// <param name="Method">The function's method.</param>
/// <param name="Name">The function's name.</param>
/// <param name="Verb">GET, POST and so on, in small letters.</param>
/// <param name="Route">From <c>api/</c>, without constraints.</param>
/// <param name="Audience">Who may call it.</param>
internal sealed record HttpFunction(MethodInfo Method, string Name, string Verb, string Route, Audience Audience)
{
    /// <summary>All of an assembly, by route and verb; one that takes several verbs comes several times.</summary>
    public static IReadOnlyList<HttpFunction> AllOf(Assembly app) =>
    [
        .. Audiences.HttpFunctions(app).SelectMany(Read).OrderBy(one => one.Route, StringComparer.Ordinal)
            .ThenBy(one => one.Verb, StringComparer.Ordinal),
    ];

    /// <summary>An attribute that may stand there once.</summary>
    public T? The<T>()
        where T : Attribute =>
        Method.GetCustomAttribute<T>();

    /// <summary>Attributes that may stand there several times.</summary>
    public IEnumerable<T> Each<T>()
        where T : Attribute =>
        Method.GetCustomAttributes<T>();

    private static IEnumerable<HttpFunction> Read(MethodInfo method)
    {
        HttpTriggerAttribute trigger =
            method.GetParameters().Select(one => one.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single();
        string name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        string route = string.Join('/', trigger.Route!.Split('/').Select(part => part is ['{', ..] ? $"{part.Split(':', '}')[0]}}}" : part));
        return trigger.Methods is { Length: > 0 } verbs
            ? verbs.Select(verb => new HttpFunction(method, name, verb.ToLowerInvariant(), route, Audience.Of(method)))
            : throw new InvalidOperationException($"{name} does not say by which method it is called.");
    }
}
