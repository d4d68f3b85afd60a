using System.Text.Json;

namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>Reads what rows keep as text.</summary>
internal static class InstanceText
{
    public static IEnumerable<HistoryEvent> ReadHistory(string lines)
    {
        foreach (ReadOnlyMemory<char> line in Lines(lines))
        {
            yield return JsonSerializer.Deserialize(line.Span, HistoryJson.Compact.HistoryEvent)!;
        }
    }

    public static InstanceNotes ReadNotes(InstanceRow row) => JsonSerializer.Deserialize(row.Notes!, HistoryJson.Compact.InstanceNotes)!;

    private static IEnumerable<ReadOnlyMemory<char>> Lines(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            yield return text.AsMemory(start, end - start);
            start = end + 1;
        }
    }
}
