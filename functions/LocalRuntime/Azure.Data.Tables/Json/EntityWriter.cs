using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables.Http;

namespace Azure.Data.Tables.Json;

/// <summary>Writes rows as the service's JSON, straight into the request's body.</summary>
internal sealed class EntityWriter : IDisposable
{
    // Quotes and letters beyond ASCII stay as they are: half the bytes of the default for JSON kept in a string property.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonWriterOptions AsciiOnly = new() { Encoder = JavaScriptEncoder.Default, SkipValidation = true };

    private readonly Utf8JsonWriter json;

    public EntityWriter(IBufferWriter<byte> target)
        : this(target, Compact)
    {
    }

    private EntityWriter(IBufferWriter<byte> target, JsonWriterOptions options)
    {
        json = new Utf8JsonWriter(target, options);
    }

    /// <summary>A body of one row.</summary>
    /// <remarks>
    /// The emulator reads such a body piece by piece and breaks a letter that lies across two of them; so what is not ASCII is
    /// escaped here. It reads a batch in one piece.
    /// </remarks>
    public static BodyBuffer WriteBody(ITableEntity entity)
    {
        BodyBuffer body = new(sizeHint: 1024);
        WriteOne(body, entity, Compact);
        if (!Ascii.IsValid(body.Written))
        {
            body.Clear();
            WriteOne(body, entity, AsciiOnly);
        }

        return body;
    }

    public void Write(ITableEntity entity)
    {
        json.WriteStartObject();
        if (entity is IDictionary<string, object> properties)
        {
            WriteProperties(properties);
        }
        else
        {
            EntityShape.Of(entity.GetType()).Write(json, entity);
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset();
    }

    public void Dispose() => json.Dispose();

    private static void WriteOne(BodyBuffer body, ITableEntity entity, JsonWriterOptions options)
    {
        using EntityWriter writer = new(body, options);
        writer.Write(entity);
    }

    private void WriteProperties(IDictionary<string, object> properties)
    {
        RowLimits limits = default;
        foreach ((string name, object value) in properties)
        {
            if (value is Enum)
            {
                throw new NotSupportedException($"The property {name} holds an enum; only classes with properties of their own can store those.");
            }

            if (name is not (PropertyName.ODataETag or PropertyName.Timestamp))
            {
                limits.Count(name, value);
                ValueWriter.Write(json, name, value);
            }
        }
    }
}
