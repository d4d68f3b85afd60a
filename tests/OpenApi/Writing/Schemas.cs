using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsiFunctions.Access;
using AsiFunctions.Assurance.Accreditation;
using AsiFunctions.Assurance.Appeals;
using AsiFunctions.Cases.Status;
using AsiFunctions.Certification.Certificates;
using AsiFunctions.Certification.Duties;
using AsiFunctions.Domain.Cases;
using AsiFunctions.Domain.Forms;
using AsiFunctions.Domain.Time;
using AsiFunctions.Import;
using AsiFunctions.Membership;
using AsiFunctions.Surveys.Rounds;

namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>The schemas of what functions take and answer, as the app's own serializer options read and write it.</summary>
/// <remarks>
/// Objects and enums stand under their names in components/schemas; a type that is both sent and
/// answered has two schemas, for what is optional differs. What is sent may hold no unknown members; what is answered may gain members in a later
/// release, so its schemas leave that open.
/// </remarks>
internal sealed class Schemas(DocComments comments)
{
    private static readonly JsonSerializerOptions Answers = new(Json.Options) { NumberHandling = JsonNumberHandling.Strict };

    private static readonly JsonSchemaExporterOptions Plain = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>What converters write as a text, by the name of its schema.</summary>
    private static readonly Dictionary<Type, (string Pattern, string Example)> Texts = new()
    {
        [typeof(CaseId)] = ("^[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", "APP-7K3M-9QXF"),
        [typeof(Organisation)] = ("^(ASI|(MEM|AUF)-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})$", "MEM-7K3M-9QXF"),
        [typeof(Period)] = ("^P[0-9]{1,5}[YMWD]$", "P14D"),
    };

    /// <summary>What members that are declared as any object hold. The kinds of cases know their views, and a status knows no kind.</summary>
    private static readonly Dictionary<(Type, string), Type[]> Held = new()
    {
        [(typeof(CaseStatus), nameof(CaseStatus.Details))] =
        [
            typeof(AppealView),
            typeof(ApplicationView),
            typeof(AuditFirmView),
            typeof(AuditorView),
            typeof(Assurance.Audits.AuditView),
            typeof(CertificateView),
            typeof(DutyView), typeof(MemberImportView), typeof(MemberView), typeof(Assurance.NonConformances.NonConformanceView), typeof(RoundView),
        ],
    };

    private readonly Dictionary<Key, JsonObject> known = [];
    private readonly Dictionary<string, JsonObject> forms = new(StringComparer.Ordinal);
    private readonly List<(JsonObject Node, string Member, Key To)> references = [];

    /// <summary>The schema of a type, by reference where it has a name.</summary>
    public JsonObject Of(Type type, Way way) => Of(type, way, isNullable: false);

