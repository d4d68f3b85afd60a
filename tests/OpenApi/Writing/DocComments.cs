using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>The doc comments of the app's assemblies, as plain text with names between backticks.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> members = new(StringComparer.Ordinal);

    /// <summary>Reads the XML documentation that the build puts beside each assembly.</summary>
    public DocComments(params ReadOnlySpan<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            foreach (XElement member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            {
                members[member.Attribute("name")!.Value] = member;
            }
        }
    }

    /// <summary>The summary of a type; null where it has none.</summary>
    public string? Of(Type type) => Text(Find($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>The summary of a method, whatever its parameters: functions have no overloads.</summary>
    public string? Of(MethodInfo method)
    {
        string name = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        return Text(
            members.FirstOrDefault(member => member.Key == name || member.Key.StartsWith($"{name}(", StringComparison.Ordinal)).Value?.Element(
                "summary"));
    }

    /// <summary>What a record's comment says of a parameter, or the property's own summary.</summary>
    public string? Of(PropertyInfo property)
    {
        Type type = property.DeclaringType!;
        XElement? parameter = Find($"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(one => one.Attribute("name")?.Value == property.Name);
        return Text(parameter) ?? Text(Find($"P:{NameOf(type)}.{property.Name}")?.Element("summary"));
    }

    /// <summary>The summary of an enum's member.</summary>
    public string? Of(FieldInfo field) => Text(Find($"F:{NameOf(field.DeclaringType!)}.{field.Name}")?.Element("summary"));

    private XElement? Find(string name) => members.GetValueOrDefault(name);

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        StringBuilder text = new();
        Append(text, element);
        string plain = Blanks().Replace(text.ToString(), " ").Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference:
                    text.Append('`').Append(NameIn(reference)).Append('`');
                    break;
                case XElement { Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement inner:
                    text.Append(' ');
                    Append(text, inner);
                    text.Append(' ');
                    break;
            }
        }
    }

    // Callers know JSON members, not types of this code: the last part of a name, written as JSON writes it where it is a member or parameter.
    private static string NameIn(XElement reference)
    {
        string name =
            (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("href"))?.Value
                ?? "";
        string last = name.Split('(')[0].Split('.', ':')[^1];
        bool isMember = name.StartsWith("P:", StringComparison.Ordinal) || reference.Name.LocalName == "paramref";
        return isMember ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(last) : last;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
