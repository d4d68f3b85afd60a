using System.Text.Json;
using AsiFunctions.Domain.Forms.Questions;

namespace AsiFunctions.Domain.Forms;

/// <summary>The members of an answers object: those that the form knows, and the faults of the others.</summary>
internal sealed class SentAnswers
{
    // Nobody reads on beyond these.
    private const int MostUnknownFieldsTold = 20;

    private readonly Dictionary<string, JsonElement> known = new(StringComparer.Ordinal);

    private SentAnswers()
    {
    }

    public List<Fault> UnknownFields { get; } = [];

    public IReadOnlyDictionary<string, JsonElement> Known => known;

    /// <summary>Reads the object; null, with the fault noted, where it is none.</summary>
    public static SentAnswers? Read(JsonElement answers, FormDefinition form, Language language, string at, List<Fault> faults)
    {
        if (answers.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new Fault(at, FaultCodes.WrongType, Wording.ObjectNeeded(language)));
            return null;
        }

        SentAnswers sent = new();
        HashSet<string> names = form.Questions.Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty member in answers.EnumerateObject())
        {
            sent.Note(member, names, seen, language, at);
        }

        return sent;
    }

    /// <summary>The answer; null where none was sent, or an empty one: null, a text of blanks, a list without items.</summary>
    /// <remarks>SurveyJS too takes null, an empty text and an empty list as no answer.</remarks>
    public JsonElement? Find(string name) => known.TryGetValue(name, out JsonElement answer) && !IsEmpty(answer) ? answer : null;

    private void Note(JsonProperty member, HashSet<string> names, HashSet<string> seen, Language language, string at)
    {
        string name = NameOf(member);
        if (seen.Add(name) && names.Contains(name))
        {
            known[name] = member.Value;
            return;
        }

        if (UnknownFields.Count < MostUnknownFieldsTold)
        {
            UnknownFields.Add(names.Contains(name)
                ? new Fault($"{at}/{name}", FaultCodes.Doubled, Wording.Doubled(language, name))
                : new Fault($"{at}/{Escape(name)}", FaultCodes.Unknown, Wording.Unknown(language, name)));
        }
    }

    // A name that is not valid Unicode cannot be told; it is unknown in any case.
    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    // RFC 6901, section 3.
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool IsEmpty(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => answer.GetArrayLength() == 0,
        JsonValueKind.String => PlainText.Of(answer) is string text && text.AsSpan().Trim().IsEmpty,
        _ => false,
    };
}
