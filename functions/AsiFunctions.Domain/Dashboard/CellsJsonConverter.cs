using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsiFunctions.Domain.Dashboard;

/// <summary>Cells as an object of places and counts: <c>{"members|2021-03-23|PT|medium":1}</c>.</summary>
public sealed class CellsJsonConverter : JsonConverter<Cells>
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <inheritdoc/>
    public override Cells Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("Cells are an object of places and counts.");
        }

        Cells cells = new();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            CellKey key = Parse(reader.GetString()!);
            reader.Read();
            cells.Add(key, reader.GetInt32());
        }

        return cells;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Cells value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((CellKey key, int count) in value)
        {
            writer.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"{key.Cube}|{key.Day:yyyy-MM-dd}|{key.Coordinates}"), count);
        }

        writer.WriteEndObject();
    }

    private static CellKey Parse(string text)
    {
        int cube = text.IndexOf('|', StringComparison.Ordinal);
        int day = cube + 1 + DayFormat.Length;
        return cube > 0
            && text.Length > day
            && DateOnly.TryParseExact(
                text.AsSpan(cube + 1, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly on)
                ? new CellKey(string.Intern(text[..cube]), on, text[(day + 1)..])
                : throw new JsonException($"'{text}' is no place of a cube.");
    }
}
