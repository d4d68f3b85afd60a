using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.LocalRuntime.Host.Functions;

/// <summary>Binds a parameter to the route value of its name, converted to its type.</summary>
internal static class RouteValueBinding
{
    private static readonly MethodInfo ParseOpen =
        typeof(RouteValueBinding).GetMethod(nameof(ParseAs), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <returns>Null if the route has no such value or the type is not one that is written in a route.</returns>
    public static ParameterBinder? For(ParameterInfo parameter, HttpTriggerAttribute trigger)
    {
        string name = parameter.Name!;
        if (!Names(trigger.Route).Contains(name, StringComparer.OrdinalIgnoreCase) || Converter(parameter.ParameterType) is not { } convert)
        {
            return null;
        }

        object? missing = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        bool optional = parameter.HasDefaultValue || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return context =>
        {
            if (context.BindingContext.BindingData.GetValueOrDefault(name) is string text)
            {
                return new(convert(text) ?? throw Wrong(name, "cannot be read from the route"));
            }

            return optional ? new(missing) : throw Wrong(name, "is not in the route");
        };
    }

    private static IEnumerable<string> Names(string? route)
    {
        try
        {
            return route is null ? [] : TemplateParser.Parse(route).Parameters.Select(p => p.Name ?? "");
        }
        catch (ArgumentException)
        {
            // The route table says what is wrong with the route.
            return [];
        }
    }

    private static Func<string, object?>? Converter(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return static text => text;
        }

        if (plain.IsEnum)
        {
            return text => Enum.TryParse(plain, text, ignoreCase: true, out object? value) ? value : null;
        }

        bool parsable = plain.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>));
        return parsable ? ParseOpen.MakeGenericMethod(plain).CreateDelegate<Func<string, object?>>() : null;
    }

    private static object? ParseAs<T>(string text)
        where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out T? value) ? value : null;

    private static FunctionInputConverterException Wrong(string name, string what) => new($"The parameter '{name}' {what}.");
}
