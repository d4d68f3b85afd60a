using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Finds the functions of an assembly by their attributes, in the order of their names.</summary>
internal static partial class FunctionCatalog
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="HostStartException">Something is misdeclared: one line for each fault, naming the function.</exception>
    public static IReadOnlyList<HostedFunction> Find(Assembly app)
    {
        (MethodInfo Method, string Name)[] methods =
        [
            .. from type in app.GetTypes()
            where type.IsClass
            from method in type.GetMethods(AnyMethod)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select (method, function.Name),
        ];
        CheckWhatTheWorkerGenerates(methods);
        return Declare(methods);
    }

    /// <summary>
    /// The real worker is generated at build time: it finds a class by its namespace and name,
    /// which a class within a class or a generic one does not have, and tells functions apart by class and method name, which overloads share.
    /// </summary>
    /// <exception cref="HostStartException">A function could not be called there: one line for each.</exception>
    public static void CheckWhatTheWorkerGenerates(IReadOnlyList<(MethodInfo Method, string Name)> methods)
    {
        Faults faults = new();
        foreach ((MethodInfo method, string name) in methods.Where(m => m.Method.DeclaringType is { IsNested: true } or { IsGenericType: true }))
        {
            faults.Add(name, $"{method.DeclaringType} must be a class of its own that is not generic; the real worker finds no other");
        }

        foreach (IGrouping<(Type?, string), (MethodInfo Method, string Name)> same in
            methods.GroupBy(m => (m.Method.DeclaringType, m.Method.Name)).Where(g => g.Count() > 1))
        {
            faults.Add(
                same.First().Name, $"{same.Key.Item1}.{same.Key.Item2} is overloaded, by which the real worker cannot tell its functions apart");
        }

        faults.ThrowIfAny();
    }

    /// <summary>The functions that methods make, in the order of their names.</summary>
    /// <exception cref="HostStartException">Something is misdeclared: one line for each fault, naming the function.</exception>
    public static IReadOnlyList<HostedFunction> Declare(IEnumerable<(MethodInfo Method, string Name)> methods)
    {
        Faults faults = new();
        List<HostedFunction> found = [];
        foreach ((MethodInfo method, string name) in methods)
        {
            faults.Catch(() => found.Add(Declare(method, name)));
        }

        foreach (IGrouping<string, HostedFunction> same in found.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            faults.Add(
                same.Key,
                $"the name is taken more than once, by {string.Join(" and ", same.Select(f => f.Definition.EntryPoint))}; upper and lower case count as the same");
        }

        faults.ThrowIfAny();
        return [.. found.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static HostedFunction Declare(MethodInfo method, string name)
    {
        if (!FunctionName().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault(name, "a name begins with a letter, has letters, digits, - and _ only, at most 128 of them, and is not 'host'");
        }

        if (!method.IsPublic || method.DeclaringType is { IsVisible: false })
        {
            throw Fault(name, $"{method.DeclaringType}.{method.Name} must be public, in a public class");
        }

        if (method.IsGenericMethodDefinition || method.DeclaringType is { IsAbstract: true } && !method.IsStatic)
        {
            throw Fault(name, $"{method.DeclaringType}.{method.Name} cannot be invoked: it is generic, or an instance method of an abstract class");
        }

        (ParameterInfo Parameter, TriggerBindingAttribute Attribute)[] triggers =
            [.. from p in method.GetParameters() from a in p.GetCustomAttributes<TriggerBindingAttribute>() select (p, a)];
        if (triggers.Length != 1)
        {
            throw Fault(name, triggers.Length == 0 ? "no parameter has a trigger attribute" : "it has more than one trigger");
        }

        TriggerBindingAttribute trigger = triggers[0].Attribute;
        return new HostedFunction(Definition(method, name, trigger), method, trigger, ParameterBinding.For(name, method, trigger));
    }

    internal static HostStartException Fault(string function, string what) => new($"Function {function}: {what}.");

    private static LocalFunctionDefinition Definition(MethodInfo method, string name, TriggerBindingAttribute trigger)
    {
        ImmutableDictionary<string, BindingMetadata>.Builder inputs = ImmutableDictionary.CreateBuilder<string, BindingMetadata>();
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<BindingAttribute>() is { } binding)
            {
                inputs.Add(parameter.Name!, new LocalBindingMetadata(parameter.Name!, BindingType(binding), BindingDirection.In));
            }
        }

        ImmutableDictionary<string, BindingMetadata> outputs = trigger is HttpTriggerAttribute
            ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new LocalBindingMetadata("$return", "http", BindingDirection.Out))
            : ImmutableDictionary<string, BindingMetadata>.Empty;
        return new LocalFunctionDefinition(
            name,
            $"{method.DeclaringType!.FullName}.{method.Name}",
            method.DeclaringType.Assembly.Location,
            [.. method.GetParameters()
                .Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.HasDefaultValue ? p.DefaultValue : null))],
            inputs.ToImmutable(),
            outputs);
    }

    // The names of function.json: HttpTriggerAttribute is httpTrigger.
    private static string BindingType(BindingAttribute binding)
    {
        string name = binding.GetType().Name[..^"Attribute".Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FunctionName();
}
