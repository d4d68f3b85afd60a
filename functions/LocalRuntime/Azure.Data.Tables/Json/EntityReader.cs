using System.Text.Json;

namespace Azure.Data.Tables.Json;

/// <summary>Reads the rows of one answer.</summary>
internal sealed class EntityReader<T>
    where T : class, ITableEntity
{
    private static readonly bool IsDictionary = typeof(T).IsAssignableTo(typeof(IDictionary<string, object>));

    private readonly WireNames names = new(IsDictionary ? static _ => null : EntityShape.Of(typeof(T)).Taking);
    private int width;

    /// <summary>A body that is a row.</summary>
    public static T ReadEntity(BinaryData body)
    {
        Utf8JsonReader json = new(body);
        json.Read();
        return new EntityReader<T>().Read(ref json);
    }

    /// <summary>A body whose <c>value</c> is an array of rows.</summary>
    public static List<T> ReadPage(BinaryData body)
    {
        Utf8JsonReader json = new(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool rows = json.ValueTextEquals("value"u8);
            json.Read();
            if (rows)
            {
                return new EntityReader<T>().ReadArray(ref json);
            }

            json.Skip();
        }

        return [];
    }

    private List<T> ReadArray(ref Utf8JsonReader json)
    {
        List<T> rows = [];
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            rows.Add(Read(ref json));
        }

        return rows;
    }

    private T Read(ref Utf8JsonReader json)
    {
        if (typeof(T) == typeof(TableEntity))
        {
            return (T)(object)new TableEntity(ReadProperties(ref json));
        }

        T entity = Activator.CreateInstance<T>();
        if (entity is not IDictionary<string, object> dictionary)
        {
            ReadMembers(ref json, entity);
            return entity;
        }

        foreach ((string name, object? value) in ReadProperties(ref json))
        {
            dictionary[name] = value!;
        }

        return entity;
    }

    private void ReadMembers(ref Utf8JsonReader json, T entity)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            EntityShape.Column? column = names.Find(ref json).Column;
            json.Read();
            if (column is null)
            {
                json.Skip();
            }
            else if (ValueReader.TryRead(ref json, column.Kind, out object? value, column.Type))
            {
                column.Set(entity, value);
            }
        }
    }

    private Dictionary<string, object?> ReadProperties(ref Utf8JsonReader json)
    {
        Dictionary<string, object?> properties = new(width, StringComparer.Ordinal);
        string? annotated = null;
        ValueKind annotation = ValueKind.Untyped;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            WireName name = names.Find(ref json);
            json.Read();
            if (name.Annotates is { } property)
            {
                // The annotation may stand before its property or after it.
                annotation = ValueKinds.OfAnnotation(ref json);
                annotated = property;
                if (properties.TryGetValue(property, out object? raw))
                {
                    properties[property] = ValueReader.Convert(raw, annotation);
                }
            }
            else if (name.IsMetadata)
            {
                json.Skip();
            }
            else
            {
                ValueKind kind = name.Text == annotated ? annotation
                    : name.Text == PropertyName.Timestamp ? ValueKind.DateTimeOffset
                    : ValueKind.Untyped;
                ValueReader.TryRead(ref json, kind, out object? value);
                properties[name.Text] = value;
            }
        }

        width = properties.Count;
        return properties;
    }
}