    /// <summary>The schema of a form's submission, by reference.</summary>
    public JsonObject Form(FormDefinition form)
    {
        string name = string.Concat(form.Id.Split('-').Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"));
        forms[$"{name}Answers"] = FormSchemas.Answers(form);
        forms[$"{name}Submission"] = FormSchemas.Submission(form, NamedReference($"{name}Answers"));
        return NamedReference($"{name}Submission");
    }

    /// <summary>All named schemas; to be asked last, for it decides the names that the references hold.</summary>
    /// <exception cref="InvalidOperationException">Two types would bear one name.</exception>
    public JsonObject Components()
    {
        HashSet<Type> namesakes =
        [
            .. known.Keys.Select(key => key.Type).Distinct().GroupBy(type => NameOf(type, [])).Where(same => same.Count() > 1)
                .SelectMany(same => same),
        ];
        Dictionary<Key, string> names = known.Keys.ToDictionary(key => key, key => NameOf(key, namesakes));
        if (names.GroupBy(one => one.Value).FirstOrDefault(same => same.Count() > 1) is { } clash)
        {
            throw new InvalidOperationException(
                $"Several types would be called {clash.Key}: {string.Join(", ", clash.Select(one => one.Key.Type.FullName))}.");
        }

        foreach ((JsonObject node, string member, Key to) in references)
        {
            node[member] = Pointer(names[to]);
        }

        return new JsonObject(known.Select(one => KeyValuePair.Create(names[one.Key], (JsonNode?)one.Value))
            .Concat(forms.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))));
    }

    private static JsonObject NamedReference(string name) => new() { ["$ref"] = Pointer(name) };

    private static string Pointer(string name) => $"#/components/schemas/{name}";

    private JsonObject Of(Type type, Way way, bool isNullable)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, way, isNullable: true);
        }

        if (type == typeof(object) || type == typeof(JsonElement) || type == typeof(JsonNode))
        {
            return [];
        }

        if (type == typeof(JsonObject))
        {
            return WithNull(new JsonObject { ["type"] = "object", ["additionalProperties"] = true }, isNullable);
        }

        JsonTypeInfo info = Options(way).GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => WithNull(ListOf(info, way), isNullable),
            JsonTypeInfoKind.Dictionary => WithNull(
                new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(info.ElementType!, way, isNullable: false) }, isNullable),
            JsonTypeInfoKind.Object => Reference(new Key(type, way, Base: null), isNullable),
            _ when type.IsEnum || Texts.ContainsKey(type) => Reference(new Key(type, Way: null, Base: null), isNullable),
            _ => WithNull(Leaf(type, way), isNullable),
        };
    }

    private static JsonSerializerOptions Options(Way? way) => way is Way.Sent ? Json.Strict : Answers;

    private JsonObject ListOf(JsonTypeInfo list, Way way)
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = Of(list.ElementType!, way, isNullable: false) };
        bool isSet = list.Type.GetInterfaces().Append(list.Type)
            .Any(one => one.IsGenericType
                && (one.GetGenericTypeDefinition() == typeof(IReadOnlySet<>) || one.GetGenericTypeDefinition() == typeof(ISet<>)));
        if (isSet)
        {
            schema["uniqueItems"] = true;
        }

        return schema;
    }

    private static JsonObject Leaf(Type type, Way way) => JsonSchemaExporter.GetJsonSchemaAsNode(Options(way), type, Plain) as JsonObject
        ?? throw new InvalidOperationException($"Nothing is known of how {type.FullName} is written: name its pattern in {nameof(Schemas)}.");

    private JsonObject Reference(Key key, bool isNullable)
    {
        if (!known.ContainsKey(key))
        {
            // Noted before it is filled: types may hold themselves.
            JsonObject schema = [];
            known[key] = schema;
            Fill(schema, key);
        }

        JsonObject reference = new() { ["$ref"] = "" };
        references.Add((reference, "$ref", key));
        return isNullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private void Fill(JsonObject schema, Key key)
    {
        if (comments.Of(key.Type) is { } summary)
        {
            schema["description"] = summary;
        }

        if (key.Type.IsEnum)
        {
            FillEnum(schema, key.Type);
        }
        else if (Texts.TryGetValue(key.Type, out (string Pattern, string Example) text))
        {
            schema["type"] = "string";
            schema["pattern"] = text.Pattern;
            schema["examples"] = new JsonArray(text.Example);
        }
        else if (Options(key.Way).GetTypeInfo(key.Type) is { PolymorphismOptions: { } variants } && key.Base is null)
        {
            FillVariants(schema, key, variants);
        }
        else
        {
            FillObject(schema, key);
        }
    }

    private void FillEnum(JsonObject schema, Type type)
    {
        schema["type"] = "string";
        FieldInfo[] members = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        string[] names = [.. members.Select(member => JsonSerializer.SerializeToNode(member.GetValue(null), type, Answers)!.GetValue<string>())];
        schema["enum"] = new JsonArray([.. names]);
        IEnumerable<string> meanings = members.Zip(
            names, (member, name) => comments.Of(member) is { } meaning ? $"- `{name}`: {meaning}" : $"- `{name}`");
        schema["description"] = string.Join('\n', new[] { (string?)schema["description"] }.OfType<string>().Append("").Concat(meanings)).TrimStart(
            '\n');
    }

    private void FillVariants(JsonObject schema, Key key, JsonPolymorphismOptions variants)
    {
        JsonArray all = [];
        JsonObject mapping = [];
        foreach (JsonDerivedType variant in variants.DerivedTypes)
        {
            Key to = new(variant.DerivedType, key.Way, key.Type);
            all.Add(Reference(to, isNullable: false));
            string said = (string)variant.TypeDiscriminator!;
            mapping[said] = "";
            references.Add((mapping, said, to));
        }

        schema["oneOf"] = all;
        schema["discriminator"] = new JsonObject { ["propertyName"] = variants.TypeDiscriminatorPropertyName, ["mapping"] = mapping };
    }

    private void FillObject(JsonObject schema, Key key)
    {
        Way way = key.Way!.Value;
        JsonTypeInfo info = Options(way).GetTypeInfo(key.Type);
        JsonObject members = [];
        JsonArray required = [];
        if (key.Base is not null)
        {
            JsonPolymorphismOptions variants = Options(way).GetTypeInfo(key.Base).PolymorphismOptions!;
            string name = variants.TypeDiscriminatorPropertyName;
            members[name] = new JsonObject
            {
                ["const"] = JsonSerializer.SerializeToNode(variants.DerivedTypes.Single(one => one.DerivedType == key.Type).TypeDiscriminator),
            };
            required.Add(name);
        }

        foreach (JsonPropertyInfo member in info.Properties.Where(member => Goes(member, way)))
        {
            members[member.Name] = Member(member, way);
            if (way is Way.Sent ? member.IsRequired : !MayBeLeftOut(member))
            {
                required.Add(member.Name);
            }
        }

        schema["type"] = "object";
        schema["properties"] = members;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        if (way is Way.Sent)
        {
            schema["additionalProperties"] = false;
        }
    }

    private static bool Goes(JsonPropertyInfo member, Way way) =>
        way is Way.Sent ? member.Set is not null || member.AssociatedParameter is not null : member.Get is not null;

    private static bool MayBeLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).OfType<JsonIgnoreAttribute>().Any() is true;

    private JsonObject Member(JsonPropertyInfo member, Way way)
    {
        bool isNullable = way is Way.Sent ? member.IsSetNullable : member.IsGetNullable && !MayBeLeftOut(member);
        PropertyInfo? property = member.AttributeProvider as PropertyInfo;
        JsonObject schema = property is not null && Held.TryGetValue((property.DeclaringType!, property.Name), out Type[]? held)
            ? OneOf(held, way, isNullable)
            : Of(way is Way.Answered && MayBeLeftOut(member) ? Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType : member.PropertyType, way, isNullable);
        if (property is not null && comments.Of(property) is { } summary)
        {
            schema["description"] = summary;
        }

        if (way is Way.Sent && member.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } byDefault })
        {
            schema["default"] = JsonSerializer.SerializeToNode(byDefault, member.PropertyType, Answers);
        }

        return schema;
    }

    private JsonObject OneOf(IEnumerable<Type> types, Way way, bool isNullable)
    {
        JsonArray all = [.. types.Select(type => Of(type, way))];
        if (isNullable)
        {
            all.Add(new JsonObject { ["type"] = "null" });
        }

        return new JsonObject { ["anyOf"] = all };
    }

    private static JsonObject WithNull(JsonObject schema, bool isNullable)
    {
        if (isNullable && schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.GetValue<string>(), "null");
        }

        return schema;
    }

    private string NameOf(Key key, HashSet<Type> namesakes)
    {
        string name = key.Base is not null && key.Type.DeclaringType is null ? key.Base.Name + key.Type.Name : NameOf(key.Type, namesakes);
        bool goesBothWays = key.Way is Way.Sent && known.ContainsKey(key with { Way = Way.Answered });
        return goesBothWays ? $"{name}Sent" : key.Base is not null && known.ContainsKey(key with { Base = null }) ? $"{name}Variant" : name;
    }

    // Types of one name are told apart by their folder.
    private static string NameOf(Type type, HashSet<Type> namesakes)
    {
        string own = type.Name.Split('`')[0];
        string name = type.DeclaringType is { } outer && !own.StartsWith(outer.Name, StringComparison.Ordinal) ? NameOf(outer, namesakes) + own : own;
        string full = type.IsGenericType
            ? $"{name}Of{string.Concat(type.GetGenericArguments().Select(argument => NameOf(argument, namesakes)))}"
            : name;
        return namesakes.Contains(type) ? type.Namespace!.Split('.')[^1] + full : full;
    }

    /// <summary>What a named schema is of.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Way">Null where both ways are alike: enums and texts.</param>
    /// <param name="Base">The type that it is a variant of and says which; null for what stands for itself.</param>
    private sealed record Key(Type Type, Way? Way, Type? Base);
}
