using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using AsiFunctions.Access;
using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Tests.Pages;

/// <summary>What the app makes of its settings: all that a method of the app named Read… reads from them.</summary>
internal static class SettingsObjects
{
    private static readonly MethodInfo[] Readers =
    [
        .. from type in typeof(BackOffice).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where method.Name.StartsWith("Read", StringComparison.Ordinal) && !method.IsGenericMethod
           where method.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(IConfiguration)
           orderby type.FullName, method.Name
           select method,
    ];

    /// <summary>All of it as text, so that two readings can be compared.</summary>
    /// <exception cref="TargetInvocationException">A setting was refused.</exception>
    public static string Text(IConfiguration configuration)
    {
        StringBuilder text = new();
        foreach (MethodInfo reader in Readers)
        {
            // Beside the settings a reader takes the keys, if anything.
            object?[] arguments = reader.GetParameters().Length == 1 ? [configuration] : [configuration, AccessSettings.ReadKeys(configuration)];
            text.Append(CultureInfo.InvariantCulture, $"{reader.DeclaringType!.Name}.{reader.Name} = ");
            Write(text, reader.Invoke(obj: null, arguments), []);
            text.AppendLine();
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, HashSet<object> above)
    {
        switch (value)
        {
            case null or string or Uri or IFormattable or bool or Type:
                text.Append(CultureInfo.InvariantCulture, $"{value ?? "nothing"}; ");
                break;
            case Delegate:
                break;
            case var _ when value.GetType().IsClass && !above.Add(value):
                break;
            case IEnumerable all:
                text.Append("[ ");
                foreach (object? one in all)
                {
                    Write(text, one, above);
                }

                text.Append("] ");
                break;
            default:
                foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{field.Name}: ");
                    Write(text, field.GetValue(value), above);
                }

                break;
        }

        if (value is not (null or string))
        {
            above.Remove(value);
        }
    }
}
