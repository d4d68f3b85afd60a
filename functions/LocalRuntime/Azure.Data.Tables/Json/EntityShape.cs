using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>How a class is laid out as a row: its public properties and fields, under their own or their DataMember names.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();
    private static readonly Dictionary<string, Column> KeyColumns = typeof(ITableEntity).GetProperties()
        .Select(p => new Column(p, p.PropertyType, p.Name))
        .ToDictionary(c => c.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, Column> columns;
    private readonly Column[] written;

    private EntityShape(Type type)
    {
        columns = new Dictionary<string, Column>(KeyColumns, StringComparer.Ordinal);
        foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance))
        {
            if (ColumnOf(member) is { } column && !KeyColumns.ContainsKey(column.Name))
            {
                columns[column.Name] = column;
            }
        }

        written = [.. columns.Values.Where(c => c.CanGet && c.Name is not (PropertyName.Timestamp or PropertyName.ETag))];
    }

    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static t => new EntityShape(t));

    /// <summary>The name on the wire of a property or field.</summary>
    public static string NameOf(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    public void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        foreach (Column column in written)
        {
            object? value = column.Get(entity);
            ValueWriter.Write(json, column.Name, column.Kind == ValueKind.Enum ? value?.ToString() : value);
        }
    }

    /// <summary>The column that takes what the wire calls <paramref name="name" />, if there is one.</summary>
    public Column? Taking(string name) =>
        columns.GetValueOrDefault(name == PropertyName.ODataETag ? PropertyName.ETag : name) is { CanSet: true } column ? column : null;

    private static Column? ColumnOf(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(IgnoreDataMemberAttribute)) => null,
        PropertyInfo property when property.GetIndexParameters().Length == 0 => new Column(property, property.PropertyType, NameOf(property)),
        FieldInfo field => new Column(field, field.FieldType, NameOf(field)),
        _ => null,
    };

    internal sealed class Column(MemberInfo member, Type memberType, string name)
    {
        private readonly PropertyInfo? property = member as PropertyInfo;
        private readonly FieldInfo? plainField = member as FieldInfo;

        public string Name { get; } = name;

        public Type Type { get; } = Nullable.GetUnderlyingType(memberType) ?? memberType;

        public ValueKind Kind { get; } = ValueKinds.Of(Nullable.GetUnderlyingType(memberType) ?? memberType);

        public bool CanGet => property is null || property.GetMethod is { IsPublic: true };

        public bool CanSet => property is null ? plainField is { IsInitOnly: false } : property.SetMethod is { IsPublic: true };

        public object? Get(object entity) => property is null ? plainField!.GetValue(entity) : property.GetValue(entity);

        public void Set(object entity, object? value)
        {
            if (property is null)
            {
                plainField!.SetValue(entity, value);
                return;
            }

            property.SetValue(entity, value);
        }
    }
}
